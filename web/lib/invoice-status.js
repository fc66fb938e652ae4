/** The state of an invoice, in words and colours, and how late it is. */
import { today } from "./days.js";
import { t } from "./i18n.js";
import { badge } from "./table.js";

/** Values of InvoiceStatus. */
export const STATUSES = ["PENDING", "OVERDUE", "PAID"];
const TONES = { PENDING: "info", OVERDUE: "loud", PAID: "good" };
const DAY = 86_400_000;

/** The state as a badge: what is overdue stands out from everything else. */
export function invoiceBadge(status) {
  return badge(STATUSES.includes(status) ? t(`invoices.status.${status}`) : status, TONES[status]);
}

/** "12 days late", or when it has to be paid if that is soon; null where there is nothing to say. */
export function lateness({ status, dueOn }) {
  if (status === "PAID") return null;
  const days = Math.round((Date.parse(today()) - Date.parse(dueOn)) / DAY);
  return days > 0 ? t("invoices.late", { count: days }) : null;
}
