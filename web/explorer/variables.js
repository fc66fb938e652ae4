/** The variables as the chosen operation wants them: what is missing, unknown or of another type, and where. */
import { parseJSON } from "./json.js";
import { isRequired, namedType, typeText } from "./schema.js";

/** @typedef {{message: string, start: number, end: number, severity: "error" | "warning"}} Problem */

/**
 * The variables as a value, or the first reason why they aren't one.
 * @param {string} text
 * @returns {{value: Record<string, any>, problem: string}}
 */
export function readVariables(text, what = "Variables") {
  if (!text.trim()) return { value: {}, problem: "" };
  const { piece, problem } = parseJSON(text);
  if (problem) return { value: {}, problem: `${what} aren't JSON: ${problem.message}` };
  if (piece.kind !== "object") return { value: {}, problem: `${what} are one JSON object.` };
  return { value: JSON.parse(text), problem: "" };
}

/** Headers as a value: one object whose values are texts that a header can carry. */
export function readHeaders(text) {
  const { value, problem } = readVariables(text, "Headers");
  if (problem) return { value, problem };
  for (const [name, content] of Object.entries(value)) {
    if (typeof content !== "string") return { value: {}, problem: `The header “${name}” must be a text.` };
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return { value: {}, problem: `“${name}” can't be a header's name.` };
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(content)) {
      return { value: {}, problem: `The header “${name}” can't hold that.` };
    }
  }
  return { value, problem: "" };
}

/**
 * @param {string} text
 * @param {any} operation as parse() read it; null where there is none to compare with
 * @param {any} schema null before it is known
 * @returns {Problem[]}
 */
export function checkVariables(text, operation, schema) {
  const { piece, problem } = text.trim() ? parseJSON(text) : { piece: EMPTY, problem: null };
  if (problem) return [{ ...problem, severity: "error" }];
  if (piece.kind !== "object") return [error(piece, "Variables are one JSON object.")];
  const problems = duplicates(piece);
  if (!operation) return problems;
  const declared = new Map(operation.variables.map((variable) => [variable.name, variable]));
  for (const { name, key } of piece.members) {
    if (!declared.has(name)) problems.push({ ...key, severity: "warning", message: `The query declares no $${name}.` });
  }
  for (const variable of operation.variables) checkVariable(variable, piece, schema, problems);
  return problems;
}

const EMPTY = { kind: "object", members: [], start: 0, end: 0 };
const error = ({ start, end }, message) => ({ start, end, message, severity: /** @type {"error"} */ ("error") });

function checkVariable(variable, piece, schema, problems) {
  const { name, type } = variable;
  const member = piece.members.findLast((one) => one.name === name);
  if (member) check(member.piece, type, schema, problems, `$${name}`);
  else if (isRequired(variable)) {
    problems.push(error({ start: piece.start, end: piece.start + 1 }, `$${name} is missing: it is ${typeText(type)}.`));
  }
}

function duplicates(piece, found = []) {
  const seen = new Set();
  for (const { name, key, piece: inner } of piece.members ?? []) {
    if (seen.has(name)) found.push(error(key, `“${name}” stands here twice.`));
    seen.add(name);
    duplicates(inner, found);
  }
  for (const item of piece.items ?? []) duplicates(item, found);
  return found;
}

function check(piece, type, schema, problems, where) {
  const isNull = piece.kind === "word" && piece.value === null;
  if (type.kind === "NON_NULL") {
    if (isNull) return void problems.push(error(piece, `${where} can't be null: it is ${typeText(type)}.`));
    return check(piece, type.ofType, schema, problems, where);
  }
  if (isNull) return;
  if (type.kind === "LIST") return checkList(piece, type, schema, problems, where);
  const named = schema?.types.get(type.name);
  if (named?.kind === "INPUT_OBJECT") return checkObject(piece, named, schema, problems, where);
  const message = refusal(piece, named, where);
  if (message) problems.push(error(piece, message));
}

function checkList(piece, type, schema, problems, where) {
  if (piece.kind !== "list") return check(piece, type.ofType, schema, problems, where);
  for (const [index, item] of piece.items.entries()) check(item, type.ofType, schema, problems, `${where}[${index}]`);
}

function checkObject(piece, type, schema, problems, where) {
  if (piece.kind !== "object") return void problems.push(error(piece, `${where} is an object, ${type.name}.`));
  const inputs = new Map(type.inputFields.map((input) => [input.name, input]));
  for (const { name, key, piece: inner } of piece.members) {
    const input = inputs.get(name);
    if (input) check(inner, input.type, schema, problems, `${where}.${name}`);
    else problems.push(error(key, `${type.name} has no “${name}”.`));
  }
  const given = new Set(piece.members.map(({ name }) => name));
  for (const input of type.inputFields) {
    if (isRequired(input) && !given.has(input.name)) {
      problems.push(error({ start: piece.start, end: piece.start + 1 }, `${where}.${input.name} is missing.`));
    }
  }
  if (type.isOneOf && piece.members.length !== 1) problems.push(error(piece, `${where} takes exactly one field.`));
}

const SCALARS = {
  Int: ({ kind, value }) => kind === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31,
  Float: ({ kind }) => kind === "number",
  String: ({ kind }) => kind === "string",
  Boolean: ({ kind }) => kind === "word",
  ID: ({ kind, value }) => kind === "string" || (kind === "number" && Number.isInteger(value)),
};

function refusal(piece, type, where) {
  if (!type) return "";
  const written = piece.kind === "object" || piece.kind === "list" ? `a ${piece.kind}` : JSON.stringify(piece.value);
  if (type.kind === "ENUM") {
    const names = type.enumValues.map(({ name }) => name);
    if (piece.kind === "string" && names.includes(piece.value)) return "";
    const some = names.slice(0, 8).join(", ") + (names.length > 8 ? ", …" : "");
    return `${where} is one of ${some}, not ${written}.`;
  }
  const isFine = SCALARS[type.name];
  return !isFine || isFine(piece) ? "" : `${where} is ${type.name}, not ${written}.`;
}

/**
 * What could be typed in the variables: names that the operation declares, and values of enums.
 * @returns {{start: number, end: number, items: import("./complete.js").Proposal[]}}
 */
export function completeVariables(text, offset, operation, schema) {
  const before = /"?[\w$]*$/.exec(text.slice(0, offset))[0];
  const after = /^\w*"?/.exec(text.slice(offset))[0];
  const place = { start: offset - before.length, end: offset + after.length };
  const head = text.slice(0, place.start).trimEnd();
  const key = /"(\w+)"\s*:$/.exec(head)?.[1];
  const variables = operation?.variables ?? [];
  const items = key ? valuesOf(variables.find(({ name }) => name === key), schema) : namesFor(variables, text, head);
  const typed = before.replace('"', "").toLowerCase();
  return { ...place, items: items.filter(({ label }) => label.toLowerCase().startsWith(typed)) };
}

function valuesOf(variable, schema) {
  const type = variable && schema?.types.get(namedType(variable.type));
  const isBoolean = type?.name === "Boolean";
  const words = isBoolean ? [{ name: "true" }, { name: "false" }] : type?.enumValues ?? [];
  return words.map(({ name, description }) => (
    { label: name, insert: isBoolean ? name : `"${name}"`, kind: "value", detail: type.name, text: description ?? "" }
  ));
}

function namesFor(variables, text, head) {
  if (!/[{,]$/.test(head) || head.split("{").length - head.split("}").length !== 1) return [];
  const left = variables.filter(({ name }) => !new RegExp(`"${name}"\\s*:`).test(text));
  return left.map(({ name, type }) => ({
    label: name,
    insert: `"${name}": `,
    kind: "variable",
    detail: typeText(type),
  }));
}
