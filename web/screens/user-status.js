/** The state of a user, in a word and a colour. */
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";
import "./settings-words.js";

/** Values of UserStatus. */
export const STATUSES = ["ACTIVE", "INVITED", "DISABLED"];
const TONES = { ACTIVE: "good", INVITED: "info", DISABLED: "plain" };

/** The state as a badge. */
export function userBadge(status) {
  return badge(STATUSES.includes(status) ? t(`users.status.${status}`) : status, TONES[status]);
}
