/** The second step of a sign-in with a temporary password: an own one in its place. */
import { h, icon, signal } from "./h.js";
import { passwordField, sortErrors, summary } from "./form.js";
import { t } from "./i18n.js";
import { missingCharacters } from "./new-password.js";
import "./choose-words.js";

/** For password managers, which keep it beside the password. */
const WHOSE = { type: "email", name: "email", autocomplete: "username", hidden: true, key: "whose" };

/**
 * Makes the step.
 * @param {object} context
 * @param {string} context.challenge names the sign-in that waits for a password
 * @param {string} context.email whose it is, for password managers
 * @param {any} context.client
 * @param {(answer: any) => any} context.accept goes on with the sign-in
 * @param {(message: string) => void} context.over leads back to the beginning
 * @returns {() => any} what draws it
 */
export function passwordStep({ challenge, email, client, accept, over }) {
  const state = signal({ errors: /** @type {any} */ ({}), message: "", isBusy: false, isShown: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function submit(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const { password } = Object.fromEntries(new FormData(event.currentTarget));
    const count = missingCharacters(password);
    if (count) return refuse({ password: t("choose.short", { count }) }, t("form.errors", { count: 1 }));
    set({ isBusy: true, message: "", errors: {} });
    try {
      const input = { challenge, password };
      settle((await client.run("changeTemporaryPassword", { input })).changeTemporaryPassword);
    } catch (error) {
      refuse({}, error.message);
    }
  }

  function settle(answer) {
    const { userErrors } = answer;
    if (!userErrors.length) return accept(answer);
    if (userErrors[0].code === "UNAUTHENTICATED") return over(userErrors[0].message);
    const { fields, whole } = sortErrors(userErrors, ["password"]);
    refuse(fields, whole);
  }

  function refuse(errors, message) {
    set({ isBusy: false, errors, message });
  }

  return () => view(email, state.value, set, submit, over);
}

function view(email, { errors, message, isBusy, isShown }, set, submit, over) {
  const title = t("choose.title");
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const password = {
    id: "password",
    label: t("choose.password"),
    hint: t("choose.hint"),
    error: errors.password,
    autocomplete: "new-password",
    key: "chosen",
    ref: focus,
  };
  return h("div", { class: "sign-in", key: "choose" }, [
    h("div", { class: "sign-in__card" }, [
      h("span", { class: "brand__mark brand__mark--big" }, icon("logo")),
      h("h1", { tabindex: "-1" }, title),
      h("p", { class: "sign-in__text" }, t("choose.text")),
      summary(message),
      h("form", { onsubmit: submit, novalidate: true, "aria-label": title }, [
        h("input", { ...WHOSE, value: email }),
        passwordField(password, isShown, () => set({ isShown: !isShown })),
        h("button", {
          class: "button button--main button--wide",
          type: "submit",
          "aria-disabled": isBusy ? "true" : null,
        }, isBusy ? t("signin.busy") : t("choose.do")),
      ]),
      h("p", { class: "sign-in__forgot row-tools" }, [
        h("button", { class: "button", type: "button", onclick: () => over("") }, t("choose.again")),
      ]),
    ]),
  ]);
}
