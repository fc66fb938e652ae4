/** Usage as charts: one for each product, since their units differ and their bars can't share an axis. */
import { addDays } from "./days.js";
import { days, number } from "./format.js";
import { t } from "./i18n.js";
import "./screen-words.js";

/**
 * The charts of a list's totals, by the name of the product.
 * @param {Function} createChart
 * @param {any[]} totals of usage, by label and product
 * @param {(product: any, label: string) => void} [onChoose]
 * @param {{height?: number, heading?: string}} [look]
 */
export function usageCharts(createChart, totals, onChoose, look = {}) {
  return productsIn(totals).map((product) => {
    const rows = totals.filter((total) => total.product.id === product.id);
    const labels = [...new Set(rows.map(({ label }) => label))];
    // Partnerships may begin their periods on different days: what has the same label is one bar.
    const sum = (wanted) => rows.reduce((all, { label, quantity }) => all + (label === wanted ? quantity : 0), 0);
    const data = {
      title: t("reports.usage", { product: product.name, unit: product.unit }),
      over: t("reports.period"),
      labels: labels.map((label) => ({ id: label, text: label })),
      series: [{ id: product.id, name: product.name, values: labels.map(sum) }],
      write: number,
    };
    const choose = onChoose && (({ label }) => onChoose(product, label));
    const note = t("reports.span", { span: spanOf(rows[rows.length - 1]) });
    const options = { id: `usage-${product.id}`, onChoose: choose, ...look };
    return { key: product.id, note, chart: createChart("bars", data, options) };
  });
}

/** Every product that totals are of, by name. */
export function productsIn(totals) {
  const products = new Map(totals.map(({ product }) => [product.id, product]));
  return [...products.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** The days of a period, whose end is the first day after it. */
export function spanOf({ startOn, endOn }) {
  return days(startOn, addDays(endOn, -1));
}
