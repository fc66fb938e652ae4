/** What a task says, in words and colours. */
import { h } from "../lib/h.js";
import { day, moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";

/** The colour of each severity. */
export const TONES = { HIGH: "bad", MEDIUM: "warn", LOW: "info" };

/** What is to be looked at, in words: "Contract PO-123 ends in 12 days". */
export function whatCell({ type, figure, dueOn, product, contract, resolvedAt }) {
  const words = { count: figure ?? 0, product: product?.name ?? "", order: contract?.orderNumber ?? "" };
  const details = [
    dueOn && t("tasks.due", { day: day(dueOn) }),
    resolvedAt && t("tasks.resolved", { day: day(resolvedAt) }),
  ];
  return [
    t(`tasks.type.${type}`, words),
    details.some(Boolean) && h("span", { class: "sub" }, details.filter(Boolean).join(" · ")),
  ];
}

/** How urgent it is. */
export function severityCell({ severity }) {
  return badge(t(`tasks.severity.${severity}`), TONES[severity]);
}

/** Since when it stands there. */
export function openedCell({ openedAt }) {
  return h("time", { datetime: openedAt, title: moment(openedAt) }, day(openedAt));
}
