/** The state of somebody who may sign in at a customer's portal, in a word and a colour. */
import { t } from "./i18n.js";
import { badge } from "./table.js";
import "./customer-words.js";

/** Values of PortalUserState. */
export const STATES = ["ENABLED", "DISABLED", "UNCONFIRMED"];
const TONES = { ENABLED: "good", DISABLED: "plain", UNCONFIRMED: "info" };

/** The state as a badge. */
export function portalUserBadge(state) {
  return badge(t(`people.state.${state}`), TONES[state]);
}
