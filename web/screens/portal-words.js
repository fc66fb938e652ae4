/** The words of the address of a customer's portal, in the list and on the customer's own page. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "portal.column": "Portal",
  "portal.copy": "Copy address",
  "portal.copy.of": "Copy the portal's address of {name}",
  "portal.copied": "Address copied.",
  "portal.copied.of": "The portal's address of {name} is copied.",
  "portal.uncopied": "The browser doesn't let this page copy. Please select the address yourself.",
  "portal.off": "Disabled",
  "portal.without": "No portal yet",
  "portal.without.of": "{name}: no portal yet",
};
learn(WORDS);
