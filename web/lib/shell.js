/** The frame around every screen: the header with the partner's name, the way around, theme and account. */
import { h, icon, signal } from "./h.js";
import { homePath } from "./router.js";

const LINKS = {
  PARTNER: [
    { path: "/customers", text: "Customers", roles: ["ADMIN", "USER"] },
    { path: "/explorer", text: "Explorer" },
  ],
  OPERATOR: [
    { path: "/admin", text: "Overview" },
    { path: "/admin/explorer", text: "Explorer" },
  ],
};
const THEMES = [["light", "Light", "sun"], ["dark", "Dark", "moon"], ["system", "System", "system"]];
const ROLES = { OPERATOR: "Operator", ADMIN: "Administrator", USER: "User", MARKETING: "Marketing" };

/** The links that a viewer can follow. */
export function linksFor(viewer) {
  if (!viewer) return [];
  return (LINKS[viewer.realm] ?? []).filter(({ roles }) => !roles || roles.includes(viewer.role));
}

const theme = signal(document.documentElement.dataset.theme ?? "system");

/** Chooses light, dark or the system's theme, and remembers it in this browser. */
export function chooseTheme(chosen) {
  theme.value = chosen;
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  try {
    localStorage.setItem("portico-theme", chosen);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}

/**
 * The header.
 * @param {{viewer: any, path: string, onSignOut: () => void, onHelp: () => void}} frame
 */
export function header({ viewer, path, onSignOut, onHelp }) {
  const home = viewer ? homePath(viewer.realm, viewer) : path;
  return h("div", { class: "header__inner" }, [
    h("a", { class: "brand", href: home }, mark(), h("span", { class: "brand__name" }, nameOf(viewer))),
    viewer && navigation(linksFor(viewer), path),
    h("div", { class: "header__tools" }, themeMenu(), viewer && accountMenu(viewer, onSignOut, onHelp)),
  ]);
}

function mark() {
  return h("span", { class: "brand__mark" }, icon("logo"));
}

function nameOf(viewer) {
  return viewer?.organizationName ?? (viewer?.realm === "OPERATOR" ? "Portico operator" : "Portico");
}

function navigation(links, path) {
  const isHere = (link) => path === link.path || (link.path !== "/admin" && path.startsWith(`${link.path}/`));
  const item = (link) =>
    h("li", null, h("a", { href: link.path, "aria-current": isHere(link) ? "page" : null }, link.text));
  return h("nav", { class: "nav", "aria-label": "Main" }, h("ul", null, links.map(item)));
}

function themeMenu() {
  const [, text, symbol] = THEMES.find(([name]) => name === theme.value) ?? THEMES[2];
  const label = `Theme: ${text}`;
  const option = ([name, title, sign]) =>
    h("label", { class: "menu__item" }, [
      h("input", {
        type: "radio",
        name: "theme",
        value: name,
        checked: theme.value === name,
        onchange: () => chooseTheme(name),
      }),
      icon(sign),
      h("span", null, title),
    ]);
  return [
    h("button", { class: "tool", type: "button", popovertarget: "theme-menu", "aria-label": label }, icon(symbol)),
    h("div", { class: "menu", id: "theme-menu", popover: "auto", role: "group", "aria-label": "Theme" }, [
      THEMES.map(option),
    ]),
  ];
}

function accountMenu(viewer, onSignOut, onHelp) {
  const initials = viewer.name.split(/\s+/).map((part) => part[0] ?? "").slice(0, 2).join("");
  const close = (action) => (event) => {
    event.currentTarget.closest("[popover]").hidePopover();
    action();
  };
  const trigger = { class: "tool", type: "button", popovertarget: "account-menu" };
  return [
    h("button", { ...trigger, "aria-label": `Account of ${viewer.name}` }, [
      h("span", { class: "avatar", "aria-hidden": "true" }, initials),
    ]),
    h("div", {
      class: "menu menu--account",
      id: "account-menu",
      popover: "auto",
      role: "group",
      "aria-label": "Account",
    }, [
      h("div", { class: "menu__who" }, [
        h("strong", null, viewer.name),
        h("span", null, viewer.email),
        h("span", null, ROLES[viewer.role] ?? viewer.role),
      ]),
      h("button", { class: "menu__item", type: "button", onclick: close(onHelp) }, icon("book"), "Keyboard shortcuts"),
      h("button", { class: "menu__item", type: "button", onclick: close(onSignOut) }, icon("out"), "Sign out"),
    ]),
  ];
}
