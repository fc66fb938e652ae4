/** The figures above the charts of a partner's first page, each held against an earlier one. Pure. */
import { addDays } from "../../lib/days.js";
import { day, money, number } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { productsIn, spanOf } from "../../lib/usage-charts.js";
import "./words.js";

/** How many days before a contract value is held against. */
const BACK = 30;

/**
 * What each product is used now: a figure for each period that runs, together, held against those that ended as these
 * began. Partnerships may begin their periods on different days.
 * @param {any[]} totals of usage, by label and product
 * @param {string} now
 */
export function usageFigures(totals, now) {
  return productsIn(totals).flatMap((product) => {
    const own = totals.filter((total) => total.product.id === product.id);
    const running = own.filter(({ startOn, endOn }) => startOn <= now && now < endOn);
    const shown = running.length ? running : latest(own);
    const before = own.filter(({ endOn }) => shown.some(({ startOn }) => startOn === endOn));
    const text = usageText(product, sum(shown), before, running.length > 0);
    return { id: product.id, name: product.name, value: number(sum(shown)), text, span: spanOf(shown[0]) };
  });
}

function latest(totals) {
  const end = totals.map(({ endOn }) => endOn).sort()[totals.length - 1];
  return totals.filter(({ endOn }) => endOn === end);
}

function sum(totals) {
  return totals.reduce((all, { quantity }) => all + quantity, 0);
}

/** What is added up over a period can't be held against a whole one before the period ends. */
function usageText({ measure }, now, before, isRunning) {
  if (!before.length) return t("home.usage.first");
  const count = sum(before);
  // A label holds together: 2026-10 never ends a line with its hyphen.
  const label = before[0].label.replaceAll("-", "\u2011");
  if (measure === "SUM" && isRunning) return t("home.usage.sum", { count, label });
  return t(`home.usage.${kindOf(now - count)}`, { count: Math.abs(now - count), label });
}

/**
 * What contracts are worth a year in each currency, held against some weeks before.
 * @param {any[]} totals of contract values, by day and currency
 */
export function valueFigures(totals) {
  return [...new Set(totals.map(({ amount }) => amount.currency))].sort().map((currency) => {
    const own = totals.filter(({ amount }) => amount.currency === currency);
    const last = own[own.length - 1];
    const earlier = own.findLast((total) => total.day <= addDays(last.day, -BACK));
    return { id: currency, name: currency, value: money(last.amount), text: valueText(last, earlier), day: last.day };
  });
}

function valueText(last, earlier) {
  if (!earlier) return t("home.value.first");
  const { currency } = last.amount;
  const change = last.amount.minorUnits - earlier.amount.minorUnits;
  const amount = money({ minorUnits: Math.abs(change), currency });
  return t(`home.value.${kindOf(change)}`, { amount, day: day(earlier.day) });
}

function kindOf(change) {
  return change > 0 ? "more" : change < 0 ? "fewer" : "same";
}
