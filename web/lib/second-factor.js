/** The forms in which one turns one's own second factor on or off, and gets new recovery codes. */
import { h, signal } from "./h.js";
import { formButtons, takesFocus } from "./card-form.js";
import { codeField, missingCode } from "./code-field.js";
import { passwordField, sortErrors, summary } from "./form.js";
import { t } from "./i18n.js";
import { qrCode, qrPath } from "./qr.js";
import "./password-words.js";
import "./second-factor-words.js";

/** What each form sends first. The names are written out, so that whoever looks for what is sent finds it. */
const SEND = {
  turnOn: async (client, { currentPassword }) =>
    (await client.run("startSecondFactor", { input: { currentPassword } })).startSecondFactor,
  turnOff: async (client, input) => (await client.run("removeSecondFactor", { input })).removeSecondFactor,
  renew: async (client, input) => (await client.run("renewRecoveryCodes", { input })).renewRecoveryCodes,
};

/**
 * Makes a form.
 * @param {"turnOn" | "turnOff" | "renew"} name
 * @param {{client: any, email: string, toast: Function, onDone: () => void, onCancel: () => void}} context
 * @returns {() => any} what draws it
 */
export function secondFactorForm(name, { client, email, toast, onDone, onCancel }) {
  const state = signal({ errors: {}, message: "", isBusy: false, isShown: false, secret: "", uri: "", codes: [] });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function send(event, fields, request) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const input = Object.fromEntries(new FormData(event.currentTarget));
    const errors = missing(input, fields);
    const count = Object.keys(errors).length;
    if (count) return set({ errors, message: t("form.errors", { count }) });
    set({ isBusy: true, errors: {}, message: "" });
    try {
      const { userErrors, ...answer } = await request(input);
      const { fields: wrong, whole } = sortErrors(userErrors, fields);
      set({ isBusy: false, errors: wrong, message: whole });
      if (!userErrors.length) accept(answer);
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  function accept({ secret, uri, recoveryCodes }) {
    if (recoveryCodes) return set({ codes: recoveryCodes, secret: "" });
    if (secret) return set({ secret, uri });
    onDone();
  }

  const begin = (event) => {
    const fields = name === "turnOn" ? ["currentPassword"] : ["currentPassword", "code"];
    return send(event, fields, ({ currentPassword, code }) => SEND[name](client, { currentPassword, code }));
  };
  const confirm = (event) =>
    send(event, ["code"], async ({ code }) => (await client.run("confirmSecondFactor", { input: { code } }))
      .confirmSecondFactor);
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      toast(t("factor.copied"));
    } catch {
      toast(t("factor.uncopied"), { isError: true });
    }
  };

  return () => {
    if (state.value.codes.length) return codes(state.value.codes, copy, onDone);
    if (state.value.secret) return secret(state.value, confirm, copy, onCancel);
    return first(name, email, state.value, set, begin, onCancel);
  };
}

function missing({ currentPassword = "", code = "" }, fields) {
  return {
    ...(fields.includes("currentPassword") && !currentPassword && { currentPassword: t("password.current.missing") }),
    ...(fields.includes("code") && !code.trim() && { code: missingCode(false) }),
  };
}

/** The password, and a code where there is an app already. */
function first(name, email, { errors, message, isBusy, isShown }, set, submit, cancel) {
  const label = t(`factor.${name}`);
  return h("form", { class: "card__form", onsubmit: submit, novalidate: true, "aria-label": label, key: "first" }, [
    h("p", { class: "sub" }, t(`factor.how.${name}`)),
    summary(message),
    h("input", { type: "email", name: "email", value: email, autocomplete: "username", hidden: true, key: "email" }),
    passwordField(
      {
        // Other forms of the page ask for it too.
        id: "factor-password",
        name: "currentPassword",
        label: t("password.current"),
        error: errors.currentPassword,
        autocomplete: "current-password",
        ref: takesFocus,
      },
      isShown,
      () => set({ isShown: !isShown }),
    ),
    // Either kind of code is taken here, and so the keyboard of a phone has to have letters.
    name !== "turnOn" && codeField({ isRecovery: false, error: errors.code, hint: t("factor.either"), inputmode: "text" }),
    formButtons(isBusy ? t("password.busy") : name === "turnOn" ? t("factor.next") : label, isBusy, cancel),
  ]);
}

/** The secret, and the first code that the app makes of it. */
function secret({ secret: key, uri, errors, message, isBusy }, submit, copy, cancel) {
  const label = t("factor.turnOn");
  return h("form", { class: "card__form", onsubmit: submit, novalidate: true, "aria-label": label, key: "secret" }, [
    h("p", null, t("factor.secret")),
    picture(uri),
    h("div", { class: "card__buttons" }, [
      h("a", { class: "button", href: uri }, t("factor.open")),
      h("button", { class: "button", type: "button", onclick: () => copy(key) }, t("factor.copy")),
    ]),
    h("p", null, [t("factor.key"), ": ", h("code", { class: "secret" }, key.match(/.{1,4}/g)?.join(" "))]),
    summary(message),
    codeField({ isRecovery: false, error: errors.code, hint: t("factor.first"), ref: takesFocus }),
    formButtons(isBusy ? t("password.busy") : label, isBusy, cancel),
  ]);
}

/** What the phone's camera reads; nothing where the names are too long for it. */
function picture(uri) {
  const code = qrCode(uri);
  if (!code) return null;
  // Four modules of light around it, as cameras need.
  const size = code.length + 8;
  return h("svg", { class: "qr", viewBox: `-4 -4 ${size} ${size}`, role: "img", "aria-label": t("factor.qr") }, [
    h("path", { d: qrPath(code) }),
  ]);
}

/** The recovery codes, which are shown this once. */
function codes(list, copy, done) {
  const title = t("factor.keep");
  return h("div", { class: "card__form", role: "group", "aria-label": title, key: "codes" }, [
    h("h3", { tabindex: "-1", ref: takesFocus }, title),
    h("p", null, t("factor.keep.text")),
    h("ul", { class: "codes" }, list.map((code) => h("li", { key: code }, h("code", null, code)))),
    h("div", { class: "card__buttons" }, [
      h("button", { class: "button", type: "button", onclick: () => copy(list.join("\n")) }, t("factor.copy")),
      h("button", { class: "button", type: "button", onclick: () => globalThis.print() }, t("factor.print")),
      h("button", { class: "button button--main", type: "button", onclick: done }, t("factor.kept")),
    ]),
  ]);
}
