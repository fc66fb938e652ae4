/** What was run since the page was opened. Kept in memory only: queries may hold what shouldn't stay in a browser. */

const MOST = 20;

/**
 * Adds a run in front: the same text with the same variables moves up instead of standing twice.
 * @template {{query: string, variables: string}} Entry
 * @param {Entry[]} entries
 * @param {Entry} entry
 */
export function remember(entries, entry) {
  if (!entry.query.trim()) return entries;
  const others = entries.filter(({ query, variables }) => query !== entry.query || variables !== entry.variables);
  return [entry, ...others].slice(0, MOST);
}

/** A short name for a query: its operation's, or its first field. */
export function titleOf(query) {
  const text = query.replace(/#.*/g, "");
  const [, kind, name] = /\b(query|mutation|subscription)\s+(\w+)/.exec(text) ?? [];
  if (name) return `${kind} ${name}`;
  const [, field] = /\{\s*(\w+)/.exec(text) ?? [];
  return field ? `{ ${field} }` : "Query";
}
