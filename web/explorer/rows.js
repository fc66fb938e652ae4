/**
 * An answer as tables. Every list of objects is a table of its own, nested ones too, so that two lists side by side
 * never multiply each other: a row of an inner list repeats the columns of the rows it hangs on.
 */

const SILENT = new Set(["nodes", "edges", "node"]);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isRows = (value) => Array.isArray(value) && value.some(isObject);

/**
 * @typedef {object} Source
 * @property {string} label "customers › contacts"
 * @property {string[]} path keys, without places in lists
 * @property {number} count
 */

/**
 * The tables that an answer's data hold, outer ones first. Data without any list are a table of one row.
 * @param {any} data
 * @returns {Source[]}
 */
export function sourcesOf(data) {
  const found = new Map();
  collect(data, [], found);
  const sources = [...found.values()];
  if (!sources.length) return isObject(data) ? [{ label: "Answer", path: [], count: 1 }] : [];
  const labels = sources.map(({ path }) => path.filter((key) => !SILENT.has(key)).join(" › "));
  return sources.map(({ path, count }, index) => {
    const isUnique = labels[index] && labels.filter((label) => label === labels[index]).length === 1;
    return { path, count, label: isUnique ? labels[index] : path.join(" › ") };
  });
}

function collect(value, path, found) {
  if (Array.isArray(value)) {
    if (isRows(value)) {
      const key = path.join("\n");
      const known = found.get(key);
      found.set(key, { path, count: (known?.count ?? 0) + value.length });
    }
    for (const item of value) collect(item, path, found);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key], found);
  }
}

/**
 * @param {any} data
 * @param {string[]} path of one of the sources
 * @returns {{columns: {title: string, isNumber: boolean}[], rows: any[][]}} cells are text, number, boolean or null
 */
export function tableOf(data, path) {
  const titles = createTitles();
  const records = [];
  if (path.length) gather(data, path, 0, null, [], titles, records);
  else records.push(fill([], data, "", [], titles));
  const kept = titles.all.map((_, index) => index).filter((index) => !isBareParent(index, titles.all, records));
  const rows = records.map((record) => kept.map((index) => record[index] ?? null));
  return { columns: kept.map((index, at) => ({ title: titles.all[index], isNumber: isNumeric(rows, at) })), rows };
}

/** Columns in the order in which their titles appear. */
function createTitles() {
  const known = new Map();
  const all = [];
  const at = (title) => {
    if (!known.has(title)) known.set(title, all.push(title) - 1);
    return known.get(title);
  };
  return { at, all };
}

/** An object that is null in one row leaves an empty column beside those of its values in the others. */
function isBareParent(index, all, records) {
  const hasValues = all.some((other) => other.startsWith(`${all[index]}.`) || other === `${all[index]} (rows)`);
  return hasValues && !records.some((record) => record[index] !== null && record[index] !== undefined);
}

function isNumeric(rows, index) {
  let isThere = false;
  for (const row of rows) {
    if (row[index] === null) continue;
    if (typeof row[index] !== "number") return false;
    isThere = true;
  }
  return isThere;
}

/**
 * Walks along the path; what lies beside it in each row on the way goes with the rows further in.
 * @param {number} at how much of the path lies behind
 * @param {number | null} base how much of it led to the first list: titles leave that out
 */
function gather(value, path, at, base, above, titles, records) {
  if (!Array.isArray(value)) {
    if (isObject(value) && at < path.length) gather(value[path[at]], path, at + 1, base, above, titles, records);
    return;
  }
  const first = base ?? at;
  const prefix = path.slice(first, at).filter((key) => !SILENT.has(key)).map((key) => `${key}.`).join("");
  const rest = path.slice(at);
  for (const item of value) {
    const record = fill(above.slice(), item, prefix, rest, titles);
    if (!rest.length) records.push(record);
    else gather(item, path, at, first, record, titles, records);
  }
}

/** Puts an object's own values under their titles. Inner lists of objects only count: they are tables of their own. */
function fill(record, value, prefix, path, titles) {
  if (!isObject(value)) {
    if (value !== null && value !== undefined) record[titles.at(`${prefix}value`)] = cellOf(value);
    return record;
  }
  for (const key of Object.keys(value)) {
    const inner = value[key];
    const isOnPath = path[0] === key;
    const isSilent = SILENT.has(key);
    if (key === "pageInfo") continue;
    if (isRows(inner) || (isSilent && Array.isArray(inner))) {
      const title = isSilent ? prefix.replace(/\.$/, "") : prefix + key;
      if (!isOnPath && title) record[titles.at(`${title} (rows)`)] = inner.length;
    } else if (isObject(inner)) {
      fill(record, inner, isSilent ? prefix : `${prefix}${key}.`, isOnPath ? path.slice(1) : [], titles);
    } else if (!isSilent) record[titles.at(prefix + key)] = cellOf(inner);
  }
  return record;
}

function cellOf(value) {
  if (Array.isArray(value)) return value.map((item) => cellOf(item) ?? "").join("; ");
  return typeof value === "object" ? null : value;
}

/** Rows in the order of one column: numbers by size, texts as people sort them, empty cells last either way. */
export function sortRows(rows, index, isDescending) {
  const order = isDescending ? -1 : 1;
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  return rows.toSorted((one, other) => {
    const [a, b] = [one[index], other[index]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "number" && typeof b === "number") return order * (a - b);
    return order * compare(String(a), String(b));
  });
}
