/**
 * A query as an address. It stands behind the `#`, which browsers never send: so it stays out of every log.
 * Headers are left out: they may hold what opens doors.
 */

const LONGEST = 100_000;

/** @param {{query: string, variables?: string, operationName?: string | null}} request */
export function encodeLink({ query, variables = "", operationName = null }) {
  const parts = new URLSearchParams({ query });
  if (variables.trim() && variables.trim() !== "{}") parts.set("variables", variables);
  if (operationName) parts.set("operationName", operationName);
  return `#${parts}`;
}

/**
 * @param {string} hash
 * @returns {{query: string, variables: string, operationName: string | null} | null} null where it holds no query
 */
export function decodeLink(hash) {
  if (!hash.startsWith("#") || hash.length > LONGEST * 3) return null;
  const parts = new URLSearchParams(hash.slice(1));
  const query = parts.get("query");
  if (!query?.trim() || query.length > LONGEST) return null;
  const variables = (parts.get("variables") ?? "").slice(0, LONGEST);
  return { query, variables, operationName: parts.get("operationName") || null };
}
