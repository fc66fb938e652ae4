/** What became of a mail, in a word and a colour. */
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";
import "./mail-words.js";

/** Values of MailState. */
export const STATES = ["QUEUED", "HELD", "SENT", "FAILED", "CANCELLED"];
const TONES = { QUEUED: "info", HELD: "info", SENT: "good", FAILED: "bad", CANCELLED: "plain" };

/** The state as a badge. */
export function mailBadge(state) {
  return badge(STATES.includes(state) ? t(`mails.state.${state}`) : state, TONES[state]);
}
