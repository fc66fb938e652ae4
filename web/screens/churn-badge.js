/** How likely a customer is to leave, as a word with a colour. */
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";

/** The bands from the worst on, and the colour of each. */
export const TONES = { HIGH: "bad", MEDIUM: "warn", LOW: "good", NOT_ENOUGH_DATA: "plain" };

/** @param {{band: keyof typeof TONES}} churn */
export function churnBadge({ band }) {
  return badge(t(`churn.band.${band}`), TONES[band]);
}
