/** What the dialog looks like in which users are added and changed. */
import { h, icon } from "../../lib/h.js";
import { field, summary } from "../../lib/form.js";
import { dialogButtons, leavingQuestion, question } from "../../lib/guarded-dialog.js";
import { t } from "../../lib/i18n.js";
import { badge } from "../../lib/table.js";
import { head } from "./head.js";
import { reach } from "./reach.js";
import "../settings-words.js";
import "./words.js";

const ROLES = ["ADMIN", "USER", "MARKETING", "NOTIFICATIONS"];

export function personView(state, actions) {
  const { user, values, message } = state;
  const submit = (event) => (event.preventDefault(), actions.save());
  return [
    head(user ? t("people.edit", { name: user.name }) : t("people.add"), actions.cancel),
    h("form", { class: "dialog__form", onsubmit: submit, novalidate: true }, [
      summary(message),
      inputs(state, actions),
      roles(state, actions),
      !user && values.role && memberships(state, actions),
      state.mayHandOver && values.role && values.role !== "NOTIFICATIONS" && handingOver(state, actions),
      ending(state, actions),
    ]),
  ];
}

function inputs(state, { type }) {
  const { values, errors } = state;
  const one = (name, rest) =>
    field({
      id: name,
      value: values[name],
      error: errors[name],
      autocomplete: "off",
      required: true,
      oninput: (event) => type(name, event.currentTarget.value),
      ...rest,
    });
  return [
    one("name", { label: t("people.name"), maxlength: 200, autofocus: true }),
    one("email", {
      label: t("people.email"),
      hint: emailHint(state),
      type: "email",
      inputmode: "email",
      maxlength: 254,
      readonly: state.isSelf,
    }),
  ];
}

/** What the address is for, and so what another one means. */
function emailHint({ user, isSelf }) {
  if (!user) return t("people.email.hint");
  if (isSelf) return t("people.email.self");
  if (user.role === "NOTIFICATIONS") return t("people.email.mails");
  return t(user.status === "INVITED" ? "people.email.invited" : "people.email.signs", { name: user.name });
}

function roles({ values, errors }, { type }) {
  const option = (role) =>
    h("label", { class: "check", key: role }, [
      h("input", {
        type: "radio",
        name: "role",
        value: role,
        checked: values.role === role,
        "aria-describedby": errors.role ? "role-error" : null,
        onchange: () => type("role", role),
      }),
      h("span", null, [t(`role.${role}`), h("span", { class: "sub" }, t(`user.role.${role}`))]),
    ]);
  return h("div", { class: "field", role: "radiogroup", "aria-labelledby": "role-label", key: "role" }, [
    h("p", { class: "field__label", id: "role-label" }, t("people.role")),
    ROLES.map(option),
    errors.role && h("p", { class: "field__error", id: "role-error", role: "alert" }, icon("alert"), errors.role),
  ]);
}

function handingOver({ handsOver }, { handOver }) {
  const onchange = (event) => handOver(event.currentTarget.checked);
  return h("label", { class: "check", key: "handing" }, [
    h("input", { type: "checkbox", checked: handsOver, onchange }),
    h("span", null, [t("people.hand"), h("span", { class: "sub" }, t("people.hand.text"))]),
  ]);
}

function memberships(state, actions) {
  const { values: { role }, partnerships } = state;
  return h("div", { class: "field", role: "group", "aria-labelledby": "places-label", key: "places" }, [
    h("p", { class: "field__label", id: "places-label" }, t("people.places")),
    h("p", { class: "field__hint", "aria-live": "polite" }, t(`people.places.${role}`)),
    role !== "ADMIN" && partnerships.map((partnership) => membership(partnership, state, actions.places)),
  ]);
}

function membership({ id, name, type }, { values, places }, actions) {
  const place = places.get(id);
  return h("div", { class: "field", key: id }, [
    h("label", { class: "check" }, [
      h("input", { type: "checkbox", checked: Boolean(place), onchange: () => actions.join(id) }),
      h("span", null, [name, " ", badge(t(`partnership.type.${type}`))]),
    ]),
    place && values.role === "USER" && reach(id, name, place, actions),
  ]);
}

function ending({ user, values, question: text, isLeaving, isBusy }, actions) {
  if (isLeaving) return leavingQuestion(actions);
  if (text) {
    const { back, confirm } = actions;
    const title = t(`people.confirm.${changed(user, values)}`);
    return question(title, text, [t("people.confirm.no"), back], [t("people.confirm.yes"), confirm]);
  }
  const label = user ? t("people.submit.edit") : t("people.submit.add");
  return dialogButtons(isBusy ? t("people.busy") : label, isBusy, actions.cancel);
}

/** Of what has to be confirmed, what the dialog changes. */
function changed(user, { email, role }) {
  if (role === user.role) return "email";
  return email.trim().toLowerCase() === user.email ? "role" : "both";
}
