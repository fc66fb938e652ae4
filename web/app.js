/** Starts the page: session, router and one screen at a time in the frame. */
import { draw, signal } from "./lib/h.js";
import { createClient, createSession } from "./lib/gql.js";
import { createRouter, homePath, match, realmOf, safeReturnPath, signInPath } from "./lib/router.js";
import { header } from "./lib/shell.js";

const ROUTES = [
  { path: "/", load: null },
  { path: "/partner/login", isOpen: true, load: () => import("./screens/sign-in.js") },
  { path: "/admin/login", isOpen: true, load: () => import("./screens/sign-in.js") },
  { path: "/customers", load: () => import("./screens/customers.js") },
  { path: "/customers/{id}", load: () => import("./screens/customer.js") },
  { path: "/explorer", load: () => import("./explorer/explorer.js") },
  { path: "/admin", load: () => import("./screens/operator-home.js") },
  { path: "/admin/explorer", load: () => import("./explorer/explorer.js") },
];
const NOT_FOUND = { path: "*", isOpen: true, load: () => import("./screens/not-found.js") };

const main = document.getElementById("main");
const path = signal(location.pathname);
const client = createClient(() => realmOf(location.pathname), signedOut);
const session = createSession(client);
const router = createRouter(show);
let current = { address: "", screen: null, controller: new AbortController() };
let turn = 0;

/** Shows what the address names. A later turn makes an earlier one, still waiting for its module, give up. */
async function show({ isNew = false, place = null } = {}) {
  const mine = ++turn;
  path.value = location.pathname;
  if (current.address === location.pathname && current.screen?.move) {
    current.screen.move(new URL(location.href));
    return settle(current.screen, { isNew, place, isSame: true });
  }
  leave();
  try {
    const { route, params } = match(ROUTES, location.pathname) ?? { route: NOT_FOUND, params: {} };
    const viewer = await session.load(realmOf(location.pathname));
    if (mine !== turn || redirect(route, viewer)) return;
    const module = await route.load();
    if (mine === turn) await open(module, params, { isNew, place });
  } catch (error) {
    if (mine === turn) await fail(error);
  }
}

/** Ends the screen at once, not when the next one has come: what it still waits for must not lead back to it. */
function leave() {
  current.controller.abort();
  current = { address: "", screen: null, controller: new AbortController() };
}

/** Sends strangers to the sign-in, and those who are signed in away from it. */
function redirect(route, viewer) {
  const realm = realmOf(location.pathname);
  const wanted = new URLSearchParams(location.search).get("next");
  const isStart = !route.load || /\/login$/.test(route.path);
  let path = "";
  if (!viewer && !route.isOpen) path = signInPath(realm, location.pathname + location.search);
  if (viewer && isStart) path = safeReturnPath(wanted, homePath(realm, viewer));
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
  };
  const screen = module.default(context);
  current = { address: location.pathname, screen, controller };
  main.replaceChildren();
  draw(main, screen.view, controller.signal, fail);
  await settle(screen, arrival);
  import("./lib/keys.js").then(({ listen }) => listen({ go: router.go, viewer: () => session.viewer.value }));
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
  setTitle("Something went wrong");
  draw(main, () => problem(error, retry, { isPage: true }), controller.signal);
}

function setTitle(text) {
  document.title = `${text} · ${session.viewer.value?.organizationName ?? "Portico"}`;
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

function signedOut() {
  if (!session.viewer.value) return;
  session.end();
  const here = location.pathname + location.search;
  router.setGuard(null);
  router.go(signInPath(realmOf(location.pathname), here), { replace: true });
  toast("Your session has ended. Please sign in again.");
}

async function signOut() {
  const realm = session.realm;
  try {
    await client.run("signOut");
  } catch (error) {
    if (error.kind !== "auth") return toast(error.message, { isError: true });
  }
  router.setGuard(null);
  session.end();
  router.go(signInPath(realm));
}

async function help() {
  const module = await import("./lib/help.js");
  module.showHelp();
}

addEventListener("unhandledrejection", ({ reason }) => {
  if (reason?.name === "Failure" && reason.kind !== "auth") toast(reason.message, { isError: true });
});
const frame = () => header({ viewer: session.viewer.value, path: path.value, onSignOut: signOut, onHelp: help });
draw(document.getElementById("header"), frame, new AbortController().signal);
show();
