/** The way to the page where somebody signs in elsewhere, and what this tab remembers of it until the way back. */

const KEPT = "portico-single-sign-on";

/**
 * Asks where to sign in, and goes there.
 * @param {{run: Function}} client
 * @param {string} realm whose door it is, as `Portico-Realm` names it
 * @param {{email?: string, portal?: string, bind?: boolean}} input
 * @param {string} [next] where to go on afterwards
 * @returns {Promise<any[]>} why not, if not
 */
export async function goElsewhere(client, realm, input, next = "") {
  const answer = (await client.run("startSingleSignOn", { input })).startSingleSignOn;
  const { authorizationUrl, secret, userErrors } = answer;
  if (userErrors.length) return userErrors;
  // What the issuer calls its page is no script.
  if (!/^https?:\/\//i.test(authorizationUrl)) return [{ message: authorizationUrl, field: null }];
  sessionStorage.setItem(KEPT, JSON.stringify({ secret, realm, next, isBinding: Boolean(input.bind) }));
  location.assign(authorizationUrl);
  return [];
}

/** What was remembered; null where this tab began nothing. */
export function begun(place = () => sessionStorage) {
  try {
    const kept = JSON.parse(place().getItem(KEPT) ?? "null");
    return typeof kept?.secret === "string" && typeof kept.realm === "string" ? kept : null;
  } catch {
    return null;
  }
}

/** Forgets it: a way is gone once. */
export function forgetBegun(place = () => sessionStorage) {
  try {
    place().removeItem(KEPT);
  } catch {
    // Storage is blocked: there is nothing to forget.
  }
}
