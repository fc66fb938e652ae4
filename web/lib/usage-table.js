/** One customer's usage as a table: a row for each period, the latest first, and a column for each product. */
import { h } from "./h.js";
import { today } from "./days.js";
import { number } from "./format.js";
import { t } from "./i18n.js";
import { badge, none, table } from "./table.js";
import { productsIn, spanOf } from "./usage-charts.js";
import "./customer-words.js";

/**
 * The rows of the table. Where two periods of a partnership follow each other, each figure knows the one before.
 * @param {any[]} totals of usage, by label and product
 */
export function usageRows(totals) {
  const labels = [...new Set(totals.map(({ label }) => label))].sort();
  const at = (label, { id }) => totals.find((total) => total.label === label && total.product.id === id)?.quantity;
  return labels.map((label, place) => {
    const { startOn, endOn } = totals.find((total) => total.label === label);
    const figure = (product) => [product.id, { now: at(label, product), before: at(labels[place - 1], product) }];
    return { id: label, startOn, endOn, figures: Object.fromEntries(productsIn(totals).map(figure)) };
  }).reverse();
}

/** What a figure is against the one before it, in words; nothing without one. */
export function change({ now, before }) {
  if (now === undefined || before === undefined) return null;
  const kind = now > before ? "more" : now < before ? "fewer" : "same";
  return t(`usage.${kind}`, { count: Math.abs(now - before) });
}

/** A figure of a period beside the one before it: "2026-11: 6 more than before". */
export function changeIn(label, figure) {
  const text = change(figure);
  return text ? t("usage.in", { label, change: text }) : label;
}

/** The table itself. */
export function usageTable(totals) {
  const now = today();
  const isRunning = ({ startOn, endOn }) => startOn <= now && now < endOn;
  const period = (row) => [
    h("span", { class: "with-badge" }, row.id, isRunning(row) && badge(t("usage.now"), "info")),
    h("span", { class: "sub" }, spanOf(row)),
  ];
  const columns = [
    { id: "period", title: t("reports.period"), isHeading: true, cell: period },
    ...productsIn(totals).map(column),
  ];
  return table({ caption: t("usage.table"), columns, rows: usageRows(totals) });
}

function column({ id, name, unit }) {
  const cell = ({ figures }) => {
    const figure = figures[id];
    if (figure.now === undefined) return none();
    return [number(figure.now), h("span", { class: "sub" }, change(figure))];
  };
  return { id, title: t("usage.column", { product: name, unit }), isNumber: true, cell };
}
