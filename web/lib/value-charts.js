/** What contracts are worth a year, day by day: a line with its trend for each currency. */
import { day, money } from "./format.js";
import { t } from "./i18n.js";
import "./screen-words.js";

/**
 * The charts of a list's totals, and the last total of each.
 * @param {Function} createChart
 * @param {any[]} totals of contract values, by day and currency
 * @param {(day: string) => void} [onChoose]
 */
export function valueCharts(createChart, totals, onChoose) {
  const currencies = [...new Set(totals.map(({ amount }) => amount.currency))].sort();
  return currencies.map((currency) => {
    const rows = totals.filter(({ amount }) => amount.currency === currency);
    const data = {
      title: t("reports.value", { currency }),
      over: t("reports.day"),
      labels: rows.map((row) => ({ id: row.day, text: day(row.day) })),
      series: [{ id: currency, name: currency, values: rows.map(({ amount }) => amount.minorUnits) }],
      write: (minorUnits) => money({ minorUnits, currency }),
      hasTrend: true,
    };
    const choose = onChoose && (({ label }) => onChoose(label));
    const chart = createChart("lines", data, { id: `value-${currency}`, onChoose: choose });
    return { key: currency, last: rows[rows.length - 1], chart };
  });
}
