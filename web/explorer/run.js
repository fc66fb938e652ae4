/** Runs what stands in the editor and says everything about the answer: status, time, bytes, text. */
import { post, requestIDOf } from "../lib/gql.js";

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {number} time milliseconds
 * @property {number} size bytes of the body
 * @property {number} errors how many the answer lists
 * @property {string} text pretty JSON where the answer is JSON
 * @property {string} [requestID]
 */

/** The variables as an object, or why they aren't one. */
export function readVariables(text) {
  if (!text.trim()) return { value: {}, problem: "" };
  try {
    const value = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { value, problem: "" } : { value: {}, problem: "Variables are one JSON object." };
  } catch (error) {
    return { value: {}, problem: `Variables aren't JSON: ${error.message}` };
  }
}

/**
 * @param {{query: string, variables: object, realm: string, signal: AbortSignal}} request
 * @returns {Promise<Answer>}
 */
export async function runQuery({ query, variables, realm, signal }) {
  const start = performance.now();
  const { status, headers, text } = await post({ query, variables }, realm, signal);
  const time = performance.now() - start;
  const { pretty, errors } = prettify(text);
  return {
    status,
    time,
    size: new TextEncoder().encode(text).length,
    errors,
    text: pretty,
    requestID: requestIDOf(headers),
  };
}

/** The answer's text on many lines, and how many errors it lists. What isn't JSON stays as it came. */
export function prettify(text) {
  try {
    const body = JSON.parse(text);
    return { pretty: JSON.stringify(body, null, 2), errors: body?.errors?.length ?? 0 };
  } catch {
    return { pretty: text, errors: 0 };
  }
}
