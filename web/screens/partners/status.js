/** The state of a partner company, in a word and a colour. */
import { t } from "../../lib/i18n.js";
import { badge } from "../../lib/table.js";
import "./words.js";

/** Values of OrganizationStatus. */
export const STATUSES = ["ACTIVE", "SUSPENDED"];

/** The state as a badge. */
export function partnerBadge(status) {
  return badge(STATUSES.includes(status) ? t(`partners.status.${status}`) : status, status === "ACTIVE" ? "good" : "bad");
}
