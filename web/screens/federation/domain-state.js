/** How far a domain has come. */
import { t } from "../../lib/i18n.js";
import { badge } from "../../lib/table.js";
import "./words.js";

export const STATES = ["REQUESTED", "APPROVED", "REFUSED"];
const LOOKS = { REQUESTED: "info", APPROVED: "good", REFUSED: "bad" };

export function domainBadge(status) {
  return badge(t(`federation.domain.${status}`), LOOKS[status]);
}
