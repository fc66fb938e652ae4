/** The words of viewing as somebody else. */
import { learn } from "./i18n.js";

export const WORDS = {
  "viewing.text": "You see the portal as {name}. Nothing can be changed. Signed in: {own}.",
  "viewing.end": "Stop viewing",
  "viewing.start": "View the portal as {name}?",
  "viewing.start.yes": "View as {name}",
  "viewing.start.text":
    "You see what {name} sees, for an hour at most, and can't change anything. Where {name} is signed in, passwords and API keys stay hidden. Both your names stand in the audit log.",
};
learn(WORDS);
