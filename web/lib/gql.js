/** The one way to the server: named documents out, data or a typed failure back; and whom the server knows. */
import { signal as value } from "./h.js";
import { adopt, t } from "./i18n.js";
import { homePath } from "./router.js";
import * as documents from "../queries.js";

/**
 * Why an answer has no data.
 * - `network`: nobody answered. `http`: something that isn't GraphQL answered.
 * - `auth`: the session has ended. `graphql`: the server says why, in `code`.
 */
export class Failure extends Error {
  constructor(kind, message, details = {}) {
    super(message);
    this.name = "Failure";
    this.kind = kind;
    /** @type {string | undefined} one of the schema's ErrorCode */
    this.code = details.code;
    /** @type {number | undefined} */
    this.status = details.status;
    /** @type {string | undefined} what the operator needs to find the log line */
    this.requestID = details.requestID;
    /** @type {number | undefined} seconds */
    this.retryAfter = details.retryAfter;
  }
}

/** What one document's answer was, as it came over the wire. */
export async function post(body, realm, signal) {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "content-type": "application/json",
      "accept": "application/graphql-response+json",
      "portico-realm": realm,
    },
    body: JSON.stringify(body),
    signal,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** @returns {string | undefined} */
export function requestIDOf(headers) {
  return headers.get("portico-request-id") ?? headers.get("x-request-id") ?? undefined;
}

/**
 * Makes a client for one realm. Equal queries that are under way share one request.
 * @param {() => string} realm
 * @param {(failure: Failure) => void} onSignedOut called once when the session turns out to have ended
 */
export function createClient(realm, onSignedOut) {
  const underway = new Map();

  async function send(name, variables, signal) {
    const response = await post({ query: documents[name].text, variables }, realm(), signal).catch((error) => {
      if (error.name === "AbortError") throw error;
      throw new Failure("network", t("failure.network"));
    });
    return read(response);
  }

  /** @param {string} name a file of web/queries, without its ending */
  async function run(name, variables = {}, signal = undefined) {
    try {
      return await send(name, variables, signal);
    } catch (error) {
      if (error instanceof Failure && error.kind === "auth") onSignedOut(error);
      throw error;
    }
  }

  /** As run(), for reading: shared while under way, so it isn't aborted by any one of those who wait. */
  function query(name, variables = {}) {
    const key = `${realm()} ${name} ${JSON.stringify(variables)}`;
    if (!underway.has(key)) {
      underway.set(key, run(name, variables).finally(() => underway.delete(key)));
    }
    return underway.get(key);
  }

  return { run, query };
}

/** Turns an answer into its data, or throws the Failure that it tells of. */
export function read({ status, headers, text }) {
  const requestID = requestIDOf(headers);
  const body = parse(text);
  const retryAfter = Number(headers.get("retry-after")) || undefined;
  if (!body || (!body.data && !body.errors)) {
    const kind = status === 401 ? "auth" : "http";
    throw new Failure(kind, t("failure.http", { status: String(status) }), { status, requestID, retryAfter });
  }
  if (!body.errors?.length) return body.data;
  const [{ message, extensions }] = body.errors;
  const isAuth = status === 401 || extensions?.code === "UNAUTHENTICATED";
  const details = { status, retryAfter, code: extensions?.code, requestID: extensions?.requestId ?? requestID };
  throw new Failure(isAuth ? "auth" : "graphql", message, details);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The session of the page: its viewer is read once and kept until sign-in, sign-out or a 401.
 * @param {{run: Function, query: Function}} client
 */
export function createSession(client) {
  const viewer = value(/** @type {any} */ (undefined));
  let realm = "PARTNER";
  let adapted = null;

  /** The viewer of a realm, or null. An ended session is no viewer. */
  async function load(wanted) {
    if (wanted !== realm) viewer.value = undefined;
    realm = wanted;
    if (viewer.value !== undefined) return viewer.value;
    try {
      viewer.value = known((await client.run("viewer")).viewer);
    } catch (error) {
      if (error.kind !== "auth") throw error;
      viewer.value = null;
    }
    return viewer.value;
  }

  /** A viewer with the page that it starts at: portals have one each. */
  function known(who) {
    return who && { ...who, home: homePath(realm, who.role) };
  }

  /** Writes numbers and moments as the viewer's account says. Without an answer the browser's ways stay. */
  async function adapt() {
    if (!viewer.value || adapted === viewer.value) return;
    adapted = viewer.value;
    adopt();
    if (viewer.value.realm !== "PARTNER") return;
    try {
      const { viewer: profile } = await client.run("profile");
      adopt({ ...profile?.user, businessZone: profile?.organization?.timeZone });
    } catch (error) {
      if (error.kind === "auth") throw error;
    }
  }

  return {
    viewer,
    load,
    adapt,
    get realm() {
      return realm;
    },
    start: (who) => (viewer.value = known(who)),
    end: () => (viewer.value = null),
  };
}
