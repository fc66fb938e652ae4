/**
 * What stands where in a document, token by token, with the schema at hand. It follows the grammar as far as the text
 * does and never fails: the text is being typed. Completion asks for the state at the caret, the documentation for the
 * thing under the pointer, the warnings for every thing there is.
 */
import { parseType } from "./parse.js";
import { fieldOf, namedType } from "./schema.js";
import { tokenize } from "./tokens.js";

/** Follows `text` up to `end`. `onThing` is told of each name that the schema knows: its token and what it is. */
export function follow(text, schema, end = text.length, onThing = (_token, _thing) => {}) {
  const machine = new Machine(schema, onThing);
  for (const token of tokenize(text)) {
    if (token.kind === "comment") continue;
    if (token.end > end) break;
    machine.read(token);
  }
  return machine;
}

/** The thing that a place in the text names, with its token; null between things. */
export function thingAt(text, offset, schema) {
  let found = null;
  follow(text, schema, text.length, (token, thing) => {
    if (token.start <= offset && offset <= token.end) found ??= { token, ...thing };
  });
  return found;
}

const VALUE_END = { step: "start", expects: null };

class Machine {
  constructor(schema, onThing) {
    this.schema = schema;
    this.tell = onThing;
    /** @type {any[]} the open brackets, each with the step that the next token belongs to */
    this.stack = [{ kind: "document", step: "start" }];
    /** The variables that the operation has declared so far: name to type. */
    this.variables = new Map();
  }

  get top() {
    return this.stack.at(-1);
  }

  push(frame) {
    this.stack.push({ step: "start", ...frame });
  }

  pop(kind) {
    if (this.top.kind !== kind) return;
    this.stack.pop();
    const { top } = this;
    if (kind === "selection") Object.assign(top, { step: "start", given: null });
    else if (kind === "list" || kind === "object") this.ended();
  }

  read(token) {
    const { kind } = this.top;
    if (token.kind === "name") this[`${kind}Name`](token);
    else if (token.kind === "mark") this[`${kind}Mark`](token.text);
    else this.ended();
  }

  /** A value is over, where one was due. In a list the next one may follow. */
  ended() {
    if (this.top.step === "value" && this.top.kind !== "list") Object.assign(this.top, VALUE_END);
  }

  documentName(token) {
    const { top } = this;
    if (top.step === "at") return this.directive(token);
    if (top.step === "on") {
      top.type = token.text;
      top.step = "head";
      return this.tellType(token);
    }
    if (top.step === "fragment" && token.text === "on") return void (top.step = "on");
    if (top.step === "fragment") return void (top.name = token.text);
    if (["query", "mutation", "subscription"].includes(token.text) && top.step === "start") {
      this.variables = new Map();
      const type = this.schema.root[token.text];
      return void Object.assign(top, { step: "head", type, operation: token.text, given: null });
    }
    if (token.text === "fragment" && top.step === "start") {
      this.variables = new Map();
      Object.assign(top, { step: "fragment", operation: "fragment", given: null, name: "" });
    }
  }

  documentMark(text) {
    const { top } = this;
    if (text === "{") {
      const type = top.step === "start" ? this.schema.root.query : top.type;
      if (top.step === "start") this.variables = new Map();
      top.step = "body";
      this.push({ kind: "selection", type });
    } else if (text === "(") this.openParenthesis();
    else if (text === "@") Object.assign(top, { step: "at", place: placeOf(top) });
  }

  openParenthesis() {
    const { top } = this;
    if (top.given) this.push({ kind: "arguments", inputs: top.given.args, owner: top.given });
    else if (top.kind === "document") this.push({ kind: "variables" });
    else this.push({ kind: "arguments", inputs: [], owner: null });
  }

  directive(token) {
    const { top } = this;
    const directive = this.schema.directives.get(token.text);
    Object.assign(top, { step: top.kind === "document" ? "head" : "field", given: directive ?? { args: [] } });
    if (directive) this.tell(token, { kind: "directive", directive });
  }

  selectionName(token) {
    const { top } = this;
    if (top.step === "at") return this.directive(token);
    if (top.step === "spread" && token.text === "on") return void (top.step = "on");
    if (top.step === "on") {
      Object.assign(top, { step: "field", inner: token.text, given: null });
      return this.tellType(token);
    }
    if (top.step === "spread") return void Object.assign(top, { step: "field", inner: null, given: null });
    this.field(token);
  }

  field(token) {
    const field = fieldOf(this.schema, this.top.type, token.text);
    const step = this.top.step === "alias" ? "named" : "field";
    Object.assign(this.top, { step, given: field ?? { args: [] }, inner: field ? namedType(field.type) : undefined });
    if (field) this.tell(token, { kind: "field", type: this.top.type, field });
  }

  selectionMark(text) {
    const { top } = this;
    if (text === "...") Object.assign(top, { step: "spread", inner: top.type, given: null, isSpread: true });
    else if (text === ":" && top.step === "field") top.step = "alias";
    else if (text === "(") this.openParenthesis();
    else if (text === "@") Object.assign(top, { step: "at", place: top.isSpread ? "INLINE_FRAGMENT" : "FIELD" });
    else if (text === "{") this.push({ kind: "selection", type: top.inner });
    else if (text === "}") this.pop("selection");
    if (text !== "..." && text !== "@") top.isSpread = false;
  }

  argumentsName(token) {
    if (this.top.step === "value") return this.valueName(token);
    const input = this.top.inputs.find(({ name }) => name === token.text);
    this.top.used = [...(this.top.used ?? []), token.text];
    Object.assign(this.top, { step: "named", input });
    if (input) this.tell(token, { kind: "argument", input, owner: this.top.owner, type: this.top.type });
  }

  argumentsMark(text) {
    const { top } = this;
    if (text === ":" && top.step === "named") Object.assign(top, { step: "value", expects: top.input?.type ?? null });
    else if (text === ")") this.pop("arguments");
    else this.valueMark(text);
  }

  objectName(token) {
    this.argumentsName(token);
  }

  objectMark(text) {
    if (text === "}") this.pop("object");
    else this.argumentsMark(text);
  }

  listName(token) {
    this.valueName(token);
  }

  listMark(text) {
    if (text === "]") this.pop("list");
    else this.valueMark(text);
  }

  /** Marks that begin a value, wherever one may stand. */
  valueMark(text) {
    const { top } = this;
    const expects = top.kind === "list" ? top.item : top.expects;
    if (text === "$") Object.assign(top, { step: "value", isVariable: true });
    else if (text === "[") this.push({ kind: "list", step: "value", item: itemOf(expects) });
    else if (text === "{") this.push(this.objectFrame(expects));
  }

  objectFrame(expects) {
    const type = expects ? this.schema.types.get(namedType(expects)) : null;
    return { kind: "object", inputs: type?.inputFields ?? [], owner: null, type: type?.name };
  }

  valueName(token) {
    const { top } = this;
    const expects = top.kind === "list" ? top.item : top.expects;
    if (top.isVariable) this.variable(token);
    else this.tellValue(token, expects);
    top.isVariable = false;
    if (top.kind !== "list") Object.assign(top, VALUE_END);
  }

  variable(token) {
    const type = this.variables.get(token.text);
    if (type) this.tell(token, { kind: "variable", name: token.text, type });
  }

  tellValue(token, expects) {
    const type = expects && this.schema.types.get(namedType(expects));
    const value = type?.enumValues?.find(({ name }) => name === token.text);
    if (value) this.tell(token, { kind: "value", type: type.name, value });
  }

  tellType(token) {
    const type = this.schema.types.get(token.text);
    if (type) this.tell(token, { kind: "type", type });
  }

  variablesName(token) {
    const { top } = this;
    if (top.step === "at") {
      Object.assign(top, { step: "start", given: this.schema.directives.get(token.text) ?? { args: [] } });
    } else if (top.step === "name") Object.assign(top, { step: "named", name: token.text, written: "" });
    else if (top.step === "type") this.variableType(token.text, token);
    else if (top.step === "value") this.valueName(token);
  }

  /** Each piece of the type makes a better guess of it, until the whole stands there. */
  variableType(piece, token = null) {
    const { top } = this;
    top.written += piece;
    if (token) top.step = "typed";
    const open = top.written.split("[").length - top.written.split("]").length;
    const type = parseType(top.written + "]".repeat(Math.max(0, open)));
    if (type) this.variables.set(top.name, type);
    if (token) this.tellType(token);
  }

  variablesMark(text) {
    const { top } = this;
    if (text === ")") this.pop("variables");
    else if (text === "(") this.openParenthesis();
    else if (text === "@") Object.assign(top, { step: "at", place: "VARIABLE_DEFINITION" });
    else if (text === "$") Object.assign(top, { step: "name", given: null });
    else if (text === ":") top.step = "type";
    else if (text === "=") Object.assign(top, { step: "value", expects: this.variables.get(top.name) ?? null });
    else if (top.step === "type" || top.step === "typed") this.variableType(text);
    else this.valueMark(text);
  }
}

function placeOf({ operation }) {
  return operation === "fragment" ? "FRAGMENT_DEFINITION" : (operation ?? "query").toUpperCase();
}

function itemOf(type) {
  const bare = type?.kind === "NON_NULL" ? type.ofType : type;
  return bare?.kind === "LIST" ? bare.ofType : bare ?? null;
}
