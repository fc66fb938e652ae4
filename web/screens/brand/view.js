/** What the dialog looks like in which the look and the address of a customer's portal are changed. */
import { h, icon } from "../../lib/h.js";
import { field, summary } from "../../lib/form.js";
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
  const close = { class: "tool", type: "button", "aria-label": t("look.close"), onclick: actions.cancel };
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "look-title" }, t("look.title", customer)),
      h("button", close, icon("close")),
    ]),
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

function ending({ question: text, isLeaving, isBusy }, { stay, discard, back, confirm, cancel }) {
  if (isLeaving) return question(t("look.leave"), null, [t("look.leave.no"), stay], [t("look.leave.yes"), discard]);
  if (text) return question(t("look.ask"), text, [t("look.ask.no"), back], [t("look.ask.yes"), confirm]);
  return h("div", { class: "dialog__actions", key: "buttons" }, [
    h("button", { class: "button", type: "button", onclick: cancel }, t("look.cancel")),
    h("button", { class: "button button--main", type: "submit", "aria-disabled": isBusy ? "true" : null }, [
      t(isBusy ? "look.busy" : "look.save"),
    ]),
  ]);
}

/** What is asked before it happens; the focus is on the answer that changes nothing. */
function question(title, text, [no, stay], [yes, go]) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const described = { "aria-labelledby": "ask-title", "aria-describedby": text ? "ask-text" : null };
  return h("div", { class: "dialog__ask", role: "alertdialog", ...described, key: `ask ${title}` }, [
    h("h3", { id: "ask-title" }, title),
    text && h("p", { id: "ask-text" }, text),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: stay, ref: focus }, no),
      h("button", { class: "button", type: "button", onclick: go }, yes),
    ]),
  ]);
}
