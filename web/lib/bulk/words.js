/** The words of the bar that says what may be done with the chosen rows of a list. */
import { learn } from "../i18n.js";

export const WORDS = {
  "bulk.bar": "What to do with several",
  "bulk.column": "Choose",
  "bulk.one": "Choose {name}",
  "bulk.all": { one: "Choose the one on this page", other: "Choose all {count} on this page" },
  "bulk.count": "{count} chosen",
  "bulk.clear": "Choose none",
  "bulk.do.reinvite": "Invite {count} again",
  "bulk.do.disable": "Disable {count}",
  "bulk.do.enable": "Enable {count}",
  "bulk.do.remove": "Remove {count}",
  "bulk.do.portalOn": { one: "Enable {count} portal", other: "Enable {count} portals" },
  "bulk.do.portalOff": { one: "Disable {count} portal", other: "Disable {count} portals" },
};
learn(WORDS);
