/** The words of the card that binds one's own account. */
import { learn } from "./i18n.js";

export const WORDS = {
  "sso.title": "Single sign-on",
  "sso.text": "Sign in with {name} instead of a password. You are sent there once, to show who you are.",
  "sso.bound": "Your account is bound to {name}: you sign in there.",
  "sso.bind": "Bind my account to {name}",
  "sso.again": "Bind it to another account there",
  "sso.busy": "One moment…",
};
learn(WORDS);
