/** The words of what administrators do with several customers at once. */
import { learn } from "../../lib/i18n.js";

export const WORDS = {
  "manage.bulk.portalOn": { one: "Enable {count} portal?", other: "Enable {count} portals?" },
  "manage.bulk.portalOff": { one: "Disable {count} portal?", other: "Disable {count} portals?" },
  "manage.bulk.disable": { one: "Disable {count} customer?", other: "Disable {count} customers?" },
  "manage.bulk.enable": { one: "Enable {count} customer?", other: "Enable {count} customers?" },
  "manage.bulk.portalOn.text":
    "Where there is no portal yet, one is made, and whoever has the customer's e-mail is invited as its " +
    "administrator. Where there was one, its people can sign in again.",
  "manage.bulk.enable.text":
    "They count among the active customers again. Portals that were disabled with them are enabled with them.",
};
learn(WORDS);
