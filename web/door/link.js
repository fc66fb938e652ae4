/** What the pages that links of mails lead to share: whom the link is for, and what to do where it doesn't work. */
import { h, icon, signal } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { forgotPath, homePath, portalOf, signInPath } from "../lib/router.js";
import "../lib/password-words.js";
import "./words.js";

/**
 * A page that a link leads to.
 * @param {string} purpose
 * @param {any} context of the screen
 * @param {(page: {token: string, set: (changes: object) => void}) => (state: any) => any} body what is drawn once it
 * is known whom the link is for, from `invitation`, `errors`, `message`, `isBusy` and `isShown`
 */
export function linkPage(purpose, { url, realm, client, setTitle }, body) {
  // Behind #, so that it reaches no server's log.
  const token = url.hash.slice(1);
  const start = { invitation: null, refusal: "", errors: {}, message: "", isBusy: false, isShown: false };
  const state = signal(start);
  const set = (changes) => (state.value = { ...state.value, ...changes });
  setTitle(t(`door.${purpose}.name`));

  async function open() {
    try {
      const answer = (await client.run("openInvitation", { input: { token, purpose } })).openInvitation;
      set({ invitation: answer.invitation, refusal: answer.userErrors[0]?.message ?? "" });
    } catch (error) {
      set({ refusal: error.message });
    }
  }

  const drawn = body({ token, set });
  open();
  return { view: () => page(purpose, realm, state.value, drawn) };
}

/** What became of a try: a fault of the link ends the page, others are told in the form. */
export function told(userErrors) {
  const fault = userErrors.find(({ field }) => field?.at(-1) === "token");
  return fault && { refusal: fault.message };
}

/** In the clock of whoever reads it: whose account it is has no say before they are in. */
function localTime(value) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" }).format(new Date(value));
}

function page(purpose, realm, state, drawn) {
  const { invitation, refusal } = state;
  const body = refusal ? broken(purpose, realm, refusal) : invitation ? drawn(state) : looking();
  return h("div", { class: "sign-in" }, [
    h("div", { class: "sign-in__card" }, [
      h("span", { class: "brand__mark brand__mark--big" }, icon("logo")),
      body,
    ]),
    invitation && !refusal &&
    h("p", { class: "sign-in__other" }, t("door.until", { time: localTime(invitation.expiresAt) })),
  ]);
}

function looking() {
  return h("h1", { tabindex: "-1", key: "looking" }, t("door.looking"));
}

/** Where another link is to be had. */
function elsewhere(purpose, realm) {
  switch (purpose) {
    case "PASSWORD_RESET":
      return [forgotPath(realm), "door.to.forgot"];
    case "EMAIL_CHANGE":
      return [portalOf(realm) ? `${homePath(realm)}/account` : "/settings/account", "door.to.account"];
    default:
      return [signInPath(realm), "door.to.sign-in"];
  }
}

function broken(purpose, realm, refusal) {
  const [path, word] = elsewhere(purpose, realm);
  const focus = (node) => node && queueMicrotask(() => node.focus());
  return [
    h("h1", { tabindex: "-1", key: "broken", ref: focus }, t("door.broken")),
    h("p", { class: "sign-in__text" }, refusal),
    h("a", { class: "button button--wide", href: path }, t(word)),
  ];
}
