/** Gives each object that is asked for without a selection a small one, so that the query can run. */
import { parse } from "./parse.js";
import { fieldOf, isComposite, isRequired, namedType } from "./schema.js";

const DEEPEST = 4;

/**
 * @param {string} text
 * @param {any} schema
 * @returns {{text: string, count: number}} how many selections were added
 */
export function fillLeaves(text, schema) {
  const { operations, fragments, problem } = parse(text);
  if (problem) return { text, count: 0 };
  const bare = [];
  for (const { kind, selections } of operations) walk(selections, schema.root[kind], schema, bare);
  for (const { on, selections } of fragments) walk(selections, on, schema, bare);
  bare.sort((a, b) => b.end - a.end);
  let filled = text;
  for (const { end, type, start } of bare) {
    const indent = /^[^\S\n]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1))[0];
    filled = filled.slice(0, end) + selectionOf(type, schema, indent, 0) + filled.slice(end);
  }
  return { text: filled, count: bare.length };
}

function walk(selections, typeName, schema, bare) {
  for (const one of selections) {
    if (one.kind === "inline") walk(one.selections, one.on ?? typeName, schema, bare);
    if (one.kind !== "field") continue;
    const field = fieldOf(schema, typeName, one.name);
    const type = field && schema.types.get(namedType(field.type));
    if (!isComposite(type)) continue;
    if (one.selections) walk(one.selections, type.name, schema, bare);
    else bare.push({ start: one.start, end: one.end, type });
  }
}

function selectionOf(type, schema, indent, depth) {
  const inner = `${indent}  `;
  const lines = choose(type, schema, depth).map(({ name, type: of }) => {
    const named = schema.types.get(namedType(of));
    return inner + name + (isComposite(named) ? selectionOf(named, schema, inner, depth + 1) : "");
  });
  return ` {\n${lines.join("\n")}\n${indent}}`;
}

/** A list's nodes; an object's id and name; else whatever is plain. */
function choose(type, schema, depth) {
  const free = (type.fields ?? []).filter(({ args, isDeprecated }) => !args.some(isRequired) && !isDeprecated);
  const named = (...names) => names.map((name) => free.find((field) => field.name === name)).filter(Boolean);
  const plain = free.filter(({ type: of }) => !isComposite(schema.types.get(namedType(of))));
  const nodes = depth < DEEPEST ? named("nodes").concat(named("nodes").length ? [] : named("edges", "node")) : [];
  if (nodes.length) return [...named("totalCount"), ...nodes];
  if (named("id").length) return named("id", "name");
  return plain.length ? plain : [{ name: "__typename", type: { kind: "NAMED", name: "String", ofType: null } }];
}
