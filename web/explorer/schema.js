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

/**
 * @param {any} introspected the value of `__schema`
 */
export function readSchema({ queryType, mutationType, types }) {
  const byName = new Map(types.map((type) => [type.name, type]));
  return {
    types: byName,
    roots: [queryType?.name, mutationType?.name].filter(Boolean),
    /** The types that say something about this portal: neither introspection's own nor built-in scalars. */
    listed: types.filter(({ name }) => !name.startsWith("__")).sort((a, b) => a.name.localeCompare(b.name)),
  };
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
