/**
 * A value of any size as the rows of a tree: only those whose branches are open exist. Long lists are cut into ranges
 * of a hundred, so opening one never adds more than that.
 */

const RANGE = 100;
const FIRST = 1500;

/**
 * @typedef {object} Row
 * @property {string | number} key
 * @property {any} value
 * @property {"object" | "list" | "range" | "leaf"} kind
 * @property {number} level from 1
 * @property {number} position among its siblings, from 1
 * @property {number} size how many siblings there are, itself included
 * @property {number} from where a range begins
 * @property {boolean} isOpen
 * @property {Row | null} parent
 */

/** The tree's rows, opened as far as a first look needs. The value itself is a row only where nothing lies in it. */
export function grow(value, most = FIRST) {
  const root = { ...rowOf("", value, null, 1, 1), level: 0, isOpen: true };
  const rows = sizeOf(root) ? childrenOf(root) : [{ ...root, level: 1, isOpen: false }];
  for (let level = 1, isMore = true; isMore; level += 1) {
    isMore = false;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index];
      if (row.level !== level || row.isOpen || row.kind === "leaf" || !sizeOf(row)) continue;
      const isLater = row.kind === "range" && row.from > 0;
      if (isLater || rows.length + Math.min(sizeOf(row), RANGE) > most) continue;
      toggle(rows, index);
      isMore = true;
    }
    if (!isMore) isMore = rows.some((row) => row.level > level);
  }
  return rows;
}

function rowOf(key, value, parent, position, size) {
  const kind = Array.isArray(value) ? "list" : typeof value === "object" && value !== null ? "object" : "leaf";
  return { key, value, kind, parent, position, size, level: (parent?.level ?? 0) + 1, from: 0, isOpen: false };
}

/** How many values lie in a row. */
export function sizeOf({ kind, value, from }) {
  if (kind === "leaf") return 0;
  if (kind === "range") return Math.min(RANGE, value.length - from);
  return kind === "list" ? value.length : Object.keys(value).length;
}

function childrenOf(row) {
  const { kind, value, from } = row;
  if (kind === "list" && value.length > RANGE) return rangesOf(row);
  if (kind === "list" || kind === "range") {
    const items = kind === "range" ? value.slice(from, from + RANGE) : value;
    return items.map((item, index) => rowOf(from + index, item, row, index + 1, items.length));
  }
  const entries = Object.entries(value);
  return entries.map(([key, inner], index) => rowOf(key, inner, row, index + 1, entries.length));
}

function rangesOf(row) {
  const { value } = row;
  const count = Math.ceil(value.length / RANGE);
  return Array.from({ length: count }, (_, index) => {
    const from = index * RANGE;
    const key = `${from} … ${Math.min(from + RANGE, value.length) - 1}`;
    return { ...rowOf(key, value, row, index + 1, count), kind: "range", from };
  });
}

/** Opens or closes the row at an index, in place. */
export function toggle(rows, index) {
  const row = rows[index];
  if (!sizeOf(row)) return;
  row.isOpen = !row.isOpen;
  if (!row.isOpen) rows.splice(index + 1, endOf(rows, index) - index - 1);
  else rows.splice(index + 1, 0, ...childrenOf(row));
}

function endOf(rows, index) {
  let end = index + 1;
  while (end < rows.length && rows[end].level > rows[index].level) end += 1;
  return end;
}

/** Opens what leads to a path, and says at which index its row then stands; -1 where there is no such place. */
export function reveal(rows, path) {
  let index = -1;
  for (const key of path) {
    index = step(rows, index, key);
    if (index !== null && rows[index].kind === "range") index = step(rows, index, key);
    if (index === null) return -1;
  }
  return index;
}

/** From a row, or from above all where the index is -1, to the one below it that a key leads to. */
function step(rows, index, key) {
  if (index >= 0 && !rows[index].isOpen) toggle(rows, index);
  const level = index < 0 ? 1 : rows[index].level + 1;
  for (let at = index + 1; at < rows.length && rows[at].level >= level; at += 1) {
    const row = rows[at];
    if (row.level !== level) continue;
    if (row.kind === "range" ? key >= row.from && key < row.from + RANGE : row.key === key) return at;
  }
  return null;
}

/** The keys that lead to a row, without ranges. */
export function pathOf(row) {
  const path = [];
  for (let one = row; one.parent; one = one.parent) if (one.kind !== "range") path.unshift(one.key);
  return path;
}

/**
 * Finds keys and values that hold a text. A generator: the caller decides how long it looks before the page moves on.
 * @returns {Generator<(string | number)[] | null>} paths; null now and then, where nothing was found for a while
 */
export function* search(value, text) {
  const wanted = text.toLowerCase();
  const waiting = [{ value, path: [] }];
  for (let looked = 1; waiting.length; looked += 1) {
    const { value: one, path } = waiting.pop();
    if (path.length && holds(one, path.at(-1), wanted)) yield path;
    else if (looked % 1000 === 0) yield null;
    if (typeof one !== "object" || one === null) continue;
    const keys = Array.isArray(one) ? [...one.keys()] : Object.keys(one);
    for (const key of keys.reverse()) waiting.push({ value: one[key], path: [...path, key] });
  }
}

function holds(value, key, wanted) {
  if (typeof key === "string" && key.toLowerCase().includes(wanted)) return true;
  return typeof value !== "object" && String(value).toLowerCase().includes(wanted);
}
