/** Starts the page: session, router and one screen at a time in the frame. */
import { draw, signal } from "./lib/h.js";
import { createClient, createSession } from "./lib/gql.js";
import { t } from "./lib/i18n.js";
import { isWide, mayOpen, navigation } from "./lib/nav.js";
import {
  createRouter,
  homePath,
  keepFragment,
  match,
  portalOf,
  realmOf,
  safeReturnPath,
  signInPath,
  withFragment,
} from "./lib/router.js";
import { header, offlineBanner } from "./lib/shell.js";

/** What `load` brings is a module whose default makes a screen. Who may open a place is said in nav.js. */
const ROUTES = [
  { path: "/", load: () => import("./screens/home.js") },
  { path: "/partner/login", isSignIn: true, load: () => import("./lib/sign-in.js") },
  { path: "/admin/login", isSignIn: true, load: () => import("./lib/sign-in.js") },
  { path: "/welcome", isOpen: true, load: () => import("./door/welcome.js") },
  { path: "/reset", isOpen: true, load: () => import("./door/reset.js") },
  { path: "/confirm-email", isOpen: true, load: () => import("./door/confirm-email.js") },
  { path: "/forgot", isOpen: true, load: () => import("./door/forgot.js") },
  { path: "/single-sign-on", isOpen: true, load: () => import("./door/single-sign-on.js") },
  { path: "/customers", load: () => import("./screens/customers.js") },
  { path: "/customers/{id}", load: () => import("./screens/customer.js") },
  { path: "/tasks", load: () => import("./screens/tasks.js") },
  { path: "/reports", load: () => import("./screens/reports.js") },
  { path: "/leads", load: () => import("./screens/leads.js") },
  { path: "/leads/{id}", load: () => import("./screens/lead.js") },
  { path: "/invoices", load: () => import("./screens/invoices.js") },
  { path: "/invoices/{id}", load: () => import("./screens/invoice.js") },
  { path: "/kit", load: () => import("./screens/kit.js") },
  { path: "/settings/users", load: () => import("./screens/users.js") },
  { path: "/settings/users/{id}", load: () => import("./screens/user.js") },
  { path: "/settings/customers", load: () => import("./screens/manage.js") },
  { path: "/settings/api-keys", load: () => import("./screens/api-keys.js") },
  { path: "/settings/audit", load: () => import("./screens/audit.js") },
  { path: "/settings/audit/{id}", load: () => import("./screens/audit-event.js") },
  { path: "/settings/partnerships", load: () => import("./screens/partnerships.js") },
  { path: "/settings/single-sign-on", load: () => import("./screens/single-sign-on.js") },
  { path: "/settings/account", load: () => import("./screens/account.js") },
  { path: "/explorer", load: () => import("./explorer/explorer.js") },
  { path: "/admin", load: () => import("./screens/operator-home.js") },
  { path: "/admin/partners", load: () => import("./screens/operator-partners.js") },
  { path: "/admin/partners/{id}", load: () => import("./screens/operator-partner.js") },
  { path: "/admin/partnerships", load: () => import("./screens/operator-partnerships.js") },
  { path: "/admin/users", load: () => import("./screens/operator-users.js") },
  { path: "/admin/kit", load: () => import("./screens/kit.js") },
  { path: "/admin/mails", load: () => import("./screens/mails.js") },
  { path: "/admin/mails/{id}", load: () => import("./screens/mail.js") },
  { path: "/admin/audit", load: () => import("./screens/audit.js") },
  { path: "/admin/audit/{id}", load: () => import("./screens/audit-event.js") },
  { path: "/admin/domains", load: () => import("./screens/identity-domains.js") },
  { path: "/admin/account", load: () => import("./screens/operator-account.js") },
  { path: "/admin/invoices", load: () => import("./screens/invoices.js") },
  { path: "/admin/invoices/{id}", load: () => import("./screens/invoice.js") },
  { path: "/admin/explorer", load: () => import("./explorer/explorer.js") },
  { path: "/portal/{slug}", load: () => import("./portal/home.js") },
  { path: "/portal/{slug}/login", isSignIn: true, load: () => import("./portal/sign-in.js") },
  { path: "/portal/{slug}/welcome", isOpen: true, load: () => import("./door/welcome.js") },
  { path: "/portal/{slug}/reset", isOpen: true, load: () => import("./door/reset.js") },
  { path: "/portal/{slug}/confirm-email", isOpen: true, load: () => import("./door/confirm-email.js") },
  { path: "/portal/{slug}/forgot", isOpen: true, load: () => import("./door/forgot.js") },
  { path: "/portal/{slug}/single-sign-on", isOpen: true, load: () => import("./door/single-sign-on.js") },
  { path: "/portal/{slug}/usage", load: () => import("./portal/usage.js") },
  { path: "/portal/{slug}/contracts", load: () => import("./portal/contracts.js") },
  { path: "/portal/{slug}/invoices", load: () => import("./portal/invoices.js") },
  { path: "/portal/{slug}/invoices/{id}", load: () => import("./portal/invoice.js") },
  { path: "/portal/{slug}/contacts", load: () => import("./portal/contacts.js") },
  { path: "/portal/{slug}/people", load: () => import("./portal/people.js") },
  { path: "/portal/{slug}/account", load: () => import("./portal/account.js") },
  { path: "/portal/{slug}/explorer", load: () => import("./explorer/explorer.js") },
];
const NOT_FOUND = { path: "*", isOpen: true, load: () => import("./lib/not-found.js") };
const NO_PORTAL = { path: "*", isOpen: true, load: () => import("./portal/missing.js") };
const FORBIDDEN = { path: "*", load: () => import("./lib/forbidden.js") };

const main = document.getElementById("main");
const frame = document.getElementById("frame");
const nav = document.getElementById("nav");
const path = signal(location.pathname);
const isOffline = signal(!navigator.onLine);
/** What is needed while somebody views as somebody else; it comes then. */
const viewing = signal(/** @type {null | typeof import("./lib/viewing.js")} */ (null));
const client = createClient(() => realmOf(location.pathname), sessionEnded);
const session = createSession(client);
const router = createRouter(show);
let current = { address: "", screen: null, controller: new AbortController() };
let turn = 0;

/** Shows what the address names. A later turn makes an earlier one, still waiting for its module, give up. */
async function show({ isNew = false, place = null } = {}) {
  const mine = ++turn;
  path.value = location.pathname;
  frame.classList.toggle("frame--wide", isWide(location.pathname));
  if (nav.matches(":popover-open")) nav.hidePopover();
  if (current.address === location.pathname && current.screen?.move) {
    current.screen.move(new URL(location.href));
    return settle(current.screen, { isNew, place, isSame: true });
  }
  leave();
  try {
    const { route, params } = find(location.pathname);
    // The module is on its way while the server says who asks. What failed is asked for again, and told, below.
    if (!route.isSignIn) route.load().catch(() => {});
    const viewer = await session.load(realmOf(location.pathname));
    if (viewer?.impersonator) viewing.value ??= await import("./lib/viewing.js");
    if (mine !== turn || redirect(route, viewer)) return;
    const allowed = !viewer || mayOpen(location.pathname, viewer) ? route : FORBIDDEN;
    const [module] = await Promise.all([allowed.load(), session.adapt(), dress(viewer)]);
    if (mine === turn) await open(module, params, { isNew, place });
  } catch (error) {
    if (mine === turn) await fail(error);
  }
}

/** What no portal can be called leads to a page that says so, not to a sign-in. */
function find(path) {
  if (/^\/portal(\/|$)/.test(path) && !portalOf(realmOf(path))) return { route: NO_PORTAL, params: {} };
  return match(ROUTES, path) ?? { route: NOT_FOUND, params: {} };
}

/** A portal wears the colour of its brand, also at its door after somebody left; all else wears the usual one. */
async function dress(viewer) {
  const portal = portalOf(session.realm);
  if (document.documentElement.dataset.portal !== portal) delete document.documentElement.dataset.portal;
  if (!portal || !viewer) return;
  const { wear } = await import("./portal/brand.js");
  await wear(client, portal);
}

/** Ends the screen at once, not when the next one has come: what it still waits for must not lead back to it. */
function leave() {
  current.controller.abort();
  current = { address: "", screen: null, controller: new AbortController() };
}

/** Sends strangers to the sign-in, and those who are signed in away from it. */
function redirect({ isOpen, isSignIn }, viewer) {
  const realm = realmOf(location.pathname);
  const wanted = new URLSearchParams(location.search).get("next");
  let path = "";
  if (!viewer && !isOpen && !isSignIn) {
    keepFragment(location);
    path = signInPath(realm, location.pathname + location.search);
  }
  if (viewer && isSignIn) path = withFragment(safeReturnPath(wanted, viewer.home, realm));
  if (viewer && location.pathname === homePath(realm) && viewer.home !== location.pathname) path = viewer.home;
  if (path) router.go(path, { replace: true });
  return path !== "";
}

async function open(module, params, arrival) {
  const { controller } = current;
  const context = {
    params,
    url: new URL(location.href),
    realm: session.realm,
    viewer: session.viewer.value,
    ended: controller.signal,
    client,
    go: router.go,
    setGuard: router.setGuard,
    setTitle,
    announce,
    toast,
    signedIn,
    signedOut,
    profileChanged,
  };
  const screen = module.default(context);
  current = { address: location.pathname, screen, controller };
  main.replaceChildren();
  draw(main, screen.view, controller.signal, fail);
  await settle(screen, arrival);
  const keys = { go: router.go, viewer: () => session.viewer.value, onHelp: showHelp, onFind: showPalette };
  import("./lib/keys.js").then(({ listen }) => listen(keys));
}

/** Focus goes to the heading of a new screen; Back and Forward return to where the reader was. */
async function settle(screen, { isNew, place, isSame = false }) {
  if (isNew && !isSame) scrollTo(0, 0);
  if (isNew && !isSame) main.querySelector("h1")?.focus({ preventScroll: true });
  if (!place) return;
  await screen.ready?.();
  await Promise.resolve();
  if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
  scrollTo(0, place.scroll ?? 0);
}

async function fail(error) {
  leave();
  const { controller } = current;
  const { problem } = await import("./lib/states.js");
  const retry = () => (error instanceof TypeError ? location.reload() : show());
  main.replaceChildren();
  setTitle(t("shell.failed"));
  draw(main, () => problem(error, retry, { isPage: true }), controller.signal);
}

function setTitle(text) {
  document.title = `${text} · ${session.viewer.value?.organizationName ?? t("brand.plain")}`;
  announce(text);
}

function announce(text) {
  document.getElementById("announcer").textContent = text;
}

async function toast(message, options) {
  const module = await import("./lib/toast.js");
  module.toast(message, options);
}

function signedIn(viewer) {
  session.start(viewer);
  show();
}

/** Whoever is signed in goes by another name, or reads numbers and moments in another way: the screen starts anew. */
async function profileChanged(name, message) {
  session.start({ ...session.viewer.value, name });
  await show({ isNew: true });
  toast(message);
}

/** A request found out that the session is over. */
function sessionEnded({ code }) {
  const isElsewhere = code === "ANOTHER_NETWORK";
  if (session.viewer.value) signedOut(isElsewhere ? t("shell.elsewhere") : undefined);
  else if (isElsewhere) toast(t("shell.elsewhere"));
}

function signedOut(message = t("shell.ended")) {
  const viewer = session.viewer.value;
  if (!viewer) return;
  session.end();
  // What was looked at is over; whoever looked is still signed in.
  if (viewer.impersonator) return router.setGuard(null), viewing.value?.leaveViewing(viewer);
  const here = location.pathname + location.search;
  router.setGuard(null);
  router.go(signInPath(realmOf(location.pathname), here), { replace: true });
  toast(message);
}

async function stopViewing() {
  try {
    router.setGuard(null);
    await viewing.value?.endViewing(client, session.viewer.value);
  } catch (error) {
    if (error.kind !== "auth") toast(error.message, { isError: true });
  }
}

async function signOut() {
  if (session.viewer.value?.impersonator) return stopViewing();
  const realm = session.realm;
  try {
    await client.run("signOut");
  } catch (error) {
    if (error.kind !== "auth") return toast(error.message, { isError: true });
  }
  const { forget } = await import("./lib/forget.js");
  const viewer = session.viewer.value;
  router.setGuard(null);
  session.end();
  await router.go(signInPath(realm));
  // Not before the screen is left: the explorer saves once more when it is.
  if (viewer) forget(viewer.realm);
}

async function showHelp() {
  const module = await import("./lib/help.js");
  module.showHelp(session.viewer.value);
}

async function showPalette() {
  const module = await import("./lib/palette.js");
  module.openPalette({ viewer: session.viewer.value, client, go: router.go, onHelp: showHelp, onSignOut: signOut });
}

/** Stays above every screen while somebody views as somebody else. */
function viewingBanner() {
  const viewer = session.viewer.value;
  return viewer?.impersonator && viewing.value?.viewingBanner(viewer, stopViewing);
}

function online({ type }) {
  isOffline.value = type === "offline";
  if (type === "online") toast(t("shell.online"));
}

addEventListener("unhandledrejection", ({ reason }) => {
  if (reason?.name === "Failure" && reason.kind !== "auth") toast(reason.message, { isError: true });
});
addEventListener("online", online);
addEventListener("offline", online);
const forever = new AbortController().signal;
const actions = { onSignOut: signOut, onHelp: showHelp, onFind: showPalette };
draw(
  document.getElementById("header"),
  () => header({ viewer: session.viewer.value, path: path.value, ...actions }),
  forever,
);
draw(nav, () => navigation(session.viewer.value, path.value), forever);
draw(document.getElementById("banner"), () => [viewingBanner(), offlineBanner(isOffline.value)], forever);
show();
