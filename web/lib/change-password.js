/** The form in which one changes one's own password. */
import { h, signal } from "./h.js";
import { formButtons, takesFocus } from "./card-form.js";
import { passwordField, sortErrors, summary } from "./form.js";
import { t } from "./i18n.js";
import { missingCharacters } from "./new-password.js";
import "./password-words.js";

const FIELDS = ["currentPassword", "newPassword"];

/**
 * Makes the form.
 * @param {{client: any, email: string, onChanged: () => void, onCancel: () => void}} context
 * @returns {() => any} what draws it
 */
export function changePassword({ client, email, onChanged, onCancel }) {
  const state = signal({ errors: {}, message: "", isBusy: false, isShown: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function submit(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const { currentPassword, newPassword } = Object.fromEntries(new FormData(event.currentTarget));
    const errors = missing(currentPassword, newPassword);
    const count = Object.keys(errors).length;
    if (count) return set({ errors, message: t("form.errors", { count }) });
    set({ isBusy: true, errors: {}, message: "" });
    try {
      const input = { currentPassword, newPassword };
      const { userErrors } = (await client.run("changePassword", { input })).changePassword;
      if (!userErrors.length) return onChanged();
      const { fields, whole } = sortErrors(userErrors, FIELDS);
      set({ isBusy: false, errors: fields, message: whole });
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  return () => view(email, state.value, set, { submit, onCancel });
}

function missing(currentPassword, newPassword) {
  const count = missingCharacters(newPassword);
  return {
    ...(currentPassword ? {} : { currentPassword: t("password.current.missing") }),
    ...(count ? { newPassword: t("password.short", { count }) } : {}),
  };
}

function view(email, { errors, message, isBusy, isShown }, set, { submit, onCancel }) {
  const toggle = () => set({ isShown: !isShown });
  return h("form", { class: "card__form", onsubmit: submit, novalidate: true, "aria-label": t("password.change") }, [
    h("p", { class: "sub" }, t("password.text")),
    summary(message),
    h("input", { type: "email", name: "email", value: email, autocomplete: "username", hidden: true, key: "email" }),
    passwordField(
      {
        id: "currentPassword",
        label: t("password.current"),
        error: errors.currentPassword,
        autocomplete: "current-password",
        ref: takesFocus,
      },
      isShown,
      toggle,
    ),
    passwordField(
      {
        id: "newPassword",
        label: t("password.new"),
        hint: t("password.hint"),
        error: errors.newPassword,
        autocomplete: "new-password",
      },
      isShown,
      toggle,
    ),
    formButtons(t(isBusy ? "password.busy" : "password.change"), isBusy, onCancel),
  ]);
}
