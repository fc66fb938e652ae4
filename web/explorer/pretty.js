/**
 * Lays a document out anew: the tokens stay what they are, in their order, comments included. Only a document that
 * can be read is touched, so a half-typed one never loses anything.
 */
import { parse } from "./parse.js";
import { tokenize } from "./tokens.js";

const WIDTH = 80;
const CLOSING = { "(": ")", "[": "]", "{": "}" };

/**
 * @param {string} text
 * @returns {{text: string, problem: null | {message: string, start: number, end: number}}}
 */
export function prettify(text) {
  if (!tokenize(text).some(({ kind }) => kind !== "comment")) return { text, problem: null };
  const { problem } = parse(text);
  return problem ? { text, problem } : { text: new Printer(text).whole(), problem: null };
}

class Printer {
  constructor(text) {
    this.text = text;
    this.tokens = tokenize(text);
    this.at = 0;
    this.lines = [];
    /** Comments met in the middle of a line: they go above it. */
    this.loose = [];
  }

  get token() {
    return this.tokens[this.at];
  }

  /** The next token that isn't a comment, without taking anything. */
  get next() {
    let { at } = this;
    while (this.tokens[at]?.kind === "comment") at += 1;
    return this.tokens[at] ?? { text: "", kind: "end" };
  }

  comments() {
    while (this.token?.kind === "comment") {
      this.loose.push(this.token.text.trimEnd());
      this.at += 1;
    }
  }

  take() {
    this.comments();
    this.at += 1;
    return this.tokens[this.at - 1].text;
  }

  is(text) {
    return this.next.kind !== "string" && this.next.text === text;
  }

  put(indent, text) {
    for (const line of this.loose.splice(0)) this.lines.push(indent + line);
    this.lines.push((indent + text).trimEnd());
  }

  whole() {
    while (this.next.kind !== "end") {
      if (this.lines.length) this.lines.push("");
      this.definition();
      this.trailing();
    }
    this.comments();
    if (this.loose.length) this.lines.push("", ...this.loose.splice(0));
    return `${this.lines.join("\n")}\n`;
  }

  definition() {
    while (this.next.kind === "string") this.put("", this.take());
    let head = "";
    while (!this.is("{")) {
      if (this.is("(")) {
        head += `${/^query|^mutation|^subscription/.test(head) && !/ /.test(head) ? " " : ""}${
          render(this.group(), head.length, "")
        }`;
      } else head += `${head ? " " : ""}${this.is("@") ? this.directive(head.length, "") : this.take()}`;
    }
    this.block(head, "");
  }

  /** A selection set behind what stands before it, each of its selections on a line of its own. */
  block(head, indent) {
    this.take();
    this.put(indent, `${head}${head ? " " : ""}{`);
    this.trailing();
    for (let isFirst = true; !this.is("}"); isFirst = false) {
      if (!isFirst && this.isBlankBefore()) this.lines.push("");
      this.selection(`${indent}  `);
    }
    this.comments();
    for (const line of this.loose.splice(0)) this.lines.push(`${indent}  ${line}`);
    this.take();
    this.lines.push(`${indent}}`);
  }

  /** A blank line that somebody left between two selections stays: it groups them. */
  isBlankBefore() {
    const last = this.tokens[this.at - 1];
    return /\n[^\S\n]*\n/.test(this.text.slice(last.end, this.token?.start));
  }

  selection(indent) {
    let head = this.is("...") ? this.spread() : this.field();
    if (this.is("(")) head += render(this.group(), indent.length + head.length, indent);
    while (this.is("@")) head += ` ${this.directive(indent.length + head.length + 1, indent)}`;
    if (this.is("{")) return this.block(head, indent);
    this.put(indent, head);
    this.trailing();
  }

  field() {
    const name = this.take();
    if (!this.is(":")) return name;
    this.take();
    return `${name}: ${this.take()}`;
  }

  spread() {
    this.take();
    if (this.next.kind !== "name") return "...";
    const name = this.take();
    return name === "on" ? `... on ${this.take()}` : `...${name}`;
  }

  directive(column, indent) {
    this.take();
    const name = `@${this.take()}`;
    return this.is("(") ? name + render(this.group(), column + name.length, indent) : name;
  }

  /** A comment behind a line, on that line. */
  trailing() {
    const last = this.tokens[this.at - 1];
    if (this.token?.kind !== "comment" || this.text.slice(last.end, this.token.start).includes("\n")) return;
    this.lines[this.lines.length - 1] += ` ${this.token.text.trimEnd()}`;
    this.at += 1;
  }

  /** Brackets with values in them: arguments, lists, objects, declared variables. */
  group() {
    const held = this.loose.splice(0);
    const open = this.take();
    const items = [];
    while (!this.is(CLOSING[open])) items.push(this.item(open));
    this.comments();
    const dangling = this.loose.splice(0);
    this.take();
    this.loose = held;
    return { open, close: CLOSING[open], items, dangling };
  }

  item(open) {
    const parts = open === "[" ? [this.value()] : this.pair();
    return { parts, comments: this.loose.splice(0) };
  }

  /** `name: value`, or `$name: Type = value @directives`. */
  pair() {
    const isVariable = this.is("$");
    const name = isVariable ? this.take() + this.take() : this.take();
    this.take();
    if (!isVariable) return [`${name}: `, this.value()];
    const parts = [`${name}: ${this.type()}`];
    if (this.is("=")) parts.push(` ${this.take()} `, this.value());
    while (this.is("@")) parts.push(` ${this.take()}${this.take()}`, this.is("(") ? this.group() : "");
    return parts;
  }

  type() {
    const text = this.is("[") ? this.take() + this.type() + this.take() : this.take();
    return this.is("!") ? text + this.take() : text;
  }

  value() {
    if (this.is("[") || this.is("{")) return this.group();
    return this.is("$") ? this.take() + this.take() : this.take();
  }
}

/** A piece on one line if it fits behind `column`, else its items below each other. */
function render(piece, column, indent) {
  if (typeof piece === "string") return piece;
  const short = flat(piece);
  if (short !== null && column + short.length <= WIDTH) return short;
  const deeper = `${indent}  `;
  const lines = piece.items.flatMap(({ parts, comments }) => {
    let line = deeper;
    for (const part of parts) line += render(part, line.length, deeper);
    return [...comments.map((comment) => deeper + comment), line];
  });
  const dangling = piece.dangling.map((comment) => deeper + comment);
  return [piece.open, ...lines, ...dangling, indent + piece.close].join("\n");
}

function flat(piece) {
  if (typeof piece === "string") return piece.includes("\n") ? null : piece;
  if (piece.dangling.length) return null;
  const items = [];
  for (const { parts, comments } of piece.items) {
    const texts = parts.map(flat);
    if (comments.length || texts.includes(null)) return null;
    items.push(texts.join(""));
  }
  const inside = items.join(", ");
  return piece.open === "{" && inside ? `{ ${inside} }` : piece.open + inside + piece.close;
}
