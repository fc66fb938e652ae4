/** Sends what stands in the editor and says everything about the answer: status, time, bytes, data, errors. */
import { requestIDOf } from "../lib/gql.js";
import { parse } from "./parse.js";

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {number} time milliseconds
 * @property {Uint8Array} bytes the body as it came
 * @property {any} body the JSON in it; undefined where it is none
 * @property {any[]} errors those that the body lists
 * @property {string} text the body, where it isn't JSON
 * @property {string} [requestID]
 */

/**
 * @typedef {object} Request
 * @property {string} query
 * @property {object} [variables]
 * @property {string | null} [operationName]
 * @property {Record<string, string>} [headers]
 * @property {string} realm
 * @property {AbortSignal} [signal]
 */

/**
 * @param {Request} request
 * @param {string} accept
 * @returns {Promise<Answer>}
 */
export async function send(request, accept = "application/graphql-response+json", address = "/graphql") {
  const { query, variables = {}, operationName, realm, signal } = request;
  const start = performance.now();
  const response = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", accept, "portico-realm": realm, ...lower(request.headers) },
    body: JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) }),
    signal,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const time = performance.now() - start;
  return { status: response.status, time, bytes, requestID: requestIDOf(response.headers), ...open(bytes) };
}

const lower = (headers = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** The body as JSON with its errors, else as text. */
export function open(bytes) {
  const text = new TextDecoder().decode(bytes);
  try {
    const body = JSON.parse(text);
    return { body, errors: Array.isArray(body?.errors) ? body.errors : [], text: "" };
  } catch {
    return { body: undefined, errors: [], text };
  }
}

/**
 * What a request would do; measured, it runs besides, and its rows are thrown away.
 * @param {Request & {isMeasured: boolean}} request
 */
export async function explain({ isMeasured, ...request }) {
  const answer = await send(request, "application/json", `/graphql/explain${isMeasured ? "?measure" : ""}`);
  return answer.body?.fields ? { explanation: { ...answer.body, isMeasured } } : { answer };
}

const LONE = /^This anonymous operation must be the only/;

/**
 * A request that lets the server check a document without running any of it: the document is sent whole, with one
 * more operation, and only that one may run. What can't be read is sent as it is, and the name then fits nothing.
 */
export function probeOf(query) {
  const { operations, problem } = parse(query);
  const names = new Set(operations.map(({ name }) => name));
  let operationName = "PorticoCheck";
  while (names.has(operationName)) operationName += "_";
  const isLone = operations.length === 1 && operations[0].name === null;
  const text = problem ? query : `${query}\nquery ${operationName} { __typename }`;
  return { query: text, operationName, ignores: ({ message }) => isLone && LONE.test(message) };
}

/**
 * What the server's own validator says of a document: places from 1; null where it can't be asked.
 * @param {Request} request
 * @returns {Promise<{message: string, line: number, column: number}[] | null>}
 */
export async function check({ query, headers, realm, signal }) {
  const probe = probeOf(query);
  const { operationName } = probe;
  const { errors, body } = await send(
    { query: probe.query, operationName, headers, realm, signal },
    "application/json",
  );
  if (!body || errors.some(({ extensions }) => !CHECKED.has(extensions?.code))) return null;
  return errors.filter((error) => !probe.ignores(error)).map(({ message, locations }) => (
    { message, line: locations?.[0]?.line ?? 1, column: locations?.[0]?.column ?? 1 }
  ));
}

const CHECKED = new Set(["SYNTAX", "VALIDATION", "TOO_COMPLEX", "TOO_LARGE"]);
