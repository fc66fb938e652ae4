/** What the customer has bought for longer, and what that is worth a year, day by day. */
import { h } from "../../lib/h.js";
import { contractTable } from "../../lib/contract-table.js";
import { addDays, today } from "../../lib/days.js";
import { day, money } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { paged } from "../../lib/paged.js";
import { valueCharts } from "../../lib/value-charts.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

/** How far back the line goes, as on the reports. */
const DAYS = 400;

export default function contracts(context) {
  const { client, params: { id } } = context;
  let charts = /** @type {any[] | null} */ (null);

  /** The line is asked for once: turning a page doesn't change it. */
  async function ask(page) {
    const variables = { id, from: addDays(today(), -DAYS), isWithValues: charts === null, ...page };
    const { customer, reports } = await client.query("customerContracts", variables);
    charts ??= await draw(reports.contractValues.totals);
    return { list: customer.contracts };
  }

  const lines = () => charts?.length ? h("div", { class: "reports", key: "lines" }, charts.map(one)) : null;
  const view = ({ list }) => [lines(), contractTable(list.nodes)];
  /** Who has no contract any more may have had one. */
  const none = async () => charts?.length ? [lines(), await nothing()] : nothing();
  return paged({ path: tabPath(id, "contracts"), things: "contracts", ask, view, none }, context);
}

async function draw(totals) {
  if (!totals.length) return [];
  const { createChart } = await import("../../lib/charts/chart.js");
  return valueCharts(createChart, totals);
}

async function nothing() {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "contract", title: t("contracts.empty"), text: t("contracts.none") });
}

function one({ key, last, chart }) {
  const note = t("contracts.now", { amount: money(last.amount), day: day(last.day) });
  return h("section", { class: "card reports__chart", key }, [chart.view(), h("p", { class: "sub" }, note)]);
}
