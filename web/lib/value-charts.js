/** What contracts are worth a year, day by day: a line with its trend for each currency. */
import { day, money } from "./format.js";
import { conventions, t } from "./i18n.js";
import "./screen-words.js";

/**
 * The charts of a list's totals, and the last total of each.
 * @param {Function} createChart
 * @param {any[]} totals of contract values, by day and currency
 * @param {(day: string) => void} [onChoose]
 * @param {{height?: number, heading?: string}} [look]
 */
export function valueCharts(createChart, totals, onChoose, look = {}) {
  const currencies = [...new Set(totals.map(({ amount }) => amount.currency))].sort();
  return currencies.map((currency) => {
    const rows = totals.filter(({ amount }) => amount.currency === currency);
    const data = {
      title: t("reports.value", { currency }),
      over: t("reports.day"),
      labels: rows.map((row) => ({ id: row.day, text: day(row.day) })),
      series: [{ id: currency, name: currency, values: rows.map(({ amount }) => amount.minorUnits) }],
      write: (minorUnits) => money({ minorUnits, currency }),
      tick: short(currency),
      hasTrend: true,
    };
    const choose = onChoose && (({ label }) => onChoose(label));
    const chart = createChart("lines", data, { id: `value-${currency}`, onChoose: choose, ...look });
    return { key: currency, last: rows[rows.length - 1], chart };
  });
}

/** Money as short as an axis needs it: €172.5K. */
function short(currency) {
  const style = { style: "currency", currency, notation: "compact", maximumFractionDigits: 2 };
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  const format = new Intl.NumberFormat(conventions.locale, /** @type {Intl.NumberFormatOptions} */ (style));
  return (minorUnits) => format.format(minorUnits / 10 ** maximumFractionDigits);
}
