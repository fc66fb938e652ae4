/** What first pages share: a greeting, counters that each lead to what they count, and short lists. */
import { h } from "./h.js";
import { card } from "./detail.js";
import { conventions, t } from "./i18n.js";
import "./screen-words.js";

/** "Good morning, Maja", by the hour where the reader is. */
export function greeting(name) {
  const options = /** @type {const} */ ({ hour: "2-digit", hourCycle: "h23", timeZone: conventions.timeZone });
  const hour = Number(new Intl.DateTimeFormat("en", options).format());
  const part = hour >= 4 && hour < 12 ? "morning" : hour >= 12 && hour < 18 ? "afternoon" : "evening";
  return t(`home.${part}`, { name: name.split(/\s+/)[0] });
}

/**
 * The row of counters; `null` while they load.
 * @param {any[] | null} cards
 * @param {number} [room] how many will come, where they aren't there yet
 */
export function counters(cards, room = 4) {
  const waiting = Array.from({ length: room }, (_, place) => bone(place));
  return h("section", { class: "numbers", "aria-label": t("home.numbers"), "aria-busy": cards ? null : "true" }, [
    cards ?? waiting,
  ]);
}

/**
 * One number.
 * @param {{id: string, path: string, title: string, value: string, text: any, isBad?: boolean}} number
 */
export function counter({ id, path, title, value, text, isBad = false }) {
  return h("div", { class: `number${isBad ? " number--bad" : ""}`, key: id }, [
    h("a", { class: "number__link", href: path }, title),
    h("p", { class: "number__value" }, value),
    h("p", { class: "number__text" }, text),
  ]);
}

/**
 * A card with the first rows of a list, and the way to all of it; a sentence where there are none.
 * @param {object} short
 * @param {string} short.id
 * @param {string} short.title
 * @param {{totalCount: number, nodes: any[]}} short.list
 * @param {(row: any) => any} short.item
 * @param {string} short.none what is said of a list without rows
 * @param {string} short.things the word that counts the rows
 * @param {string} short.path where all of them are
 */
export function shortList({ id, title, list: { nodes, totalCount }, item, none, things, path }) {
  if (!nodes.length) return card(id, title, h("p", { class: "card__empty" }, none));
  const all = t("home.all", { things: t(things, { count: totalCount }) });
  return card(id, title, [
    h("ul", { class: "brief" }, nodes.map((row) => h("li", { class: "brief__row", key: row.id }, item(row)))),
    totalCount > nodes.length && h("p", { class: "card__more" }, h("a", { href: path }, all)),
  ]);
}

/** A row of a short list: what it is, more about it, and what stands at its end. */
export function two(first, second, side) {
  return [
    h("div", { class: "brief__what" }, [
      h("div", { class: "brief__name" }, first),
      second && h("span", { class: "sub" }, second),
    ]),
    h("div", { class: "brief__side" }, side),
  ];
}

function bone(key) {
  const bar = (name) => h("span", { class: `bone bone--${name}` });
  return h(
    "div",
    { class: "number", "aria-hidden": "true", key: `bone ${key}` },
    bar("name"),
    bar("value"),
    bar("text"),
  );
}
