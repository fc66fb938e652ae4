/** The page that the link to a new e-mail leads to. It asks once more: programs that look at mails follow links too. */
import { h } from "../lib/h.js";
import { summary } from "../lib/form.js";
import { t } from "../lib/i18n.js";
import { homePath, signInPath } from "../lib/router.js";
import { linkPage, told } from "./link.js";

export default function confirmEmail(context) {
  const { realm, viewer, client, go, toast, signedOut } = context;

  /** Every session has ended, the one of this browser too, if it had one. */
  async function leave(email) {
    const message = t("door.email.done", { email });
    // The link is used up: Back leads to nothing.
    history.replaceState(null, "", homePath(realm));
    if (viewer) return signedOut(message);
    await go(signInPath(realm), { replace: true });
    toast(message);
  }

  return linkPage("EMAIL_CHANGE", context, ({ token, set }) => {
    const send = async ({ isBusy }) => {
      if (isBusy) return;
      set({ isBusy: true, message: "" });
      try {
        const { email, userErrors } = (await client.run("confirmEmailChange", { input: { token } })).confirmEmailChange;
        if (email) return await leave(email);
        set(told(userErrors) ?? { isBusy: false, message: userErrors[0]?.message ?? "" });
      } catch (error) {
        set({ isBusy: false, message: error.message });
      }
    };
    return (state) => page(state, () => send(state));
  });
}

function page({ invitation, message, isBusy }, onConfirm) {
  const { name, email, organizationName: company, portal } = invitation;
  const text = t(portal ? "door.EMAIL_CHANGE.portal" : "door.EMAIL_CHANGE.text", { name, company });
  return [
    h("h1", { tabindex: "-1", key: "title" }, t("door.EMAIL_CHANGE", { email })),
    h("p", { class: "sign-in__text" }, text),
    summary(message),
    h("button", {
      class: "button button--main button--wide",
      type: "button",
      onclick: onConfirm,
      "aria-disabled": isBusy ? "true" : null,
    }, isBusy ? t("password.busy") : t("door.EMAIL_CHANGE.do")),
  ];
}
