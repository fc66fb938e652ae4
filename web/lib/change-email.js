/** The form in which one asks for another e-mail to sign in with. */
import { h, signal } from "./h.js";
import { formButtons, takesFocus } from "./card-form.js";
import { field, passwordField, sortErrors, summary } from "./form.js";
import { t } from "./i18n.js";
import "./password-words.js";

const FIELDS = ["email", "currentPassword"];

/**
 * Makes the form.
 * @param {{client: any, onCancel: () => void}} context
 * @returns {() => any} what draws it
 */
export function changeEmail({ client, onCancel }) {
  const state = signal({ errors: {}, message: "", isBusy: false, isShown: false, sentTo: "" });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function submit(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const { email, currentPassword } = Object.fromEntries(new FormData(event.currentTarget));
    const errors = missing(email.trim(), currentPassword);
    const count = Object.keys(errors).length;
    if (count) return set({ errors, message: t("form.errors", { count }) });
    set({ isBusy: true, errors: {}, message: "" });
    try {
      const input = { email, currentPassword };
      const { sentTo, userErrors } = (await client.run("requestEmailChange", { input })).requestEmailChange;
      const { fields, whole } = sortErrors(userErrors, FIELDS);
      set({ isBusy: false, errors: fields, message: whole, sentTo: sentTo ?? "" });
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  return () => (state.value.sentTo ? sent(state.value.sentTo) : view(state.value, set, { submit, onCancel }));
}

function missing(email, currentPassword) {
  return {
    ...(email ? {} : { email: t("email.missing") }),
    ...(currentPassword ? {} : { currentPassword: t("password.current.missing") }),
  };
}

function sent(email) {
  return h("div", { class: "card__form", role: "status", tabindex: "-1", key: "sent", ref: takesFocus }, [
    h("p", null, t("email.sent", { email })),
    h("p", { class: "sub" }, t("email.sent.text")),
  ]);
}

function view({ errors, message, isBusy, isShown }, set, { submit, onCancel }) {
  return h("form", { class: "card__form", onsubmit: submit, novalidate: true, "aria-label": t("email.change") }, [
    h("p", { class: "sub" }, t("email.how")),
    summary(message),
    field({
      id: "email",
      label: t("email.new"),
      type: "email",
      autocomplete: "email",
      inputmode: "email",
      autocapitalize: "none",
      spellcheck: "false",
      required: true,
      error: errors.email,
      ref: takesFocus,
    }),
    passwordField(
      {
        // Other forms of the page ask for it too.
        id: "email-password",
        name: "currentPassword",
        label: t("password.current"),
        error: errors.currentPassword,
        autocomplete: "current-password",
      },
      isShown,
      () => set({ isShown: !isShown }),
    ),
    formButtons(t(isBusy ? "password.busy" : "email.send"), isBusy, onCancel),
  ]);
}
