/** The cards of what one signs in with, and where one has. Forms come when they are wanted. */
import { h, signal } from "./h.js";
import { bones, card, focusAgain } from "./detail.js";
import { t } from "./i18n.js";
import { personalDataCard } from "./personal-data-card.js";
import { sessionCard } from "./session-card.js";
import { singleSignOnCard } from "./single-sign-on-card.js";
import "./password-words.js";

/** @returns {() => any[]} what draws them */
export function credentialCards(context) {
  const { client, viewer, signedOut, profileChanged } = context;
  const kind = viewer.realm === "PARTNER" ? "conventions" : "naming";
  const naming = formCard(kind, t(`${kind}.text`, { name: viewer.name }), async (onCancel) => {
    const { changeProfile } = await import("./change-profile.js");
    const onChanged = (name) => profileChanged(name, t("naming.changed"));
    return await changeProfile({ client, viewer, onChanged, onCancel });
  });
  const email = formCard("email", t("email.text", { email: viewer.email }), async (onCancel) => {
    const { changeEmail } = await import("./change-email.js");
    return changeEmail({ client, onCancel });
  });
  const password = formCard("password", t("password.text"), async (onCancel) => {
    const { changePassword } = await import("./change-password.js");
    const onChanged = () => signedOut(t("password.changed"));
    return changePassword({ client, email: viewer.email, onChanged, onCancel });
  });
  const factor = factorCard(context);
  const sessions = sessionCard(context);
  const personal = personalDataCard(context);
  // The operators' e-mails are changed at the machine itself, and no company is theirs to sign in at.
  const isOperator = viewer.realm === "OPERATOR";
  const elsewhere = isOperator ? () => null : singleSignOnCard(context);
  return () => [
    naming(),
    !isOperator && email(),
    password(),
    factor(),
    elsewhere(),
    sessions(),
    personal(),
  ];
}

function formCard(name, text, load) {
  const form = signal(/** @type {null | (() => any)} */ (null));
  const close = () => (form.value = null, focusAgain(`open-${name}`));
  const open = async () => (form.value = await load(close));
  const opener = { class: "button", type: "button", id: `open-${name}`, onclick: open };
  const closed = () =>
    h("div", { class: "card__form" }, [
      h("p", { class: "sub" }, text),
      h("button", opener, t(`${name}.change`)),
    ]);
  return () => card(name, t(`${name}.title`), form.value?.() ?? closed());
}

/** Whether signing in takes a code, and what can be done about it. */
function factorCard({ client, viewer, ended, toast }) {
  const state = signal(/** @type {{standing: any, form: null | (() => any)}} */ ({ standing: null, form: null }));
  load();

  async function load() {
    try {
      const { viewer: standing } = await client.query("secondFactor");
      if (!ended.aborted) state.value = { standing, form: null };
    } catch (error) {
      if (!ended.aborted && error.kind !== "auth") toast(error.message, { isError: true });
    }
  }

  async function open(name) {
    const { secondFactorForm } = await import("./second-factor.js");
    const onDone = async () => {
      await load();
      toast(t(`factor.done.${name}`));
      document.getElementById("title-factor")?.closest("section")?.querySelector("button")?.focus();
    };
    const onCancel = () => (state.value = { ...state.value, form: null }, focusAgain(`factor-${name}`));
    const form = secondFactorForm(name, { client, email: viewer.email, toast, onDone, onCancel });
    state.value = { ...state.value, form };
  }

  const opener = (name) => ({ class: "button", type: "button", id: `factor-${name}`, onclick: () => open(name) });
  const button = (name) => h("button", opener(name), t(`factor.${name}`));
  const closed = ({ hasSecondFactor, recoveryCodesLeft: count }) =>
    h("div", { class: "card__form", key: "closed" }, [
      h("p", { class: "sub" }, hasSecondFactor ? t("factor.on") : t("factor.off")),
      hasSecondFactor && h("p", null, t("factor.codes", { count })),
      h("div", { class: "card__buttons" }, hasSecondFactor ? [button("renew"), button("turnOff")] : button("turnOn")),
    ]);
  const content = () => state.value.form?.() ?? (state.value.standing ? closed(state.value.standing) : bones());
  return () => card("factor", t("factor.title"), content());
}
