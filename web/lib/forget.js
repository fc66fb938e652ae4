/** What the explorer kept of somebody's work goes when they sign out: queries and variables may name people. */

const KEPT = "portico-explorer:";

/**
 * Removes it from the places where a browser keeps things. The other realms' stays: they are signed in on their own;
 * what was written while viewing as somebody else goes with either.
 * @param {string} realm
 * @param {() => Storage[]} places asked for late: where storage is blocked, already looking at it fails
 */
export function forget(realm, places = () => [sessionStorage, localStorage]) {
  try {
    for (const place of places()) {
      const names = Array.from({ length: place.length }, (_, index) => place.key(index));
      const isGone = (name) => [`${KEPT}${realm}:`, `${KEPT}as:`].some((start) => name?.startsWith(start));
      for (const name of names) if (isGone(name)) place.removeItem(name);
    }
  } catch {
    // Storage is blocked: then nothing was kept.
  }
}
