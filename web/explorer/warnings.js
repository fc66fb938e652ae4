/** What works today but is on its way out: every deprecated thing that a document names. */
import { follow } from "./context.js";

/**
 * @param {string} text
 * @param {any} schema
 * @returns {{message: string, start: number, end: number, severity: "warning"}[]}
 */
export function warningsOf(text, schema) {
  const found = [];
  follow(text, schema, text.length, ({ start, end }, thing) => {
    const named = thing.field ?? thing.input ?? thing.value;
    if (!named?.isDeprecated) return;
    const reason = named.deprecationReason ? `: ${named.deprecationReason}` : ".";
    found.push({ start, end, severity: "warning", message: `“${named.name}” is deprecated${reason}` });
  });
  return found;
}
