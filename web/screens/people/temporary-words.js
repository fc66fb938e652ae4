/** The words of the dialog in which a temporary password is made and shown. */
import { learn } from "../../lib/i18n.js";
import "../../lib/decision-words.js";

export const WORDS = {
  "temporary.title": "A temporary password for {name}",
  "temporary.yes": "Make the password",
  "temporary.shown": "Hand it over now: it is shown this once. {name} signs in with it and chooses another one.",
  "temporary.password": "Password",
  "temporary.copy": "Copy",
  "temporary.copied": "Copied.",
  "temporary.uncopied": "The browser didn't let it be copied. Select it instead.",
  "temporary.until": "Works until {time}",
  "temporary.done": "Done",
};
learn(WORDS);
