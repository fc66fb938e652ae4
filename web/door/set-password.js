/** Where the links lead that set passwords: a password to choose. */
import { h } from "../lib/h.js";
import { passwordField, sortErrors, summary } from "../lib/form.js";
import { t } from "../lib/i18n.js";
import { missingCharacters } from "../lib/new-password.js";
import { homePath, portalOf, signInPath } from "../lib/router.js";
import { linkPage, told } from "./link.js";

/** The page of an invitation. */
export const welcome = (context) => screen("INVITATION", context);

/** The page of somebody who forgot a password. */
export const reset = (context) => screen("PASSWORD_RESET", context);

/** The name is written out, so that whoever looks for what is sent finds it. */
const SEND = {
  INVITATION: async (client, input) => (await client.run("acceptInvitation", { input })).acceptInvitation,
  PASSWORD_RESET: async (client, input) => (await client.run("resetPassword", { input })).resetPassword,
};

function screen(purpose, context) {
  return linkPage(purpose, context, ({ token, set }) => {
    const send = sender(purpose, context, token, set);
    return (state) => form(purpose, state, set, (event) => send(event, state));
  });
}

function sender(purpose, { realm, client, go, toast, signedIn }, token, set) {
  async function submit(event, { isBusy }) {
    event.preventDefault();
    if (isBusy) return;
    const { password } = Object.fromEntries(new FormData(event.currentTarget));
    const count = missingCharacters(password);
    if (count) return refuse({ password: t("password.short", { count }) }, t("form.errors", { count: 1 }));
    set({ isBusy: true, message: "", errors: {} });
    try {
      const { email, userErrors } = await SEND[purpose](client, { token, password });
      if (email) return await enter(email, password);
      const end = told(userErrors);
      if (end) return set(end);
      const { fields, whole } = sortErrors(userErrors, ["password"]);
      refuse(fields, whole);
    } catch (error) {
      refuse({}, error.message);
    }
  }

  /** With the password that was just chosen; whatever else a sign-in asks for is asked at its own door. */
  async function enter(email, password) {
    const { signIn } = await client.run("signIn", { input: { email, password, ...placeOf(realm) } });
    if (signIn.next !== "DONE") {
      await go(signInPath(realm), { replace: true });
      return toast(t("door.done"));
    }
    // The link is used up: Back leads to nothing.
    history.replaceState(null, "", homePath(realm));
    signedIn(signIn.viewer);
  }

  function refuse(errors, message) {
    set({ isBusy: false, errors, message });
  }

  return submit;
}

/** Where to sign in, as the API takes it. */
function placeOf(realm) {
  const portal = portalOf(realm);
  return portal ? { portal } : { realm };
}

function form(purpose, { invitation, errors, message, isBusy, isShown }, set, submit) {
  const { name, email, organizationName: company } = invitation;
  const title = t(`door.${purpose}`, { name });
  const words = t(`door.${purpose}.${invitation.portal ? "portal" : "text"}`, { name, company });
  const text = isBusy ? t("password.busy") : t(`door.${purpose}.do`);
  return [
    h("h1", { tabindex: "-1", key: "title" }, title),
    h("p", { class: "sign-in__text" }, words),
    summary(message),
    h("form", { onsubmit: submit, novalidate: true, "aria-label": title }, [
      // Read-only, and there for password managers, which keep it beside the password.
      h("div", { class: "field", key: "email" }, [
        h("label", { class: "field__label", for: "email" }, t("user.email")),
        h("div", { class: "field__box" }, [
          h("input", {
            class: "field__input",
            id: "email",
            name: "email",
            type: "email",
            value: email,
            readonly: true,
            autocomplete: "username",
          }),
        ]),
      ]),
      passwordField(
        {
          id: "password",
          label: t("password.new"),
          hint: t("password.hint"),
          error: errors.password,
          autocomplete: "new-password",
        },
        isShown,
        () => set({ isShown: !isShown }),
      ),
      h("button", {
        class: "button button--main button--wide",
        type: "submit",
        "aria-disabled": isBusy ? "true" : null,
      }, text),
    ]),
  ];
}
