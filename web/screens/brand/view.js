/** What the dialog looks like in which the look and the address of a customer's portal are changed. */
import { h, icon } from "../../lib/h.js";
import { field, summary } from "../../lib/form.js";
import { dialogButtons, dialogHead, leavingQuestion, question } from "../../lib/guarded-dialog.js";
import { t } from "../../lib/i18n.js";
import { addressOf } from "../portal-address.js";
import { swatch } from "./swatch.js";
import "./words.js";

/** What the picker begins with where there is no colour yet. */
const USUAL = "#0b5c7a";
const COLOUR = /^#[0-9a-f]{6}$/i;

export function brandView(customer, state, actions) {
  const { message } = state;
  const submit = (event) => (event.preventDefault(), actions.save());
  return [
    dialogHead("look-title", t("look.title", customer), actions.cancel),
    h("form", { class: "dialog__form", onsubmit: submit, novalidate: true }, [
      summary(message),
      inputs(state, actions),
      ending(state, actions),
    ]),
  ];
}

function inputs({ values, errors }, { type }) {
  const one = (name, label, rest) =>
    field({
      id: name,
      label,
      value: values[name],
      error: errors[name],
      autocomplete: "off",
      oninput: (event) => type(name, event.currentTarget.value),
      ...rest,
    });
  const plain = { autocapitalize: "none", spellcheck: "false" };
  const color = values.brandColor.trim();
  const picker = h("input", {
    class: "look__pick",
    type: "color",
    "aria-label": t("look.color.pick"),
    value: COLOUR.test(color) ? color.toLowerCase() : USUAL,
    oninput: (event) => type("brandColor", event.currentTarget.value),
  });
  return [
    one("brandName", t("look.name"), { hint: t("look.name.hint"), maxlength: 80, autofocus: true }),
    one("brandColor", t("look.color"), { hint: t("look.color.hint"), maxlength: 7, after: picker, ...plain }),
    COLOUR.test(color) && preview(color, values.brandName.trim()),
    one("slug", t("look.slug"), { hint: t("look.slug.hint", { address: addressOf("…") }), maxlength: 60, ...plain }),
  ];
}

/** Both themes side by side, whichever the page has. */
function preview(color, name) {
  const one = (theme) =>
    swatch(color, { class: `look look--${theme}`, key: `${theme} ${color}` }, [
      h("span", { class: "look__mark" }, t(`look.preview.${theme}`)),
      h("span", { class: "look__name" }, name || color),
    ]);
  return h("div", { class: "field", key: "preview" }, [
    h("p", { class: "field__hint" }, t("look.preview")),
    h("div", { class: "look__both" }, ["light", "dark"].map(one)),
  ]);
}

function ending({ question: text, isLeaving, isBusy }, actions) {
  const { back, confirm, cancel } = actions;
  if (isLeaving) return leavingQuestion(actions);
  if (text) return question(t("look.ask"), text, [t("look.ask.no"), back], [t("look.ask.yes"), confirm]);
  return dialogButtons(t(isBusy ? "look.busy" : "look.save"), isBusy, cancel);
}
