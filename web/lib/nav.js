/** The way around: every place of the portal, who may go there, and the navigation drawn from it. */
import { h, icon } from "./h.js";
import { t } from "./i18n.js";

const STAFF = ["ADMIN", "USER"];

/**
 * What can be gone to. `key` follows `g` on the keyboard; without roles a place is everybody's in its realm.
 * Whatever lies below a place's address is opened by the same rule. `shownTo` leaves a place out for the others, who are
 * led elsewhere from there. What `isOwn` is nothing for whoever views as somebody else, and what `isLookedAt` for nobody
 * else.
 */
const PLACES = [
  { realm: "PARTNER", path: "/", name: "home", symbol: "home", key: "h", shownTo: STAFF },
  { realm: "PARTNER", path: "/customers", name: "customers", symbol: "building", key: "c", roles: STAFF },
  { realm: "PARTNER", path: "/tasks", name: "tasks", symbol: "check", key: "t", roles: STAFF },
  { realm: "PARTNER", path: "/reports", name: "reports", symbol: "table", key: "r", roles: STAFF },
  { realm: "PARTNER", path: "/leads", name: "leads", symbol: "inbox", key: "l", roles: STAFF },
  { realm: "PARTNER", path: "/invoices", name: "invoices", symbol: "invoice", key: "i", roles: STAFF },
  { realm: "PARTNER", path: "/kit", name: "kit", symbol: "kit", key: "m" },
  {
    realm: "PARTNER",
    path: "/settings/users",
    name: "users",
    symbol: "people",
    key: "u",
    roles: ["ADMIN"],
    group: "settings",
  },
  {
    realm: "PARTNER",
    path: "/settings/customers",
    name: "manage",
    symbol: "building",
    key: "n",
    roles: ["ADMIN"],
    group: "settings",
  },
  {
    realm: "PARTNER",
    path: "/settings/partnerships",
    name: "partnerships",
    symbol: "link",
    key: "p",
    group: "settings",
  },
  {
    realm: "PARTNER",
    path: "/settings/api-keys",
    name: "keys",
    symbol: "key",
    key: "k",
    roles: ["ADMIN"],
    isOwn: true,
    group: "settings",
  },
  {
    realm: "PARTNER",
    path: "/settings/single-sign-on",
    name: "federation",
    symbol: "lock",
    key: "s",
    roles: ["ADMIN"],
    group: "settings",
  },
  {
    realm: "PARTNER",
    path: "/settings/audit",
    name: "audit",
    symbol: "history",
    key: "j",
    roles: ["ADMIN"],
    group: "settings",
  },
  {
    realm: "PARTNER",
    path: "/settings/account",
    name: "account",
    symbol: "user",
    key: "a",
    group: "settings",
    isOwn: true,
  },
  { realm: "PARTNER", path: "/explorer", name: "explorer", symbol: "code", key: "e", group: "developers" },
  { realm: "OPERATOR", path: "/admin", name: "overview", symbol: "home", key: "o" },
  { realm: "OPERATOR", path: "/admin/partners", name: "partners", symbol: "building", key: "c" },
  { realm: "OPERATOR", path: "/admin/partnerships", name: "partnerships", symbol: "link", key: "p" },
  { realm: "OPERATOR", path: "/admin/users", name: "users", symbol: "people", key: "u" },
  { realm: "OPERATOR", path: "/admin/invoices", name: "invoices", symbol: "invoice", key: "i" },
  { realm: "OPERATOR", path: "/admin/kit", name: "kit", symbol: "kit", key: "m" },
  { realm: "OPERATOR", path: "/admin/mails", name: "mails", symbol: "mail", key: "l" },
  { realm: "OPERATOR", path: "/admin/domains", name: "domains", symbol: "lock", key: "d" },
  { realm: "OPERATOR", path: "/admin/audit", name: "audit", symbol: "history", key: "j" },
  { realm: "OPERATOR", path: "/admin/account", name: "account", symbol: "user", key: "a", group: "settings" },
  { realm: "OPERATOR", path: "/admin/explorer", name: "explorer", symbol: "code", key: "e", group: "developers" },
  // Where a portal begins is the viewer's own affair: these stand below it.
  { realm: "PORTAL", path: "", name: "home", symbol: "home", key: "h" },
  { realm: "PORTAL", path: "/usage", name: "usage", symbol: "chart", key: "u" },
  { realm: "PORTAL", path: "/contracts", name: "contracts", symbol: "contract", key: "c" },
  { realm: "PORTAL", path: "/invoices", name: "invoices", symbol: "invoice", key: "i", roles: ["PORTAL_ADMIN"] },
  { realm: "PORTAL", path: "/contacts", name: "contacts", symbol: "phone", key: "t" },
  {
    realm: "PORTAL",
    path: "/people",
    name: "people",
    symbol: "people",
    key: "p",
    roles: ["PORTAL_ADMIN"],
    group: "settings",
  },
  { realm: "PORTAL", path: "/account", name: "account", symbol: "user", key: "a", group: "settings", isOwn: true },
  {
    realm: "PORTAL",
    path: "/explorer",
    name: "explorer",
    symbol: "code",
    key: "e",
    group: "developers",
    isLookedAt: true,
  },
];
const GROUPS = [undefined, "settings", "developers"];

/** The places that a viewer can go to, in their order. */
export function placesFor(viewer) {
  if (!viewer) return [];
  const isShown = ({ roles, shownTo = roles }) => !shownTo || shownTo.includes(viewer.role);
  return placesOf(viewer).filter((place) => isShown(place) && suits(place, viewer));
}

/** Whether a place is for people in person, or as one looks at others, as the viewer does. */
function suits({ isOwn, isLookedAt }, { impersonator }) {
  return impersonator ? !isOwn : !isLookedAt;
}

/** Every place of the viewer's realm, whoever may go there. */
function placesOf({ realm, home }) {
  const start = realm === "PORTAL" ? home : "";
  return PLACES.filter((place) => place.realm === realm).map((place) => ({ ...place, path: start + place.path }));
}

/** The place that an address belongs to: the longest of those above it. */
function placeOf(path, places) {
  const isAbove = (place) => path === place.path || path.startsWith(place.path.replace(/\/?$/, "/"));
  return places.filter(isAbove).sort((one, other) => other.path.length - one.path.length)[0];
}

/** Whether an address is one of those that the viewer's role may open. Addresses of no place are everybody's. */
export function mayOpen(path, viewer) {
  const place = placeOf(path, placesOf(viewer));
  if (place && !suits(place, viewer)) return false;
  return !place?.roles || place.roles.includes(viewer.role);
}

/** Whether a screen needs the width that names beside the symbols would take. */
export function isWide(path) {
  return /\/explorer$/.test(path);
}

/** The navigation of a viewer; nothing without one. */
export function navigation(viewer, path) {
  const places = placesFor(viewer);
  const here = placeOf(path, places);
  const item = (place) =>
    h("li", { key: place.path }, [
      h("a", { href: place.path, class: "nav__link", "aria-current": current(place, here, path, viewer) }, [
        icon(place.symbol),
        h("span", { class: "nav__text" }, t(`place.${place.name}`)),
      ]),
    ]);
  const part = (group) => {
    const inside = places.filter((place) => place.group === group);
    if (!inside.length) return null;
    return h("div", { class: "nav__group", key: group ?? "main" }, [
      group && h("h2", { class: "nav__title", id: `nav-${group}` }, t(`group.${group}`)),
      h("ul", { "aria-labelledby": group ? `nav-${group}` : null }, inside.map(item)),
    ]);
  };
  return GROUPS.map(part);
}

/** "page" for the page itself, "true" for the place that holds it; home holds nothing but itself. */
function current(place, here, path, { home }) {
  if (place.path === path) return "page";
  return place === here && place.path !== home ? "true" : null;
}
