/** The words of the dialog in which administrators change how a customer's portal looks and where it is. */
import { learn } from "../../lib/i18n.js";

export const WORDS = {
  "look.title": "Portal of {name}",
  "look.save": "Save",
  "look.busy": "Saving…",
  "look.name": "Shown as",
  "look.name.hint": "Left empty, the portal has the name of your company.",
  "look.color": "Colour",
  "look.color.hint": "Six hexadecimal digits behind #, such as #0b5c7a. Left empty, the portal has the usual one.",
  "look.color.pick": "Pick a colour",
  "look.preview": "How the portal wears it. Each theme makes it so dark or light that text stays legible.",
  "look.preview.light": "Light",
  "look.preview.dark": "Dark",
  "look.slug": "Address",
  "look.slug.hint": "The last part of {address}",
  "look.ask": "Move the portal?",
  "look.ask.yes": "Yes, move it",
  "look.ask.no": "No, go back",
  "look.conflict": "Somebody else has changed this portal meanwhile. Here is how it is now; please change it again.",
  "look.missing": "This portal doesn't exist any more.",
  "look.saved": "The portal of {name} is saved.",
};
learn(WORDS);
