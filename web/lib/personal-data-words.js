/** The words of what is kept of a person: having it, and erasing it. */
import { learn } from "./i18n.js";
import "./decision-words.js";

export const WORDS = {
  "personal.title": "Your data",
  "personal.text": "Everything that is kept of you, as one file: who you are, what you did, and what you were sent.",
  "personal.download": "Download my data",
  "personal.download.of": "Download as a file",
  "personal.busy": "Gathering…",
  "personal.saved": "The file is saved. The audit log says that it was made.",
  "personal.of": "Personal data of {name}",
  "personal.of.text": "Everything that is kept of {name}, as one file. The audit log says that you had it.",
  "personal.erase": "Erase…",
  "personal.erase.text": "Erasing removes {name} with everything that tells who it was. You are asked first.",
  "personal.erase.gone": "{name} was removed, and only the audit log and mails still tell of it. You are asked first.",
  "personal.erase.title": "Erase {name}?",
  "personal.erase.name": "Name",
  "personal.erase.hint": "Type it as it is written: {name}",
  "personal.erase.yes": "Erase for good",
};
learn(WORDS);
