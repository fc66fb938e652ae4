/** The bar above every screen: the partner's name, the way to search, theme and account. */
import { h, icon, signal } from "./h.js";
import { t } from "./i18n.js";

/** Every theme with its symbol. */
export const THEMES = [["light", "sun"], ["dark", "moon"], ["system", "system"]];
/** Apple's keyboards have another key for what others do with Ctrl. */
export const CONTROL = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "") ? "⌘" : "Ctrl";

/** The theme that was chosen in this browser. */
export const theme = signal(document.documentElement.dataset.theme ?? "system");

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
 * @param {{viewer: any, path: string, onSignOut: () => void, onHelp: () => void, onFind: () => void}} frame
 */
export function header({ viewer, path, onSignOut, onHelp, onFind }) {
  const home = viewer ? viewer.home : path;
  return h("div", { class: "header__inner" }, [
    viewer && menuButton(),
    h("a", { class: "brand", href: home }, mark(viewer), h("span", { class: "brand__name" }, nameOf(viewer, path))),
    viewer && findButton(onFind),
    h("div", { class: "header__tools" }, themeMenu(), viewer && accountMenu(viewer, onSignOut, onHelp)),
  ]);
}

/** A portal shows whose it is, not what it is made with. */
function mark(viewer) {
  const isPortal = viewer?.realm === "PORTAL" && viewer.organizationName;
  return h("span", { class: "brand__mark" }, isPortal ? initials(viewer.organizationName) : icon("logo"));
}

function nameOf(viewer, path) {
  const door = path.startsWith("/portal/") ? "brand.portal" : "brand.plain";
  return viewer?.organizationName ?? t(viewer?.realm === "OPERATOR" ? "brand.operator" : door);
}

/** Opens the navigation where there is no room for it beside the screen. */
function menuButton() {
  return h("button", {
    class: "tool header__menu",
    type: "button",
    popovertarget: "nav",
    "aria-label": t("shell.menu"),
    key: "menu",
  }, icon("menu"));
}

function findButton(onFind) {
  return h("button", { class: "find", type: "button", id: "find", onclick: onFind, key: "find" }, [
    icon("search"),
    h("span", { class: "find__text" }, t("shell.find")),
    h("kbd", { class: "find__key", "aria-hidden": "true" }, `${CONTROL} K`),
  ]);
}

function themeMenu() {
  const [chosen, symbol] = THEMES.find(([name]) => name === theme.value) ?? THEMES[2];
  const label = t("theme.now", { theme: t(`theme.${chosen}`) });
  const option = ([name, sign]) =>
    h("label", { class: "menu__item" }, [
      h("input", {
        type: "radio",
        name: "theme",
        value: name,
        checked: theme.value === name,
        onchange: () => chooseTheme(name),
      }),
      icon(sign),
      h("span", null, t(`theme.${name}`)),
    ]);
  return [
    h("button", { class: "tool", type: "button", popovertarget: "theme-menu", "aria-label": label }, icon(symbol)),
    h("div", { class: "menu", id: "theme-menu", popover: "auto", role: "group", "aria-label": t("theme.title") }, [
      THEMES.map(option),
    ]),
  ];
}

function accountMenu(viewer, onSignOut, onHelp) {
  const hide = (event) => event.currentTarget.closest("[popover]").hidePopover();
  const close = (action) => (event) => {
    hide(event);
    action();
  };
  const trigger = { class: "tool", type: "button", popovertarget: "account-menu" };
  return [
    h("button", { ...trigger, "aria-label": t("account.of", { name: viewer.name }) }, [
      h("span", { class: "avatar", "aria-hidden": "true" }, initials(viewer.name)),
    ]),
    h("div", {
      class: "menu menu--account",
      id: "account-menu",
      popover: "auto",
      role: "group",
      "aria-label": t("account.title"),
    }, [
      h("div", { class: "menu__who" }, [
        h("strong", null, viewer.name),
        h("span", null, viewer.email),
        h("span", null, t(`role.${viewer.role}`)),
      ]),
      !viewer.impersonator &&
      h("a", { class: "menu__item", href: accountPath(viewer), onclick: hide }, icon("user"), t("account.profile")),
      h("button", { class: "menu__item", type: "button", onclick: close(onHelp) }, icon("book"), t("help.title")),
      h("button", { class: "menu__item", type: "button", onclick: close(onSignOut) }, [
        icon("out"),
        t(viewer.impersonator ? "account.unview" : "account.leave"),
      ]),
    ]),
  ];
}

/** Where one's own account is. */
function accountPath({ realm, home }) {
  return { OPERATOR: "/admin/account", PARTNER: "/settings/account", PORTAL: `${home}/account` }[realm];
}

/** The first letters of a name's first and last word. */
export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("");
}

/** Says that nothing new can come while there is no network. */
export function offlineBanner(isOffline) {
  return isOffline ? h("div", { class: "offline" }, icon("offline"), h("p", null, t("shell.offline"))) : null;
}
