/** The counters of a customer: usage where it is counted, contracts where there are any, tasks and invoices. */
import { daysTo } from "../../lib/days.js";
import { counter } from "../../lib/first-page.js";
import { day, money, number } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { productsIn } from "../../lib/usage-charts.js";
import { changeIn, usageRows } from "../../lib/usage-table.js";
import "./words.js";

/** All of them, each leading to the tab that it is taken from. */
export function numbers(data, path) {
  const { usage, contracts, contractValues, tasks, overdue, churn } = data;
  return [
    ...used(usage.totals, path),
    contractValues.nodes[0] && worth(contractValues.nodes[0], path),
    (contracts.totalCount > 0 || contractValues.nodes[0]) && ending(contracts, path),
    churn && risk(churn, path),
    open(tasks, data.high, path),
    late(overdue, path),
  ];
}

function used(totals, path) {
  const [latest] = usageRows(totals);
  return productsIn(totals).map(({ id, name, unit }) => {
    const figure = latest.figures[id];
    return counter({
      id,
      path: `${path}?tab=usage`,
      title: t("usage.column", { product: name, unit }),
      value: number(figure.now ?? 0),
      text: changeIn(latest.id, figure),
    });
  });
}

function worth({ day: date, amount }, path) {
  return counter({
    id: "value",
    path: `${path}?tab=contracts`,
    title: t("overview.value", { currency: amount.currency }),
    value: money(amount),
    text: t("overview.value.day", { day: day(date) }),
  });
}

function ending({ nodes: [next] }, path) {
  return counter({
    id: "end",
    path: `${path}?tab=contracts`,
    title: t("overview.end"),
    value: next ? t("overview.end.days", { count: daysTo(next.endsOn) }) : t("overview.end.none"),
    text: next ? `${day(next.endsOn)} · ${next.product.name}` : t("overview.end.text"),
  });
}

function risk({ band, score, day: on }, path) {
  return counter({
    id: "risk",
    path: `${path}?tab=engagement`,
    title: t("churn.title"),
    value: t(`churn.band.${band}`),
    text: score === null ? day(on) : t("overview.risk.score", { score, day: day(on) }),
    isBad: band === "HIGH",
  });
}

function open({ totalCount }, high, path) {
  const count = high.totalCount;
  return counter({
    id: "tasks",
    path: `${path}?tab=tasks`,
    title: t("overview.tasks"),
    value: number(totalCount),
    text: totalCount ? t(count ? "overview.tasks.high" : "overview.tasks.calm", { count }) : t("overview.tasks.none"),
    isBad: count > 0,
  });
}

function late({ totalCount, nodes: [oldest] }, path) {
  return counter({
    id: "late",
    path: `${path}?tab=invoices`,
    title: t("overview.late"),
    value: number(totalCount),
    text: oldest ? t("overview.late.since", { day: day(oldest.dueOn) }) : t("overview.late.none"),
    isBad: totalCount > 0,
  });
}
