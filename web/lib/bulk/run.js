/**
 * One change after another, each by itself: what would come of them, and then the changes. It knows no page, so that
 * what was done can be told whatever happens to the page meanwhile.
 */

/** What the server may or may not have done: asked again with the same key, it does it once. */
const UNSURE = new Set(["TIMEOUT", "UNAVAILABLE", "OUTCOME_UNKNOWN", "RATE_LIMITED"]);

/**
 * @typedef {object} Entry
 * @property {any} row
 * @property {string} key the same for every try of this change
 * @property {"LEFT" | "WAITING" | "READY" | "REFUSED" | "UNSURE" | "DONE"} state
 * @property {string} text what would come of it, or why it wasn't done
 */

/**
 * Those to whom it may be done wait; the others are left as they are.
 * @param {any[]} rows
 * @param {(row: any) => boolean} fits
 * @returns {Entry[]}
 */
export function entriesOf(rows, fits) {
  return rows.map((row) => ({ row, key: crypto.randomUUID(), state: fits(row) ? "WAITING" : "LEFT", text: "" }));
}

/** Those in a state. */
export const inState = (entries, state) => entries.filter((entry) => entry.state === state);

/**
 * Asks of each one that waits what would come of it; nothing happens.
 * @param {Entry[]} entries
 * @param {(row: any, rest: object) => Promise<{userErrors: any[]}>} send
 * @param {{onStep: () => void, isStopped: () => boolean, same: string}} surroundings `same` is told where nothing would
 *   change
 */
export async function foresee(entries, send, { onStep, isStopped, same }) {
  for (const entry of inState(entries, "WAITING")) {
    if (isStopped()) return;
    const [error] = (await send(entry.row, {})).userErrors;
    const isAsked = error?.code === "CONFIRMATION_REQUIRED";
    Object.assign(entry, { state: isAsked ? "READY" : "REFUSED", text: error?.message ?? same });
    onStep();
  }
}

/**
 * Does what is ready, and what it isn't known of, until all is done or nothing can be any more.
 * @param {Entry[]} entries
 * @param {(row: any, rest: object) => Promise<{userErrors: any[]}>} send
 * @param {{asks: boolean, onStep: () => void, isStopped: () => boolean}} surroundings
 * @returns {Promise<{end: "OVER" | "STOPPED" | "ENDED" | "BROKEN", message: string}>} why it ended: `ENDED` with the
 *   session, `BROKEN` where the server can't be reached or has no time
 */
export async function perform(entries, send, { asks, onStep, isStopped }) {
  const waiting = entries.filter(({ state }) => state === "READY" || state === "UNSURE");
  for (const entry of waiting) {
    if (isStopped()) return { end: "STOPPED", message: "" };
    try {
      const rest = { ...(asks && { confirm: true }), idempotencyKey: entry.key };
      const [error] = (await twice(() => send(entry.row, rest))).userErrors;
      Object.assign(entry, error ? { state: "REFUSED", text: error.message } : { state: "DONE", text: "" });
    } catch (error) {
      if (error.kind === "auth") return { end: "ENDED", message: error.message };
      Object.assign(entry, { state: isUnsure(error) ? "UNSURE" : "REFUSED", text: error.message });
      if (isUnsure(error)) return { end: "BROKEN", message: error.message };
    }
    onStep();
  }
  return { end: "OVER", message: "" };
}

/** A line that fails for a moment costs nothing: the key makes the second try safe. */
async function twice(send) {
  try {
    return await send();
  } catch (error) {
    if (!isUnsure(error) || error.code === "RATE_LIMITED") throw error;
    return await send();
  }
}

function isUnsure({ kind, code }) {
  return kind === "network" || kind === "http" || UNSURE.has(code);
}
