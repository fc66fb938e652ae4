/** What could be typed at a place in a document. Pure: text, place and schema in, proposals out. */
import { follow } from "./context.js";
import { conditionsFor, fieldsOf, isComposite, isRequired, namedType, typeText } from "./schema.js";
import { isClosed, tokenize } from "./tokens.js";

/**
 * @typedef {object} Proposal
 * @property {string} label what is shown, and matched with what was typed
 * @property {string} insert
 * @property {string} kind `field argument value variable type fragment directive keyword`
 * @property {string} [detail] its type
 * @property {string} [text] what the schema says of it
 * @property {boolean} [isDeprecated]
 */

const MOST = 60;
const KEYWORDS = { query: "reads", mutation: "changes", subscription: "listens", fragment: "names a selection" };

/**
 * @param {string} text
 * @param {number} offset the caret
 * @param {any} schema
 * @returns {{start: number, end: number, items: Proposal[]}} the proposals take the place of `start` to `end`
 */
export function complete(text, offset, schema) {
  const tokens = tokenize(text);
  const touched = tokens.find(({ start, end }) => start < offset && offset <= end);
  if (touched && isDeaf(touched, offset)) return { start: offset, end: offset, items: [] };
  const word = touched?.kind === "name" ? touched : { start: offset, end: offset };
  const typed = text.slice(word.start, offset);
  const machine = follow(text, schema, word.start);
  const used = usedAfter(tokens, word.end);
  const [{ name: own }] = machine.stack;
  const fragments = fragmentsOf(tokens).filter(({ name }) => name !== own);
  const items = proposals(machine, { fragments, before: before(tokens, word.start), used });
  const isNamed = /^\s*:/.test(text.slice(word.end));
  const plain = isNamed ? items.map((item) => ({ ...item, insert: item.insert.replace(/: $/, "") })) : items;
  return { start: word.start, end: word.end, items: rank(plain, typed) };
}

/** Comments and texts are nobody's to complete; behind a text that is closed there is room again. */
function isDeaf(token, offset) {
  if (token.kind === "comment") return true;
  if (token.kind === "number") return true;
  return token.kind === "string" && (offset < token.end || !isClosed(token));
}

const before = (tokens, at) => tokens.findLast(({ kind, end }) => kind !== "comment" && end <= at)?.text;

/** Names of arguments that follow in the same brackets: they are taken too. */
function usedAfter(tokens, from) {
  const used = [];
  let depth = 0;
  for (const [index, { text, kind, start }] of tokens.entries()) {
    if (start < from) continue;
    if ("([{".includes(text)) depth += 1;
    if (")]}".includes(text)) depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && kind === "name" && tokens[index + 1]?.text === ":") used.push(text);
  }
  return used;
}

function fragmentsOf(tokens) {
  const words = tokens.filter(({ kind }) => kind !== "comment");
  return words.flatMap(({ text }, index) => {
    const [name, on, type] = words.slice(index + 1, index + 4);
    return text === "fragment" && on?.text === "on" ? [{ name: name.text, type: type?.text }] : [];
  });
}

function proposals({ top, schema, variables }, around) {
  if (top.step === "at") return directives(schema, top.place);
  if (top.isVariable) return variablesFor(variables, expected(top), "");
  if (top.kind === "document") return definitions(top, schema, around);
  if (top.kind === "selection") return selections(top, schema, around);
  if (top.kind === "variables" && top.step === "type") return inputTypes(schema);
  if (top.step === "value") return values(expected(top), schema, variables);
  if (top.step === "start" && top.kind !== "variables") return inputs(top, around.used);
  return [];
}

const expected = (top) => (top.kind === "list" ? top.item : top.expects);

function definitions(top, schema, around) {
  if (top.step === "on") return types(schema.listed.filter(isComposite));
  if (top.step === "fragment" && around.before !== "fragment") return [keyword("on")];
  if (top.step !== "start") return [];
  const words = ["query", "mutation", "subscription"].filter((kind) => schema.root[kind]);
  return [...words, "fragment"].map(keyword);
}

const keyword = (label) => ({ label, insert: `${label} `, kind: "keyword", text: KEYWORDS[label] ?? "" });

function selections(top, schema, { fragments }) {
  if (top.step === "on") return types(conditionsFor(schema, top.type).map((name) => schema.types.get(name)));
  const spreads = spreadsFor(schema, top.type, fragments);
  if (top.step === "spread") return [...spreads, keyword("on")];
  const fields = fieldsOf(schema, top.type).map((field) => ({ ...member(field, "field"), insert: field.name }));
  if (top.step === "alias") return fields;
  return [...fields, ...spreads.map((item) => ({ ...item, label: `...${item.label}`, insert: `...${item.insert}` }))];
}

function spreadsFor(schema, typeName, fragments) {
  const fitting = new Set(conditionsFor(schema, typeName));
  return fragments.filter(({ type }) => fitting.has(type)).map(({ name, type }) => (
    { label: name, insert: name, kind: "fragment", detail: `on ${type}` }
  ));
}

function member({ name, type, description, isDeprecated, deprecationReason }, kind) {
  const text = isDeprecated ? `Deprecated: ${deprecationReason ?? ""}` : description ?? "";
  return { label: name, kind, detail: typeText(type), text, isDeprecated: Boolean(isDeprecated) };
}

/** Arguments and input fields that aren't given yet, those first that must be. */
function inputs(top, usedAfter) {
  const used = new Set([...(top.used ?? []), ...usedAfter]);
  const left = (top.inputs ?? []).filter(({ name }) => !used.has(name));
  const sorted = [...left.filter(isRequired), ...left.filter((input) => !isRequired(input))];
  return sorted.map((input) => ({ ...member(input, "argument"), insert: `${input.name}: ` }));
}

function values(type, schema, variables) {
  if (!type) return variablesFor(variables, null, "$");
  const named = schema.types.get(namedType(type));
  const words = named?.name === "Boolean" ? [{ name: "true" }, { name: "false" }] : named?.enumValues ?? [];
  const given = words.map(({ name, description, isDeprecated }) => (
    { label: name, insert: name, kind: "value", detail: named.name, text: description ?? "", isDeprecated }
  ));
  const nothing = type.kind === "NON_NULL"
    ? []
    : [{ label: "null", insert: "null", kind: "value", detail: "no value" }];
  return [...variablesFor(variables, type, "$"), ...given, ...nothing];
}

function variablesFor(variables, type, sign) {
  const fits = (other) => !type || namedType(other) === namedType(type);
  return [...variables].filter(([, other]) => fits(other)).map(([name, other]) => (
    { label: sign + name, insert: sign + name, kind: "variable", detail: typeText(other) }
  ));
}

function inputTypes(schema) {
  const builtIn = ["Int", "Float", "String", "Boolean", "ID"].map((name) => schema.types.get(name)).filter(Boolean);
  const own = schema.listed.filter(({ kind }) => ["INPUT_OBJECT", "ENUM", "SCALAR"].includes(kind));
  return types([...new Set([...builtIn, ...own])]);
}

function types(list) {
  return list.map(({ name, kind, description }) => (
    { label: name, insert: name, kind: "type", detail: kind.toLowerCase().replace("_", " "), text: description ?? "" }
  ));
}

function directives(schema, place) {
  const fits = ({ locations }) =>
    !locations || locations.includes(place) ||
    (place === "INLINE_FRAGMENT" && locations.includes("FRAGMENT_SPREAD"));
  return [...schema.directives.values()].filter(fits).map(({ name, description }) => (
    { label: name, insert: name, kind: "directive", detail: "directive", text: description ?? "" }
  ));
}

/** Beginnings first, then humps and pieces; the schema's order within each, what is deprecated last. */
function rank(items, typed) {
  const wanted = typed.toLowerCase();
  const scored = items.map((item, order) => ({ item, order, score: scoreOf(item, wanted) }));
  const left = scored.filter(({ score }) => score < 9);
  left.sort((a, b) => a.score - b.score || a.order - b.order);
  const found = left.map(({ item }) => item).slice(0, MOST);
  const isDone = found.length === 1 && found[0].label.replace(/^\W+/, "") === typed;
  return isDone ? [] : found;
}

function scoreOf({ label, isDeprecated }, wanted) {
  const name = label.replace(/^\W+/, "");
  const late = isDeprecated ? 0.5 : 0;
  if (!wanted) return late + (name.startsWith("__") ? 0.25 : 0);
  const lower = name.toLowerCase();
  if (lower === wanted) return late;
  if (lower.startsWith(wanted)) return 1 + late;
  if (humps(name).startsWith(wanted)) return 2 + late;
  if (lower.includes(wanted)) return 3 + late;
  return isSubsequence(wanted, lower) ? 4 + late : 9;
}

const humps = (name) => (name.match(/^[a-z]|[A-Z]|_[a-z]/g) ?? []).join("").replace(/_/g, "").toLowerCase();

function isSubsequence(wanted, name) {
  let at = 0;
  for (const character of wanted) {
    at = name.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
