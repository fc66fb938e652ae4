/** Which customers of a partnership a user shall see, in the dialogs that give a place in it. */
import { h, icon } from "../../lib/h.js";
import { t } from "../../lib/i18n.js";
import { chooser } from "../assign/view.js";
import "./words.js";

export function reach(id, name, place, actions, error = "") {
  const option = (value, text) =>
    h("label", { class: "check", key: String(value) }, [
      h("input", {
        type: "radio",
        name: `reach-${id}`,
        checked: place.isWhole === value,
        onchange: () => actions.whole(id, value),
      }),
      text,
    ]);
  return h("div", { class: "field dialog__part", role: "radiogroup", "aria-label": name }, [
    option(true, t("people.whole")),
    option(false, t("people.chosen")),
    !place.isWhole && chooser(place, actions.of(id)),
    error && h("p", { class: "field__error", role: "alert" }, icon("alert"), error),
  ]);
}
