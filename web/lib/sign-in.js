/** The sign-in that every realm has: a form, what may go wrong with it, and how long to wait after too many tries. */
import { h, icon, signal } from "./h.js";
import { field, passwordField, sortErrors, summary } from "./form.js";
import { t } from "./i18n.js";
import { forgotPath } from "./router.js";

const FIELDS = ["email", "password"];

/** The doors of partners and of the operator, each beside the other. */
export default function signIn(context) {
  const { realm } = context;
  const other = realm === "OPERATOR" ? ["/partner/login", t("signin.other")] : ["/admin/login", t("signin.operator")];
  const look = {
    name: realm === "OPERATOR" ? t("signin.operator") : t("signin.do"),
    title: realm === "OPERATOR" ? t("signin.operator") : t("signin.partner"),
    text: realm === "OPERATOR" ? t("signin.operator.text") : t("signin.partner.text"),
    foot: [t("signin.door"), h("a", { href: other[0] }, other[1])],
    forgot: realm === "PARTNER" && h("a", { href: forgotPath(realm) }, t("signin.forgot")),
    place: { realm },
  };
  return signInScreen(look, context);
}

/**
 * The screen of a sign-in.
 * @param {object} look
 * @param {string} look.name what the tab is called
 * @param {string} look.title
 * @param {string} look.text
 * @param {any} look.foot what stands below the form
 * @param {any} [look.forgot] a way out for whoever forgot the password
 * @param {{realm: string} | {portal: string}} look.place where to sign in, as the API takes it
 */
export function signInScreen(look, { url, client, realm, ended, setTitle, signedIn }) {
  const form = signal({ errors: {}, message: "", isBusy: false, isShown: false, wait: 0 });
  const set = (changes) => (form.value = { ...form.value, ...changes });
  // What draws the second step, once the password was right.
  const step = signal(/** @type {null | (() => any)} */ (null));
  setTitle(look.name);

  async function submit(event) {
    event.preventDefault();
    // Read from the fields, not from events: a password manager may fill them without a word.
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
    if (form.value.isBusy || form.value.wait) return;
    const errors = missing(email, password);
    if (Object.keys(errors).length) return refuse(errors, t("signin.both"));
    set({ isBusy: true, message: "", errors: {} });
    try {
      const { signIn: answer } = await client.run("signIn", { input: { email, password, ...look.place } });
      await accept(answer, email);
    } catch (error) {
      if (error.code === "RATE_LIMITED" || error.status === 429) return throttle(error.retryAfter, error.message);
      refuse({}, error.message);
    }
  }

  async function accept({ next = "", challenge = "", viewer = null, userErrors }, email = "") {
    const limited = userErrors.find(({ code }) => code === "RATE_LIMITED");
    if (limited) return throttle(secondsIn(limited.message), limited.message);
    if (userErrors.length) {
      const { fields, whole } = sortErrors(userErrors, FIELDS);
      return refuse(fields, whole);
    }
    if (next === "TOTP") return await askCode(challenge);
    if (next === "CHANGE_PASSWORD") return await askPassword(challenge, email);
    signedIn(viewer);
  }

  function over(message) {
    step.value = null;
    refuse({}, message);
  }

  async function askPassword(challenge, email) {
    const { passwordStep } = await import("./sign-in-password.js");
    refuse({}, "");
    step.value = passwordStep({ challenge, email, client, accept: (answer) => accept(answer, email), over });
  }

  async function askCode(challenge) {
    const { codeStep } = await import("./sign-in-code.js");
    refuse({}, "");
    step.value = codeStep({ challenge, client, ended, signedIn, over });
  }

  /** Somewhere else, by the e-mail's company or by the portal whose door this is. */
  async function leave() {
    if (form.value.isBusy || form.value.wait) return;
    const { portal } = look.place;
    const email = /** @type {HTMLInputElement} */ (document.getElementById("email")).value.trim();
    if (!portal && !email) return refuse({ email: t("signin.email.missing") }, t("form.errors", { count: 1 }));
    set({ isBusy: true, message: "", errors: {} });
    try {
      const { goElsewhere } = await import("./single-sign-on.js");
      const input = { ...(email && { email }), ...(portal && { portal }) };
      const userErrors = await goElsewhere(client, realm, input, url.searchParams.get("next") ?? "");
      if (userErrors.length) await accept({ userErrors });
    } catch (error) {
      refuse({}, error.message);
    }
  }

  function refuse(errors, message) {
    set({ isBusy: false, errors, message });
  }

  function throttle(seconds, message) {
    countDown(form, seconds, message, ended);
  }

  const isOnTheWay = url.searchParams.has("next");
  const elsewhere = realm === "OPERATOR" ? null : leave;
  return { view: () => step.value?.() ?? page(look, isOnTheWay, form.value, set, submit, elsewhere) };
}

/** After too many tries a form waits, and says how long. */
export function countDown(form, seconds = 60, message = "", ended) {
  const set = (changes) => (form.value = { ...form.value, ...changes });
  set({ isBusy: false, wait: seconds, message: message || t("signin.many"), errors: {} });
  const timer = setInterval(() => {
    set({ wait: form.value.wait - 1 });
    if (form.value.wait > 0) return;
    clearInterval(timer);
    set({ message: "" });
  }, 1000);
  ended.addEventListener("abort", () => clearInterval(timer));
}

function missing(email, password) {
  return {
    ...(email.trim() ? {} : { email: t("signin.email.missing") }),
    ...(password ? {} : { password: t("signin.password.missing") }),
  };
}

/** The waiting time that a refusal names, in seconds. */
export function secondsIn(message) {
  const [, amount, unit] = /(\d+)\s*(second|minute|hour)/.exec(message) ?? [];
  return amount ? Number(amount) * { second: 1, minute: 60, hour: 3600 }[unit] : undefined;
}

/** 75 is "1:15". */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function page({ title, text, foot, forgot }, isOnTheWay, form, set, submit, elsewhere) {
  return h("div", { class: "sign-in" }, [
    h("div", { class: "sign-in__card" }, [
      h("span", { class: "brand__mark brand__mark--big" }, icon("logo")),
      h("h1", { tabindex: "-1" }, title),
      h("p", { class: "sign-in__text" }, isOnTheWay ? t("signin.next") : text),
      summary(form.message),
      h("form", { onsubmit: submit, novalidate: true, "aria-label": title }, fields(form, set), button(form)),
      elsewhere &&
      h("button", { class: "button button--wide", type: "button", onclick: elsewhere }, t("signin.sso")),
      forgot && h("p", { class: "sign-in__forgot" }, forgot),
    ]),
    h("p", { class: "sign-in__other" }, foot),
  ]);
}

function fields(form, set) {
  const { errors, isShown } = form;
  const show = () => set({ isShown: !isShown });
  return [
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
    passwordField(
      { id: "password", label: t("signin.password"), autocomplete: "current-password", error: errors.password },
      isShown,
      show,
    ),
  ];
}

function button({ isBusy, wait }) {
  const text = wait ? t("signin.wait", { time: clock(wait) }) : isBusy ? t("signin.busy") : t("signin.do");
  const isOff = isBusy || wait > 0;
  return h("button", {
    class: "button button--main button--wide",
    type: "submit",
    "aria-disabled": isOff ? "true" : null,
  }, text);
}
