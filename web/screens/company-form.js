/** The form in which an administrator changes how the own company is reached, and how its users get passwords. */
import { h, signal } from "../lib/h.js";
import { formButtons, takesFocus } from "../lib/card-form.js";
import { field, sortErrors, summary } from "../lib/form.js";
import { t } from "../lib/i18n.js";
import "../lib/screen-words.js";
import "./settings-words.js";

const FIELDS = ["phone", "address", "allowsTemporaryPasswords"];

/**
 * Makes the form.
 * @param {{client: any, company: any, onSaved: () => void, onCancel: () => void}} context
 * @returns {() => any} what draws it
 */
export function companyForm({ client, company, onSaved, onCancel }) {
  const { allowsTemporaryPasswords } = company;
  const values = { phone: company.phone ?? "", address: company.address ?? "", allowsTemporaryPasswords };
  const state = signal({ values, errors: {}, message: "", isBusy: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function submit(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const { phone, address, temporary } = Object.fromEntries(new FormData(event.currentTarget));
    const values = { phone, address, allowsTemporaryPasswords: temporary === "on" };
    set({ values, isBusy: true, errors: {}, message: "" });
    try {
      const input = { id: company.id, expectedVersion: company.version, ...values };
      const { userErrors } = (await client.run("updateOrganization", { input })).updateOrganization;
      if (!userErrors.length) return onSaved();
      const { fields: errors, whole } = sortErrors(userErrors, FIELDS);
      set({ isBusy: false, errors, message: whole });
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  return () => view(state.value, { submit, onCancel });
}

function view({ values, errors, message, isBusy }, { submit, onCancel }) {
  return h("form", { class: "card__form", onsubmit: submit, novalidate: true, "aria-label": t("company.change") }, [
    summary(message),
    field({
      id: "phone",
      label: t("lead.phone"),
      value: values.phone,
      type: "tel",
      autocomplete: "tel",
      maxlength: 60,
      error: errors.phone,
      ref: takesFocus,
    }),
    field({
      id: "address",
      label: t("account.address"),
      value: values.address,
      tag: "textarea",
      rows: 4,
      autocomplete: "street-address",
      maxlength: 500,
      error: errors.address,
    }),
    h("label", { class: "check", key: "temporary" }, [
      h("input", { type: "checkbox", name: "temporary", checked: values.allowsTemporaryPasswords }),
      h("span", null, [t("company.temporary"), h("span", { class: "sub" }, t("company.temporary.text"))]),
    ]),
    formButtons(t(isBusy ? "company.busy" : "company.save"), isBusy, onCancel),
  ]);
}
