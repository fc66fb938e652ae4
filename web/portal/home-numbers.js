/** The counters of a portal's first page. */
import { counter } from "../lib/first-page.js";
import { number } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { productsIn } from "../lib/usage-charts.js";
import { changeIn, usageRows } from "../lib/usage-table.js";
import "./words.js";

/** The latest figure of each product, and the contracts that run. */
export function customerNumbers(customer, home) {
  const totals = customer.usage.nodes;
  const [latest] = usageRows(totals);
  const usage = productsIn(totals).map(({ id, name, unit }) => {
    const figure = latest.figures[id];
    const text = changeIn(latest.id, figure);
    const title = t("usage.column", { product: name, unit });
    return counter({ id, path: `${home}/usage`, title, value: number(figure.now ?? 0), text });
  });
  const { totalCount: running } = customer.running;
  const contracts = {
    id: "contracts",
    path: `${home}/contracts`,
    title: t("home.contracts"),
    value: number(running),
    text: t("home.contracts.text"),
  };
  return [usage, (running > 0 || !usage.length) && counter(contracts)];
}

/** What only the administrator is told. */
export function adminNumbers({ pending, overdue, enabled, invited }, home) {
  const late = overdue.totalCount;
  const open = {
    id: "open",
    path: `${home}/invoices?status=${late ? "OVERDUE" : "PENDING"}`,
    title: t(late ? "home.overdue" : "home.pending"),
    value: number(late || pending.totalCount),
    text: t(late ? "home.overdue.text" : "home.pending.text"),
    isBad: late > 0,
  };
  const people = {
    id: "people",
    path: `${home}/people?state=ENABLED`,
    title: t("home.people"),
    value: number(enabled.totalCount),
    text: t("home.people.invited", { count: invited.totalCount }),
  };
  return [counter(open), counter(people)];
}
