/**
 * Where tabs and history are kept: in the browser's tab, or, if the user wants it, in the browser until they sign out
 * (lib/forget.js) or somebody else signs in. One viewer's texts are never shown to another; headers and answers are never kept.
 * Whoever views as somebody else finds the own again afterwards.
 */

const PREFIX = "portico-explorer:";
const LONGEST = 2_000_000;

/**
 * @param {{realm: string, email: string, organizationName?: string, impersonator?: object | null}} viewer
 * @param {{session: Storage, local: Storage}} places
 */
export function createStore(viewer, places) {
  const prefix = viewer.impersonator ? `${PREFIX}as:` : PREFIX;
  const key = `${prefix}${viewer.realm}:${viewer.organizationName ?? ""}:${viewer.email}`;
  for (const place of [places.session, places.local]) quietly(() => dropOthers(place, key, prefix));
  const isKept = () => quietly(() => places.local.getItem(key)) !== null;

  return {
    /** @returns {any} what was saved, or null */
    load: () => read(quietly(() => places.session.getItem(key))) ?? read(quietly(() => places.local.getItem(key))),
    save(state) {
      const text = JSON.stringify(state, (name, value) => (name === "headers" ? undefined : value));
      if (text.length > LONGEST) return;
      quietly(() => places.session.setItem(key, text));
      if (isKept()) quietly(() => places.local.setItem(key, text));
    },
    isKept,
    /** Keeps everything after the browser was closed, or no longer. */
    keep(isWanted) {
      if (isWanted) quietly(() => places.local.setItem(key, places.session.getItem(key) ?? "{}"));
      else quietly(() => places.local.removeItem(key));
    },
  };
}

function dropOthers(place, key, prefix) {
  const names = Array.from({ length: place.length }, (_, index) => place.key(index));
  for (const name of names) if (name?.startsWith(prefix) && name !== key) place.removeItem(name);
}

function read(text) {
  try {
    const value = JSON.parse(text ?? "null");
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** Storage may be blocked or full: then the page keeps what it has until it is closed. */
function quietly(action) {
  try {
    return action() ?? null;
  } catch {
    return null;
  }
}
