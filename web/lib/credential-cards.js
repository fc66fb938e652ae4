/** The cards of what one signs in with, and where one has. Forms come when they are wanted. */
import { h, signal } from "./h.js";
import { card } from "./detail.js";
import { t } from "./i18n.js";
import { sessionCard } from "./session-card.js";
import "./password-words.js";

/** @returns {() => any[]} what draws them */
export function credentialCards(context) {
  const { client, viewer, signedOut, profileChanged } = context;
  const kind = viewer.realm === "PARTNER" ? "conventions" : "naming";
  const naming = formCard(kind, t(`${kind}.text`, { name: viewer.name }), async () => {
    const { changeProfile } = await import("./change-profile.js");
    return await changeProfile({ client, viewer, onChanged: (name) => profileChanged(name, t("naming.changed")) });
  });
  const email = formCard("email", t("email.text", { email: viewer.email }), async () => {
    const { changeEmail } = await import("./change-email.js");
    return changeEmail({ client });
  });
  const password = formCard("password", t("password.text"), async () => {
    const { changePassword } = await import("./change-password.js");
    const onChanged = () => signedOut(t("password.changed"));
    return changePassword({ client, email: viewer.email, onChanged });
  });
  const sessions = sessionCard(context);
  // The operator's e-mail is the installation's affair.
  return () => [naming(), viewer.realm !== "OPERATOR" && email(), password(), sessions()];
}

function formCard(name, text, load) {
  const form = signal(/** @type {null | (() => any)} */ (null));
  const open = async () => (form.value = await load());
  const closed = () =>
    h("div", { class: "card__form" }, [
      h("p", { class: "sub" }, text),
      h("button", { class: "button", type: "button", onclick: open }, t(`${name}.change`)),
    ]);
  return () => card(name, t(`${name}.title`), form.value?.() ?? closed());
}
