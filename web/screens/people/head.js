/** The heading of a dialog about a user, with a way out; its id names the dialog. */
import { h, icon } from "../../lib/h.js";
import { t } from "../../lib/i18n.js";
import "./words.js";

export function head(title, cancel) {
  return h("div", { class: "dialog__head" }, [
    h("h2", { id: "person-title" }, title),
    h("button", { class: "tool", type: "button", "aria-label": t("people.close"), onclick: cancel }, icon("close")),
  ]);
}
