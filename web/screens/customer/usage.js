/** What the customer used, product by product and period by period, and the readings that it follows from. */
import { h } from "../../lib/h.js";
import { addDays, today } from "../../lib/days.js";
import { card } from "../../lib/detail.js";
import { number, time } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { paged } from "../../lib/paged.js";
import { choice, table } from "../../lib/table.js";
import { productsIn } from "../../lib/usage-charts.js";
import { noUsage, prepareUsage, usageView } from "../../lib/usage-view.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

/** How far back usage is shown. Readings go back to the first. */
const DAYS = 430;

export default function usage(context) {
  const { client, params: { id }, go } = context;
  const pathOf = (product) => tabPath(id, "usage") + (product && `&product=${encodeURIComponent(product)}`);
  let prepared = /** @type {any} */ (null);

  /** The charts are asked for once: neither a page nor a product changes them. */
  async function ask(page, product) {
    const variables = { id, from: addDays(today(), -DAYS), isWithTotals: prepared === null, ...page };
    const filter = product && { filter: { product: { id: { eq: product } } } };
    const { customer, reports } = await client.query("customerUsage", { ...variables, ...filter });
    prepared ??= await prepareUsage(reports.usage.totals);
    return { list: customer.usageReadings };
  }

  function readings({ nodes }, product) {
    const names = productsIn(prepared.totals).map(({ id: value, name }) => [value, name]);
    const products = /** @type {[string, string][]} */ ([["", t("readings.product.any")], ...names]);
    const choose = choice("reading-product", t("readings.product"), products, product, (value) => go(pathOf(value)));
    return card("readings", t("readings.title"), [
      h("div", { class: "toolbar card__tools" }, choose),
      nodes.length
        ? table({ caption: t("readings.title"), columns: COLUMNS, rows: nodes })
        : h("p", { class: "card__empty" }, t("readings.none")),
    ]);
  }

  const view = ({ list }, product) => [prepared.charts.length > 0 && usageView(prepared), readings(list, product)];
  /** A product that isn't used any more has no readings, but the others have. */
  const none = async () => (prepared.charts.length ? null : noUsage());
  return paged({ path: pathOf, partIn: productIn, things: "readings", ask, view, none }, context);
}

/** The product whose readings an address names. */
function productIn({ searchParams }) {
  return searchParams.get("product") ?? "";
}

function momentCell({ observedAt, createdAt }) {
  const isLate = createdAt.slice(0, 10) > observedAt.slice(0, 10);
  return [written(observedAt), isLate && h("span", { class: "sub" }, t("readings.late", { time: time(createdAt) }))];
}

function written(value) {
  return h("time", { datetime: value }, time(value));
}

const COLUMNS = [
  { id: "moment", title: t("readings.moment"), isHeading: true, cell: momentCell },
  { id: "product", title: t("readings.product"), cell: ({ product }) => product.name },
  { id: "quantity", title: t("readings.quantity"), isNumber: true, cell: quantityOf },
  { id: "source", title: t("readings.source"), rank: 2, cell: ({ source }) => source },
];

function quantityOf({ quantity, product }) {
  return t("readings.amount", { quantity: number(quantity), unit: product.unit });
}
