/** The schema as introspection told it: types by name, texts of types, and a search. Pure. */

/** "[Customer!]!" from introspection's nested form. */
export function typeText(type) {
  if (type.kind === "NON_NULL") return `${typeText(type.ofType)}!`;
  if (type.kind === "LIST") return `[${typeText(type.ofType)}]`;
  return type.name;
}

/** The name inside lists and non-nulls. */
export function namedType(type) {
  return type.ofType ? namedType(type.ofType) : type.name;
}

/** Whether a value of this type must be given: no null, and no default. */
export function isRequired({ type, defaultValue }) {
  return type.kind === "NON_NULL" && (defaultValue === null || defaultValue === undefined);
}

const named = (name) => ({ kind: "NAMED", name, ofType: null });
const always = (type) => ({ kind: "NON_NULL", name: null, ofType: type });
const TYPENAME = {
  name: "__typename",
  description: "The name of the object's type.",
  args: [],
  type: always(named("String")),
};
const AT_ROOT = [
  { name: "__schema", description: "The schema itself.", args: [], type: always(named("__Schema")) },
  {
    name: "__type",
    description: "One type of the schema, by its name.",
    args: [{ name: "name", description: null, defaultValue: null, type: always(named("String")) }],
    type: named("__Type"),
  },
];

/**
 * @param {any} introspected the value of `__schema`
 */
export function readSchema({ queryType, mutationType, subscriptionType, types, directives = [] }) {
  const byName = new Map(types.map((type) => [type.name, type]));
  const roots = { query: queryType?.name, mutation: mutationType?.name, subscription: subscriptionType?.name };
  return {
    types: byName,
    directives: new Map(directives.map((directive) => [directive.name, directive])),
    root: roots,
    roots: Object.values(roots).filter(Boolean),
    /** The types that say something about this portal: neither introspection's own nor built-in scalars. */
    listed: types.filter(({ name }) => !name.startsWith("__")).sort((a, b) => a.name.localeCompare(b.name)),
  };
}

/** The fields that a selection on this type may name, the meta fields last. */
export function fieldsOf(schema, typeName) {
  const type = schema.types.get(typeName);
  if (!type || !isComposite(type)) return [];
  const isQuery = typeName === schema.root.query;
  return [...(type.fields ?? []), TYPENAME, ...(isQuery ? AT_ROOT : [])];
}

/** @returns {any} the definition of a field, or undefined */
export function fieldOf(schema, typeName, name) {
  const own = schema.types.get(typeName)?.fields?.find((field) => field.name === name);
  return own ?? (name.startsWith("__") ? fieldsOf(schema, typeName).find((field) => field.name === name) : undefined);
}

/** Whether a type has something to select. */
export function isComposite(type) {
  return type?.kind === "OBJECT" || type?.kind === "INTERFACE" || type?.kind === "UNION";
}

/** The types that a fragment inside this one may be about. */
export function conditionsFor(schema, typeName) {
  const type = schema.types.get(typeName);
  if (!type) return schema.listed.filter(isComposite).map(({ name }) => name);
  const possible = (one) => new Set(one?.possibleTypes?.map(({ name }) => name) ?? [one?.name]);
  const mine = possible(type);
  const overlaps = (other) => [...possible(other)].some((name) => mine.has(name));
  return schema.listed.filter((other) => isComposite(other) && overlaps(other)).map(({ name }) => name);
}

/**
 * Finds types, fields, arguments and values by a piece of their name, best first.
 * @returns {{type: string, member?: string, score: number}[]}
 */
export function search(schema, text, limit = 40) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const found = [];
  for (const type of schema.listed) {
    add(found, scoreOf(type.name, wanted), { type: type.name });
    for (const { name } of membersOf(type)) add(found, scoreOf(name, wanted), { type: type.name, member: name });
  }
  found.sort((a, b) => a.score - b.score || a.type.localeCompare(b.type));
  return found.slice(0, limit);
}

/** Fields, input fields or values: whatever a type is made of. */
export function membersOf(type) {
  return type.fields ?? type.inputFields ?? type.enumValues ?? [];
}

function add(found, score, entry) {
  if (score < 3) found.push({ ...entry, score: score + (entry.member ? 0.5 : 0) });
}

/** 0 the very name, 1 its beginning, 2 somewhere inside, 3 not at all. */
function scoreOf(name, wanted) {
  const at = name.toLowerCase().indexOf(wanted);
  if (at < 0) return 3;
  if (at > 0) return 2;
  return name.length === wanted.length ? 0 : 1;
}
