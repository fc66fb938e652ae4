/** What the dialog looks like in which customers are added and changed. */
import { h, icon } from "../../lib/h.js";
import { field, summary } from "../../lib/form.js";
import { dialogButtons, dialogHead, leavingQuestion, question } from "../../lib/guarded-dialog.js";
import { t } from "../../lib/i18n.js";
import "./edit-words.js";

export function customerView(state, actions) {
  const { customer, message } = state;
  const submit = (event) => (event.preventDefault(), actions.save());
  const title = customer ? t("manage.form.edit", customer) : t("manage.form.add");
  return [
    dialogHead("customer-title", title, actions.cancel),
    h("form", { class: "dialog__form", onsubmit: submit, novalidate: true }, [
      summary(message),
      !customer && partnership(state, actions),
      inputs(state, actions),
      portal(state, actions),
      ending(state, actions),
    ]),
  ];
}

/** Which partnership it's added to; nothing where there is only one. */
function partnership({ values, partnerships, errors }, { change }) {
  if (partnerships.length === 1) return null;
  const option = ({ id, name }) => h("option", { value: id, selected: id === values.partnershipId, key: id }, name);
  const error = errors.partnershipId;
  return h("div", { class: "field", key: "partnership" }, [
    h("label", { class: "field__label", for: "partnership" }, t("manage.form.partnership")),
    h("select", {
      class: "field__input",
      id: "partnership",
      "aria-invalid": error ? "true" : null,
      "aria-describedby": error ? "partnership-error" : null,
      onchange: (event) => change("partnershipId", event.currentTarget.value),
    }, [h("option", { value: "" }, t("manage.form.partnership.none")), partnerships.map(option)]),
    error && h("p", { class: "field__error", id: "partnership-error", role: "alert" }, icon("alert"), error),
  ]);
}

function inputs({ customer, values, errors }, { change }) {
  const one = (name, rest) =>
    field({
      id: name,
      value: values[name],
      error: errors[name],
      autocomplete: "off",
      oninput: (event) => change(name, event.currentTarget.value),
      ...rest,
    });
  const reference = { label: t("manage.form.reference"), hint: t("manage.form.reference.hint"), maxlength: 80 };
  const country = { label: t("manage.form.country"), hint: t("manage.form.country.hint"), maxlength: 2 };
  const pair = (...fields) => h("div", { class: "dialog__pair" }, fields);
  return [
    one("name", { label: t("manage.form.name"), maxlength: 200, required: true, autofocus: true }),
    one("email", {
      label: t("manage.form.email"),
      hint: emailHint(customer, values),
      type: "email",
      inputmode: "email",
      maxlength: 254,
      required: true,
    }),
    pair(one("externalRef", reference), one("country", country)),
    one("phone", { label: t("manage.form.phone"), type: "tel", inputmode: "tel", maxlength: 60 }),
    one("address", { label: t("manage.form.address"), tag: "textarea", rows: 2, maxlength: 500 }),
  ];
}

/** What the address is for, and so what another one means. */
function emailHint(customer, { hasPortal }) {
  if (!customer?.portal) return hasPortal ? t("manage.form.email.hint") : undefined;
  return t(hasPortal ? "manage.form.email.admin" : "manage.form.email.off");
}

/** The portal's switch: where it can't be moved it says why. */
function portal({ customer, values, partnerships, errors }, { change }) {
  const type = customer?.partnership.type ?? partnerships.find(({ id }) => id === values.partnershipId)?.type;
  if (type !== "MSSP") return null;
  const isOff = customer?.status === "DISABLED";
  return h("div", { class: "field", key: "portal" }, [
    h("label", { class: "check" }, [
      h("input", {
        type: "checkbox",
        id: "portal",
        checked: values.hasPortal,
        disabled: isOff,
        "aria-describedby": "portal-hint",
        onchange: (event) => change("hasPortal", event.currentTarget.checked),
      }),
      h("span", null, t("manage.form.portal")),
    ]),
    h("p", { class: "field__hint", id: "portal-hint", "aria-live": "polite" }, portalHint(customer, values, isOff)),
    !customer && values.hasPortal && field({
      id: "portalSlug",
      label: t("manage.form.slug"),
      hint: t("manage.form.slug.hint"),
      value: values.portalSlug,
      error: errors.portalSlug,
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      maxlength: 60,
      oninput: (event) => change("portalSlug", event.currentTarget.value),
    }),
  ]);
}

function portalHint(customer, { hasPortal, email }, isOff) {
  const found = customer?.portal;
  if (isOff) return t("manage.form.portal.off");
  if (!found) return t("manage.form.portal.hint", { email: email.trim() || t("manage.form.portal.whoever") });
  if (found.enabled) return hasPortal ? t("manage.form.portal.live", found) : t("manage.form.portal.ends");
  return t("manage.form.portal.again");
}

function ending({ customer, question: text, isLeaving, isBusy }, actions) {
  if (isLeaving) return leavingQuestion(actions);
  if (text) {
    const { back, confirm } = actions;
    const no = [t("manage.form.ask.no"), back];
    return question(t("manage.form.ask", customer), text, no, [t("manage.form.ask.yes"), confirm]);
  }
  const label = customer ? t("manage.form.submit.edit") : t("manage.form.submit.add");
  return dialogButtons(isBusy ? t("manage.form.busy") : label, isBusy, actions.cancel);
}
