/** Reads a document into operations and fragments with their places. What is wrong is said once, where it stands. */
import { isClosed, tokenize } from "./tokens.js";

const DEEPEST = 100;
const END = { kind: "end", text: "", start: 0, end: 0 };

class Wrong extends Error {
  constructor(message, { start, end }) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/**
 * @param {string} text
 * @returns {{operations: any[], fragments: any[], problem: null | {message: string, start: number, end: number}}}
 */
export function parse(text) {
  const parser = new Parser(text);
  try {
    do parser.definition(); while (parser.next !== parser.last);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return { ...parser.found, problem: { message: error.message, start: error.start, end: error.end } };
  }
  return { ...parser.found, problem: null };
}

/** A type as it is written in a document, in the form that introspection uses. */
export function parseType(text) {
  try {
    return new Parser(text).type();
  } catch {
    return null;
  }
}

class Parser {
  constructor(text) {
    this.text = text;
    this.tokens = tokenize(text).filter(({ kind }) => kind !== "comment");
    this.last = { ...END, start: text.length, end: text.length };
    this.at = 0;
    this.depth = 0;
    this.found = { operations: [], fragments: [] };
  }

  get next() {
    return this.tokens[this.at] ?? this.last;
  }

  take() {
    const token = this.next;
    this.at += 1;
    return token;
  }

  /** @returns {never} */
  fail(wanted, token = this.next) {
    const found = token === this.last ? "the end" : `“${token.text.slice(0, 30)}”`;
    throw new Wrong(`Expected ${wanted}, found ${found}.`, token);
  }

  is(text) {
    return this.next.kind === "mark" && this.next.text === text;
  }

  skip(text) {
    return this.is(text) ? this.take() : null;
  }

  mark(text) {
    return this.skip(text) ?? this.fail(`“${text}”`);
  }

  name(what = "a name") {
    return this.next.kind === "name" ? this.take() : this.fail(what);
  }

  /** One or more of something between two marks. */
  group(open, close, read) {
    const found = [];
    this.mark(open);
    if ((this.depth += 1) > DEEPEST) throw new Wrong(`More than ${DEEPEST} levels.`, this.next);
    while (!this.is(close)) found.push(read.call(this));
    if (!found.length) this.fail("something", this.next);
    this.depth -= 1;
    this.mark(close);
    return found;
  }

  definition() {
    if (this.next.kind === "string") this.value();
    const { text, start } = this.next;
    if (this.is("{")) return this.operation({ kind: "query", name: null, start });
    if (["query", "mutation", "subscription"].includes(text)) {
      this.take();
      const name = this.next.kind === "name" ? this.take() : null;
      return this.operation({ kind: text, name: name?.text ?? null, start });
    }
    if (text !== "fragment") this.fail("an operation or a fragment");
    this.take();
    const name = this.name();
    if (this.next.text !== "on") this.fail("“on”");
    this.take();
    const on = this.name("a type").text;
    this.directives();
    const selections = this.selections();
    this.found.fragments.push({ name: name.text, on, start, end: this.tokens[this.at - 1].end, selections });
  }

  operation(begun) {
    const variables = this.is("(") ? this.group("(", ")", this.variable) : [];
    this.directives();
    const selections = this.selections();
    this.found.operations.push({ ...begun, variables, selections, end: this.tokens[this.at - 1].end });
  }

  variable() {
    const { start } = this.mark("$");
    const name = this.name().text;
    this.mark(":");
    const type = this.type();
    const defaultValue = this.skip("=") ? this.value() : null;
    this.directives();
    return { name, type, defaultValue, start, end: this.tokens[this.at - 1].end };
  }

  type() {
    const ofType = this.is("[") ? this.list() : { kind: "NAMED", name: this.name("a type").text, ofType: null };
    return this.skip("!") ? { kind: "NON_NULL", name: null, ofType } : ofType;
  }

  list() {
    const [ofType] = this.group("[", "]", this.type);
    return { kind: "LIST", name: null, ofType };
  }

  directives() {
    while (this.skip("@")) {
      this.name("a directive");
      this.arguments();
    }
  }

  arguments() {
    return this.is("(") ? this.group("(", ")", this.argument) : [];
  }

  argument() {
    const { text: name, start } = this.name();
    this.mark(":");
    return { name, value: this.value(), start };
  }

  selections() {
    return this.group("{", "}", this.selection);
  }

  selection() {
    const { start } = this.next;
    if (this.skip("...")) return this.spread(start);
    const first = this.name("a field");
    const name = this.skip(":") ? this.name("a field") : first;
    const args = this.arguments();
    this.directives();
    const { end } = this.tokens[this.at - 1];
    const selections = this.is("{") ? this.selections() : null;
    return { kind: "field", name: name.text, alias: first === name ? null : first.text, args, selections, start, end };
  }

  spread(start) {
    if (this.next.kind === "name" && this.next.text !== "on") {
      const { text: name, end } = this.take();
      this.directives();
      return { kind: "spread", name, start, end };
    }
    const on = this.next.text === "on" ? (this.take(), this.name("a type").text) : null;
    this.directives();
    return { kind: "inline", on, start, selections: this.selections() };
  }

  value() {
    const token = this.next;
    if (this.is("[")) return this.values("[", "]", this.value);
    if (this.is("{")) return this.values("{", "}", this.argument);
    if (this.skip("$")) return { kind: "variable", name: this.name().text, start: token.start };
    if (token.kind === "string" && !isClosed(token)) throw new Wrong("This text has no end.", token);
    if (!["name", "number", "string"].includes(token.kind)) this.fail("a value");
    return { kind: token.kind, text: this.take().text, start: token.start };
  }

  values(open, close, read) {
    const { start } = this.next;
    const isEmpty = this.tokens[this.at + 1]?.text === close;
    if (!isEmpty) return { kind: open === "[" ? "list" : "object", items: this.group(open, close, read), start };
    this.at += 2;
    return { kind: open === "[" ? "list" : "object", items: [], start };
  }
}

/** The operation that a place belongs to: the one around it, else the last before it, else the first. */
export function operationAt(operations, offset) {
  return operations.findLast(({ start }) => start <= offset) ?? operations[0] ?? null;
}
