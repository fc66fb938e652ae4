/** The words of the dialogs that ask before something is done. */
import { learn } from "./i18n.js";

export const WORDS = {
  "decision.close": "Close",
  "decision.cancel": "Cancel",
  "decision.looking": "Looking what comes of it…",
  "leave.title": "Leave without saving?",
  "leave.yes": "Leave",
  "leave.no": "Keep editing",
};
learn(WORDS);
