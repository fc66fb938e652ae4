/** One customer's usage: the charts, what they count, and the same by period. */
import { h } from "./h.js";
import { card } from "./detail.js";
import { t } from "./i18n.js";
import { usageCharts } from "./usage-charts.js";
import { usageTable } from "./usage-table.js";
import "./customer-words.js";

/**
 * Makes the charts once: each remembers what was focused and hidden.
 * @param {any[]} given usage of one customer, by label and product, in any order
 */
export async function prepareUsage(given) {
  const totals = given.toSorted((one, other) => (one.label < other.label ? -1 : 1));
  if (!totals.length) return { totals, charts: [] };
  const { createChart } = await import("./charts/chart.js");
  return { totals, charts: usageCharts(createChart, totals) };
}

/** Charts side by side. */
export function usageChartCards({ charts, totals }) {
  const measure = (key) => totals.find(({ product }) => product.id === key).product.measure;
  const one = ({ key, chart }) =>
    h("section", { class: "card reports__chart", key }, [
      chart.view(),
      h("p", { class: "sub" }, t(`usage.measure.${measure(key)}`)),
    ]);
  return h("div", { class: "reports" }, charts.map(one));
}

/** All of it. */
export function usageView(usage) {
  return [usageChartCards(usage), card("periods", t("usage.table"), usageTable(usage.totals))];
}

/** Where nothing was counted. */
export async function noUsage() {
  const { notice } = await import("./states.js");
  return notice({ symbol: "chart", title: t("usage.empty"), text: t("usage.empty.text") });
}
