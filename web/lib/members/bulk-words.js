/** The words of what is done with several users of a customer's portal at once. */
import { learn } from "../i18n.js";

export const WORDS = {
  "members.bulk.reinvite": { one: "Invite {count} user again?", other: "Invite {count} users again?" },
  "members.bulk.disable": { one: "Disable {count} user?", other: "Disable {count} users?" },
  "members.bulk.enable": { one: "Enable {count} user?", other: "Enable {count} users?" },
  "members.bulk.remove": { one: "Remove {count} user?", other: "Remove {count} users?" },
  "members.bulk.reinvite.text": "Everybody gets another link by mail. The one before stops working.",
  "members.bulk.enable.text": "They can sign in again. Sessions that were ended stay ended.",
};
learn(WORDS);
