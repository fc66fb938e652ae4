/** What was run: each request once, newest first, with names and stars that people give. Pure. */
import { parse } from "./parse.js";

const MOST = 20;
const LONGEST = 100_000;

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} query
 * @property {string} variables
 * @property {string} [headers] never stored
 * @property {string | null} [operationName]
 * @property {number} [time] milliseconds
 * @property {boolean} [isFine]
 * @property {number} [at] when, milliseconds since 1970
 * @property {string} [label]
 * @property {boolean} [isFavourite]
 */

/**
 * Adds a run in front: the same request moves up instead of standing twice, and keeps its name and star.
 * What can't be read as a query, or is huge, isn't kept.
 * @param {Entry[]} entries
 * @param {Entry} entry
 */
export function remember(entries, entry) {
  if (!isWorth(entry)) return entries;
  const old = entries.find((other) => isSame(other, entry));
  const kept = old ? { id: old.id, label: old.label, isFavourite: old.isFavourite } : {};
  return cap([{ ...entry, ...kept }, ...entries.filter((other) => other !== old)]);
}

function isWorth({ query, variables }) {
  return query.trim() !== "" && query.length + variables.length <= LONGEST && !parse(query).problem;
}

function isSame(one, other) {
  return ["query", "variables", "headers", "operationName"].every((name) => (one[name] || "") === (other[name] || ""));
}

/** Favourites aren't counted: they stay until somebody lets them go. */
function cap(entries) {
  let left = MOST;
  return entries.filter(({ isFavourite }) => isFavourite || (left -= 1) >= 0);
}

/** Gives an entry a name; none takes it away. */
export function rename(entries, id, label) {
  return change(entries, id, { label: label.trim().slice(0, 80) || undefined });
}

/** Stars an entry, or takes the star away. */
export function star(entries, id) {
  return change(entries, id, { isFavourite: !entries.find((entry) => entry.id === id)?.isFavourite });
}

export function forget(entries, id) {
  return entries.filter((entry) => entry.id !== id);
}

/** Only favourites stay. */
export function clear(entries) {
  return entries.filter(({ isFavourite }) => isFavourite);
}

function change(entries, id, changes) {
  return entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry));
}

/** Favourites first, each group in its order. */
export function inOrder(entries) {
  return [...entries.filter(({ isFavourite }) => isFavourite), ...entries.filter(({ isFavourite }) => !isFavourite)];
}

/** A short name for a query: its operation's, or its first field. */
export function titleOf(query) {
  const text = query.replace(/#.*/g, "");
  const [, kind, name] = /\b(query|mutation|subscription)\s+(\w+)/.exec(text) ?? [];
  if (name) return `${kind} ${name}`;
  const [, field] = /\{\s*(\w+)/.exec(text) ?? [];
  return field ? `{ ${field} }` : "Query";
}
