/** The words of choosing a password in place of a temporary one, at the sign-in. */
import { learn } from "./i18n.js";

export const WORDS = {
  "choose.title": "Choose your password",
  "choose.text": "The one that you were given is for this alone. Choose your own, which nobody else knows.",
  "choose.password": "New password",
  "choose.hint": "At least 15 characters. A few words that don't belong together are good, and easy to remember.",
  "choose.short": { one: "One more character is needed.", other: "{count} more characters are needed." },
  "choose.do": "Save and sign in",
  "choose.again": "Start again",
};

learn(WORDS);
