/** A form in a card, in the place of the button that opened it: the focus goes in with it. */
import { h } from "./h.js";
import { t } from "./i18n.js";
import "./screen-words.js";

/** The buttons of the form. */
export function formButtons(text, isBusy, cancel) {
  return h("div", { class: "card__buttons", key: "buttons" }, [
    h("button", { class: "button button--main", type: "submit", "aria-disabled": isBusy ? "true" : null }, text),
    h("button", { class: "button", type: "button", onclick: cancel }, t("form.cancel")),
  ]);
}

/** The `ref` of what takes the focus as soon as it's there. */
export const takesFocus = (node) => node && queueMicrotask(() => node.focus());
