/** The form in which one changes the own name and, at a partner, the language and time zone that one reads in. */
import { h, signal } from "./h.js";
import { formButtons, takesFocus } from "./card-form.js";
import { choiceField, timeZones } from "./choice-field.js";
import { field, sortErrors, summary } from "./form.js";
import { languageOf } from "./format.js";
import { t } from "./i18n.js";
import "./password-words.js";
import "./screen-words.js";

/** What numbers and dates are written like; whoever has another one keeps it. */
const LOCALES = [
  "da-DK", "de-AT", "de-CH", "de-DE", "en-AU", "en-GB", "en-IE", "en-US", "es-ES", "fi-FI", "fr-CH", "fr-FR", "is-IS",
  "it-IT", "ja-JP", "nb-NO", "nl-BE", "nl-NL", "nn-NO", "pl-PL", "pt-BR", "pt-PT", "sv-SE",
];

/**
 * Makes the form.
 * @param {{client: any, viewer: any, onChanged: (name: string) => void, onCancel: () => void}} context
 * @returns {Promise<() => any>} what draws it
 */
export async function changeProfile({ client, viewer, onChanged, onCancel }) {
  const own = viewer.realm === "PARTNER" ? (await client.query("profile")).viewer.user : null;
  const fields = own ? ["name", "locale", "timeZone"] : ["name"];
  const values = { name: viewer.name, ...own };
  const state = signal({ values, errors: {}, message: "", isBusy: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function submit(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const typed = Object.fromEntries(new FormData(event.currentTarget));
    const input = Object.fromEntries(fields.map((name) => [name, typed[name].trim()]));
    if (!input.name) {
      const errors = { name: t("naming.missing") };
      return set({ values: input, errors, message: t("form.errors", { count: 1 }) });
    }
    set({ values: input, isBusy: true, errors: {}, message: "" });
    try {
      const { userErrors } = (await client.run("updateProfile", { input })).updateProfile;
      if (!userErrors.length) return onChanged(input.name);
      const { fields: errors, whole } = sortErrors(userErrors, fields);
      set({ isBusy: false, errors, message: whole });
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  return () => view(state.value, Boolean(own), { submit, onCancel });
}

function view({ values, errors, message, isBusy }, isPartner, { submit, onCancel }) {
  return h("form", { class: "card__form", onsubmit: submit, novalidate: true, "aria-label": t("naming.change") }, [
    summary(message),
    field({
      id: "name",
      label: t("account.name"),
      value: values.name,
      autocomplete: "name",
      required: true,
      maxlength: 200,
      error: errors.name,
      ref: takesFocus,
    }),
    isPartner && choiceField("locale", t("naming.locale"), locales(values.locale), values.locale, errors.locale),
    isPartner &&
    choiceField("timeZone", t("naming.zone"), timeZones(values.timeZone), values.timeZone, errors.timeZone),
    formButtons(t(isBusy ? "password.busy" : "naming.save"), isBusy, onCancel),
  ]);
}

function locales(own) {
  const all = LOCALES.includes(own) ? LOCALES : [own, ...LOCALES];
  return all.map((locale) => [locale, languageOf(locale)]).sort(([, one], [, other]) => one.localeCompare(other));
}
