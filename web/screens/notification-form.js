/** The form in which one says when and about what summaries of open tasks come by mail. */
import { h, icon, signal } from "../lib/h.js";
import { formButtons } from "../lib/card-form.js";
import { choiceField, timeZones } from "../lib/choice-field.js";
import { sortErrors, summary } from "../lib/form.js";
import { t } from "../lib/i18n.js";
import { hourOfDay } from "./notification-card.js";
import "../lib/screen-words.js";
import "./notification-words.js";

const FREQUENCIES = ["DAILY", "WEEKLY"];
const CATEGORIES = ["COMMERCIAL", "PRODUCT_USAGE", "CHURN_RISK"];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * Makes the form.
 * @param {{client: any, user: any, isOwn: boolean, onSaved: () => Promise<void>, onCancel: () => void}} context
 * @returns {() => any} what draws it
 */
export function notificationForm({ client, user, isOwn, onSaved, onCancel }) {
  const { version, ...chosen } = user.notificationPreference;
  const state = signal({ values: { ...chosen, timeZone: user.timeZone }, errors: {}, message: "", isBusy: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function submit(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const typed = new FormData(event.currentTarget);
    const values = {
      frequency: typed.get("frequency"),
      categories: CATEGORIES.filter((category) => typed.has(category)),
      hour: Number(typed.get("hour")),
      timeZone: typed.get("timeZone") ?? user.timeZone,
    };
    set({ values, isBusy: true, errors: {}, message: "" });
    const { timeZone, ...own } = values;
    const input = { ...own, ...(isOwn ? {} : { userId: user.id, timeZone }), expectedVersion: version };
    try {
      const { userErrors } = (await client.run("updateNotificationPreferences", { input }))
        .updateNotificationPreferences;
      if (!userErrors.length) return await onSaved();
      const { fields: errors, whole } = sortErrors(userErrors, ["frequency", "categories", "hour", "timeZone"]);
      set({ isBusy: false, errors, message: whole });
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  const onTick = (event) => {
    const typed = new FormData(event.currentTarget.form);
    const values = { ...state.value.values, categories: CATEGORIES.filter((category) => typed.has(category)) };
    // What else was chosen and isn't sent yet stays.
    for (const name of ["frequency", "timeZone"]) values[name] = typed.get(name) ?? values[name];
    set({ values: { ...values, hour: Number(typed.get("hour")) } });
  };
  return () => view(state.value, user, isOwn, { submit, onTick, onCancel });
}

function view({ values, errors, message, isBusy }, user, isOwn, { submit, onTick, onCancel }) {
  const often = FREQUENCIES.map((name) => [name, t(`notify.often.${name}`)]);
  const hours = HOURS.map((hour) => [String(hour), hourOfDay(hour)]);
  return h("form", { class: "card__form", onsubmit: submit, novalidate: true, "aria-label": t("notify.change") }, [
    summary(message),
    choiceField("frequency", t("notify.often"), often, values.frequency, errors.frequency),
    choiceField("hour", t("notify.hour"), hours, String(values.hour), errors.hour),
    isOwn && h("p", { class: "sub", key: "zone" }, t("notify.zone.own", { zone: user.timeZone.replaceAll("_", " ") })),
    !isOwn && choiceField("timeZone", t("notify.zone"), timeZones(values.timeZone), values.timeZone, errors.timeZone),
    kinds(values.categories, errors.categories, onTick),
    formButtons(t(isBusy ? "notify.busy" : "notify.save"), isBusy, onCancel),
  ]);
}

/** The kinds of task, and that there is no mail without any. */
function kinds(categories, error, onTick) {
  const box = (category) =>
    h("label", { class: "check", key: category }, [
      h("input", {
        type: "checkbox",
        name: category,
        checked: categories.includes(category),
        onchange: onTick,
      }),
      t(`tasks.category.${category}`),
    ]);
  return h("fieldset", { class: "field", key: "categories" }, [
    h("legend", { class: "field__label" }, t("notify.about")),
    CATEGORIES.map(box),
    h("p", { class: "field__hint", role: "status" }, categories.length ? "" : t("notify.nothing")),
    error && h("p", { class: "field__error" }, icon("alert"), error),
  ]);
}
