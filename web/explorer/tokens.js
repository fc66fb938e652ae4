/** A whole document as tokens with their places. It never fails: what no rule knows is one of kind `bad`. */

/**
 * @typedef {object} Token
 * @property {"name" | "number" | "string" | "comment" | "mark" | "bad"} kind
 * @property {string} text
 * @property {number} start
 * @property {number} end
 */

const TOKEN = new RegExp(
  [
    String.raw`(?<blank>[\s,\uFEFF]+)`,
    String.raw`(?<comment>#.*)`,
    String.raw`(?<string>"""(?:\\"""|(?!""")[^])*(?:"""|$)|"(?:[^"\\\n\r]|\\.)*"?)`,
    String.raw`(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
    String.raw`(?<name>[_A-Za-z]\w*)`,
    String.raw`(?<mark>\.\.\.|[!$&():=@[\]{|}])`,
    String.raw`(?<bad>[^])`,
  ].join("|"),
  "uy",
);
const KINDS = ["comment", "string", "number", "name", "mark", "bad"];

/** The text that was cut last: with every key typed, many parts of the explorer ask for the same one. */
let last = { text: "", tokens: /** @type {Token[]} */ ([]) };

/**
 * @param {string} text
 * @returns {Token[]}
 */
export function tokenize(text) {
  if (text !== last.text) last = { text, tokens: cut(text) };
  return last.tokens;
}

function cut(text) {
  /** @type {any[]} */
  const tokens = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const { groups } = TOKEN.exec(text);
    if (groups.blank !== undefined) continue;
    const kind = KINDS.find((name) => groups[name] !== undefined);
    tokens.push({ kind, text: groups[kind], start: at, end: TOKEN.lastIndex });
  }
  return tokens;
}

/** Whether a string has the quotes that end it. */
export function isClosed({ text }) {
  if (text.startsWith('"""')) return text.length >= 6 && /[^\\]"""$|^""""""$/.test(text);
  return text.length > 1 && /[^\\](?:\\\\)*"$/.test(text);
}

/** Where an offset lies: line and column from 1, the column in UTF-16 units, as the server counts them. */
export function placeOf(text, offset) {
  const before = text.slice(0, offset);
  const lines = before.split("\n");
  return { line: lines.length, column: lines.at(-1).length + 1 };
}

/** The offset of a line and column; the nearest one there is, where the text has no such place. */
export function offsetOf(text, { line, column }) {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + column - 1, end < 0 ? text.length : end);
}

/** The piece that a problem at this offset is about: the token that begins there or covers it, else one character. */
export function pieceAt(text, offset) {
  const token = tokenize(text).find(({ start, end }) => start <= offset && offset < end);
  if (token) return { start: token.start, end: token.end };
  const start = Math.max(0, Math.min(offset, text.length - 1));
  return { start, end: Math.min(start + 1, text.length) };
}
