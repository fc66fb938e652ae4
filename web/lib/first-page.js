/** What first pages share: a greeting, and counters that each lead to what they count. */
import { h } from "./h.js";
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
