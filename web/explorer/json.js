/** JSON with the places of its pieces, for problems that can be shown where they stand; and its layout. */

const TOKEN = /\s+|"(?:[^"\\\n]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_]+|[[\]{},:]|[^]/gy;
const WORDS = new Map([["true", true], ["false", false], ["null", null]]);
const DEEPEST = 200;

class Wrong extends Error {
  constructor(message, { start, end }) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/**
 * @typedef {object} Piece
 * @property {"object" | "list" | "string" | "number" | "word"} kind
 * @property {number} start
 * @property {number} end
 * @property {any} [value] of a scalar
 * @property {{name: string, key: {start: number, end: number}, piece: Piece}[]} [members]
 * @property {Piece[]} [items]
 */

/**
 * @param {string} text
 * @returns {{piece: Piece | null, problem: null | {message: string, start: number, end: number}}}
 */
export function parseJSON(text) {
  const reader = new Reader(text);
  try {
    const piece = reader.value(0);
    if (reader.next !== reader.last) reader.fail("the end");
    return { piece, problem: null };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { piece: null, problem: { message: error.message, start: error.start, end: error.end } };
  }
}

class Reader {
  constructor(text) {
    let at = 0;
    this.tokens = (text.match(TOKEN) ?? []).map((piece) => {
      const start = at;
      at += piece.length;
      return { text: piece, start, end: at };
    }).filter((token) => token.text.trim());
    this.last = { text: "", start: text.length, end: text.length };
    this.at = 0;
  }

  get next() {
    return this.tokens[this.at] ?? this.last;
  }

  take() {
    return this.tokens[this.at++] ?? this.last;
  }

  /** @returns {never} */
  fail(wanted, token = this.next) {
    const found = token === this.last ? "the end" : `“${token.text.slice(0, 30)}”`;
    throw new Wrong(`Expected ${wanted}, found ${found}.`, token);
  }

  value(depth) {
    const { text, start, end } = this.next;
    if (depth > DEEPEST) throw new Wrong(`More than ${DEEPEST} levels.`, this.next);
    if (text === "{") return this.object(depth);
    if (text === "[") return this.list(depth);
    if (/^-?\d/.test(text)) return this.scalar("number", Number(this.take().text), { start, end });
    if (WORDS.has(text)) return this.scalar("word", WORDS.get(this.take().text), { start, end });
    return this.scalar("string", this.string("a value"), { start, end });
  }

  scalar(kind, value, { start, end }) {
    return { kind, value, start, end };
  }

  string(wanted) {
    const token = this.next;
    if (token.text.length < 2 || !token.text.startsWith('"')) this.fail(wanted);
    this.take();
    try {
      return JSON.parse(token.text);
    } catch {
      throw new Wrong("This text has a character that JSON doesn't allow.", token);
    }
  }

  object(depth) {
    const { start } = this.take();
    const members = [];
    while (this.next.text !== "}") {
      if (members.length) this.separator("}");
      const { start: from, end: to } = this.next;
      const name = this.string(members.length ? "a name in double quotes" : "a name in double quotes, or “}”");
      if (this.next.text !== ":") this.fail("“:”");
      this.take();
      members.push({ name, key: { start: from, end: to }, piece: this.value(depth + 1) });
    }
    return { kind: "object", members, start, end: this.take().end };
  }

  list(depth) {
    const { start } = this.take();
    const items = [];
    while (this.next.text !== "]") {
      if (items.length) this.separator("]");
      items.push(this.value(depth + 1));
    }
    return { kind: "list", items, start, end: this.take().end };
  }

  separator(close) {
    if (this.next.text !== ",") this.fail(`“,” or “${close}”`);
    this.take();
  }
}

/** Lays JSON out anew, every number as it was written. What isn't JSON stays as it is. */
export function prettifyJSON(text) {
  const { piece, problem } = parseJSON(text);
  if (!text.trim() || problem) return { text, problem: text.trim() ? problem : null };
  return { text: `${layOut(piece, text, "")}\n`, problem: null };
}

function layOut(piece, text, indent) {
  const deeper = `${indent}  `;
  const lines = piece.kind === "object"
    ? piece.members.map(({ key, piece: inner }) => `${text.slice(key.start, key.end)}: ${layOut(inner, text, deeper)}`)
    : piece.items?.map((inner) => layOut(inner, text, deeper));
  if (!lines) return text.slice(piece.start, piece.end);
  const [open, close] = piece.kind === "object" ? "{}" : "[]";
  return lines.length ? `${open}\n${lines.map((line) => deeper + line).join(",\n")}\n${indent}${close}` : open + close;
}
