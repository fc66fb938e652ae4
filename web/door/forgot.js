/** Whoever forgot a password asks for a link here. Whether somebody has the e-mail is told to nobody. */
import { h, icon, signal } from "../lib/h.js";
import { field, sortErrors, summary } from "../lib/form.js";
import { t } from "../lib/i18n.js";
import { portalOf, signInPath } from "../lib/router.js";
import "../lib/password-words.js";
import "./words.js";

export default function forgot({ realm, client, setTitle }) {
  const portal = portalOf(realm);
  const state = signal({ errors: {}, message: "", isBusy: false, sent: "" });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  setTitle(t("forgot.title"));

  async function submit(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const { email } = Object.fromEntries(new FormData(event.currentTarget));
    if (!email.trim()) return set({ errors: { email: t("signin.email.missing") } });
    set({ isBusy: true, errors: {}, message: "" });
    try {
      const { userErrors } = (await client.run("requestPasswordReset", {
        input: { email, ...(portal && { portal }) },
      })).requestPasswordReset;
      const { fields, whole } = sortErrors(userErrors, ["email"]);
      set({ isBusy: false, errors: fields, message: whole, sent: userErrors.length ? "" : email.trim() });
    } catch (error) {
      set({ isBusy: false, message: error.message });
    }
  }

  return { view: () => page(realm, state.value, submit) };
}

function page(realm, state, submit) {
  return h("div", { class: "sign-in" }, [
    h("div", { class: "sign-in__card" }, [
      h("span", { class: "brand__mark brand__mark--big" }, icon("logo")),
      state.sent ? sent(state.sent) : asking(state, submit),
    ]),
    h("p", { class: "sign-in__other" }, h("a", { href: signInPath(realm) }, t("forgot.back"))),
  ]);
}

function sent(email) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  return [
    h("h1", { tabindex: "-1", key: "sent", ref: focus }, t("forgot.sent")),
    h("p", { class: "sign-in__text" }, t("forgot.sent.text", { email })),
    h("p", { class: "sub" }, t("forgot.none")),
  ];
}

function asking({ errors, message, isBusy }, submit) {
  const text = isBusy ? t("password.busy") : t("forgot.do");
  return [
    h("h1", { tabindex: "-1", key: "ask" }, t("forgot.title")),
    h("p", { class: "sign-in__text" }, t("forgot.text")),
    summary(message),
    h("form", { onsubmit: submit, novalidate: true, "aria-label": t("forgot.title") }, [
      field({
        id: "email",
        label: t("user.email"),
        type: "email",
        autocomplete: "username",
        inputmode: "email",
        autocapitalize: "none",
        spellcheck: "false",
        required: true,
        error: errors.email,
      }),
      h("button", {
        class: "button button--main button--wide",
        type: "submit",
        "aria-disabled": isBusy ? "true" : null,
      }, text),
    ]),
  ];
}
