/** A labelled list to choose one thing from, and the time zones that there are to choose from. */
import { h, icon } from "./h.js";

/**
 * One labelled select.
 * @param {string} id
 * @param {string} label
 * @param {string[][]} options values with their words
 * @param {string} chosen
 * @param {string} [error]
 */
export function choiceField(id, label, options, chosen, error) {
  const option = ([value, text]) => h("option", { value, selected: value === chosen, key: value }, text);
  const described = error ? `${id}-error` : null;
  return h("div", { class: "field", key: id }, [
    h("label", { class: "field__label", for: id }, label),
    h("div", { class: "field__box" }, [
      h("select", { class: "field__input", id, name: id, "aria-describedby": described }, options.map(option)),
    ]),
    error && h("p", { class: "field__error", id: described }, icon("alert"), error),
  ]);
}

/** Every time zone, the own one among them whatever it is. */
export function timeZones(own) {
  const all = Intl.supportedValuesOf("timeZone");
  return [...new Set([own, "UTC", ...all])].sort().map((zone) => [zone, zone.replaceAll("_", " ")]);
}
