/** Addresses to screens, over the History API: the Navigation API isn't in every browser yet. */

const SIGN_IN = { PARTNER: "/partner/login", OPERATOR: "/admin/login" };
const HOME = { PARTNER: "/", OPERATOR: "/admin" };
/** The address of a customer's portal, as the server takes it in `Portico-Realm`. */
const PORTAL = /^\/portal\/([a-z0-9-]{1,60})(?:\/|$)/;

/**
 * Finds the first route whose pattern is the path: `/customers/{id}`.
 * @param {{path: string}[]} routes
 * @param {string} path
 * @returns {{route: any, params: Record<string, string>} | null}
 */
export function match(routes, path) {
  for (const route of routes) {
    const params = matchPattern(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

function matchPattern(pattern, path) {
  const wanted = pattern.split("/");
  const parts = (path.replace(/\/+$/, "") || "/").split("/");
  if (wanted.length !== parts.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [index, piece] of wanted.entries()) {
    const part = decode(parts[index]);
    if (part === null) return null;
    if (/^\{.+\}$/.test(piece)) {
      if (!part) return null;
      params[piece.slice(1, -1)] = part;
    } else if (piece !== part) return null;
  }
  return params;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/**
 * The realm of a path: the operator lives under /admin, each customer's portal under an address of its own.
 * @returns {string} PARTNER, OPERATOR or, for a portal, PORTAL/address
 */
export function realmOf(path) {
  if (/^\/admin(\/|$)/.test(path)) return "OPERATOR";
  const [, portal] = PORTAL.exec(path) ?? [];
  return portal ? `PORTAL/${portal}` : "PARTNER";
}

/** The address of the portal that a realm is; nothing where it is none. */
export function portalOf(realm) {
  return realm.startsWith("PORTAL/") ? realm.slice("PORTAL/".length) : undefined;
}

/** The sign-in page of a realm, which leads back to `from` afterwards. */
export function signInPath(realm, from = "") {
  const home = homePath(realm);
  const isWorth = from && from !== home;
  return (SIGN_IN[realm] ?? `${home}/login`) + (isWorth ? `?next=${encodeURIComponent(from)}` : "");
}

/** The page that the viewers of a realm start at; those who sell start with what there is to sell with. */
export function homePath(realm, role = "") {
  if (realm === "PARTNER" && role === "MARKETING") return "/kit";
  return HOME[realm] ?? `/portal/${portalOf(realm)}`;
}

/** Where a realm's people ask for a new password. */
export function forgotPath(realm) {
  return portalOf(realm) ? `${homePath(realm)}/forgot` : "/forgot";
}

/** A return path may only lead inside this site and, where one is given, this realm, and never back to a sign-in. */
export function safeReturnPath(value, fallback, realm = "") {
  if (!value || !/^\/(?![/\\])/.test(value) || /[\\\p{Cc}]/u.test(value)) return fallback;
  if (realm && realmOf(value.split(/[?#]/)[0]) !== realm) return fallback;
  return /^\/(partner|admin|portal\/[^/]+)\/login\b/.test(value) ? fallback : value;
}

const FRAGMENT = "portico-fragment";

/**
 * Remembers in this tab what stands behind the `#` of an address that somebody must sign in for. It may hold a query,
 * and must not come into the address of the sign-in, which is sent.
 */
export function keepFragment({ pathname, search, hash }, place = () => sessionStorage) {
  try {
    if (hash) place().setItem(FRAGMENT, JSON.stringify({ path: pathname + search, hash }));
  } catch {
    // Storage is blocked: the page opens without it.
  }
}

/** The path with what was remembered of it, which is then forgotten. */
export function withFragment(path, place = () => sessionStorage) {
  try {
    const kept = JSON.parse(place().getItem(FRAGMENT) ?? "null");
    place().removeItem(FRAGMENT);
    return kept?.path === path && /^#/.test(kept.hash) ? path + kept.hash : path;
  } catch {
    return path;
  }
}

/** Tells whether a click on a link means "go there in this tab". */
export function isPlainClick(event, link) {
  if (event.defaultPrevented || event.button !== 0) return false;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  return !link.target && !link.hasAttribute("download") && link.origin === location.origin;
}

/**
 * Follows links, Back and Forward, and remembers where each page was scrolled to.
 * @param {(change: {isNew: boolean, place: {scroll?: number, focus?: string} | null}) => void} onChange
 */
export function createRouter(onChange) {
  let guard = null;
  let here = location.href;
  history.scrollRestoration = "manual";

  const remember = () => {
    const place = { scroll: scrollY, focus: document.activeElement?.id || undefined };
    history.replaceState({ ...history.state, place }, "");
  };
  const change = (isNew, place) => {
    here = location.href;
    onChange({ isNew, place });
  };

  async function go(address, { replace = false, quiet = false } = {}) {
    if (guard && !(await guard())) return;
    guard = null;
    if (!replace) remember();
    history[replace ? "replaceState" : "pushState"](replace ? history.state : null, "", address);
    if (quiet) here = location.href;
    else change(!replace, null);
  }

  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event, link)) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    go(link.href);
  });
  addEventListener("popstate", async () => {
    if (guard) {
      const wanted = location.href;
      history.pushState(null, "", here);
      if (!(await guard())) return;
      guard = null;
      history.replaceState(null, "", wanted);
    }
    change(false, history.state?.place ?? {});
  });
  addEventListener("beforeunload", (event) => {
    if (guard) event.preventDefault();
  });

  return {
    go,
    /** Asks `mayLeave` before the page is left, until null is given. */
    setGuard: (mayLeave) => (guard = mayLeave),
  };
}
