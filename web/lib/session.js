/** Who is signed in, for each of the two realms that share this site. */
import { signal } from "./h.js";

const SIGN_IN = { PARTNER: "/partner/login", OPERATOR: "/admin/login" };
const HOME = { PARTNER: "/customers", OPERATOR: "/admin" };

/** @returns {"PARTNER" | "OPERATOR"} the realm of a path: the operator lives under /admin */
export function realmOf(path) {
  return /^\/admin(\/|$)/.test(path) ? "OPERATOR" : "PARTNER";
}

/** The sign-in page of a realm, which leads back to `from` afterwards. */
export function signInPath(realm, from = "") {
  const isWorth = from && from !== "/" && from !== HOME[realm];
  return SIGN_IN[realm] + (isWorth ? `?next=${encodeURIComponent(from)}` : "");
}

/** The page a viewer starts at. */
export function homePath(realm, viewer) {
  return viewer?.role === "MARKETING" ? "/explorer" : HOME[realm];
}

/**
 * The session of the page: its viewer is read once and kept until sign-in, sign-out or a 401.
 * @param {{run: Function, query: Function}} client
 */
export function createSession(client) {
  const viewer = signal(/** @type {any} */ (undefined));
  let realm = "PARTNER";

  /** The viewer of a realm, or null. An ended session is no viewer. */
  async function load(wanted) {
    if (wanted !== realm) viewer.value = undefined;
    realm = wanted;
    if (viewer.value !== undefined) return viewer.value;
    try {
      viewer.value = (await client.run("viewer")).viewer;
    } catch (error) {
      if (error.kind !== "auth") throw error;
      viewer.value = null;
    }
    return viewer.value;
  }

  return {
    viewer,
    load,
    get realm() {
      return realm;
    },
    start: (who) => (viewer.value = who),
    end: () => (viewer.value = null),
  };
}
