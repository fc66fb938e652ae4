/** What the pages of single things share: reading one, its head, and its facts as a list. */
import { h, icon, signal } from "./h.js";
import { t } from "./i18n.js";
import "./screen-words.js";

/**
 * The screen of one thing. Words are `name.title` and `name.missing`.
 * @param {object} plan
 * @param {string} plan.name
 * @param {string} plan.symbol
 * @param {string} plan.path the list that it belongs to
 * @param {() => Promise<any>} plan.ask brings the thing, or null where there is none
 * @param {(thing: any) => string} plan.titleOf
 * @param {(thing: any, again: () => void) => any} plan.view draws it; null while it loads
 */
export function detailScreen({ name, symbol, path, ask, titleOf, view }, { ended, setTitle }) {
  const state = signal(/** @type {any} */ ({ thing: null, instead: null }));
  let loading = load();
  const again = () => (loading = load());
  setTitle(t(`${name}.title`));

  async function load() {
    try {
      const thing = await ask();
      const instead = thing ? null : await missing();
      if (ended.aborted) return;
      if (thing) setTitle(titleOf(thing));
      state.value = { thing, instead };
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("./states.js");
      state.value = { thing: null, instead: problem(error, again, { isPage: true }) };
    }
  }

  async function missing() {
    const { notice } = await import("./states.js");
    const actions = h("a", { class: "button button--main", href: path }, t(`${name}.all`));
    return notice({ symbol, title: t(`${name}.missing`), text: t(`${name}.missing.text`), actions, isPage: true });
  }

  return { ready: () => loading, view: () => state.value.instead ?? view(state.value.thing, again) };
}

/** The way back to the list. */
export function crumb(path, text) {
  return h("a", { class: "crumb", href: path }, icon("left"), text);
}

/** A card with a heading. Its class says what it holds, and gives it its place. */
export function card(name, title, content, count) {
  return h("section", { class: `card card--${name}`, "aria-labelledby": `title-${name}`, key: name }, [
    h("div", { class: "card__head" }, [
      h("h2", { id: `title-${name}` }, title),
      count !== undefined && h("span", { class: "card__count" }, t("list.number", { count })),
    ]),
    content,
  ]);
}

/**
 * Names and values. A value that isn't there is said to be missing.
 * @param {[string, any][]} rows
 */
export function facts(rows) {
  const missing = () => h("span", { class: "none" }, t("detail.missing"));
  const row = ([name, value]) => h("div", { key: name }, h("dt", null, name), h("dd", null, value || missing()));
  return h("dl", { class: "facts" }, rows.map(row));
}

/** Grey bars in the place of what is on its way. */
export function bones() {
  return h("div", { class: "bones", "aria-hidden": "true" }, [1, 2, 3, 4].map(() => h("span", { class: "bone" })));
}

/** Gives the focus to the button that stands there again once it's drawn. */
export function focusAgain(id) {
  queueMicrotask(() => document.getElementById(id)?.focus());
}

/** An address to write to, or nothing. */
export function mailLink(email, look = null) {
  return email ? h("a", { class: look, href: `mailto:${email}` }, email) : null;
}

/** A number to call, or nothing. */
export function phoneLink(phone, look = null) {
  return phone ? h("a", { class: look, href: phoneAddress(phone) }, phone) : null;
}

/** What a telephone understands of a number as people write it. */
export function phoneAddress(phone) {
  return `tel:${phone.replace(/[^+\d]/g, "")}`;
}
