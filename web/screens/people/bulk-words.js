/** The words of what administrators do with several users at once. */
import { learn } from "../../lib/i18n.js";

export const WORDS = {
  "users.bulk.reinvite": { one: "Invite {count} user again?", other: "Invite {count} users again?" },
  "users.bulk.disable": { one: "Disable {count} user?", other: "Disable {count} users?" },
  "users.bulk.enable": { one: "Enable {count} user?", other: "Enable {count} users?" },
  "users.bulk.remove": { one: "Remove {count} user?", other: "Remove {count} users?" },
  "users.bulk.reinvite.text": "Everybody gets another link by mail; the one before stops working.",
  "users.bulk.enable.text": "Everybody gets back what the role allows. Sessions that were ended stay ended.",
};
learn(WORDS);
