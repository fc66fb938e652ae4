/** What the customer has bought for longer, and what that is worth a year, day by day. */
import { h } from "../../lib/h.js";
import { contractTable } from "../../lib/contract-table.js";
import { addDays, today } from "../../lib/days.js";
import { day, money } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { loaded } from "../../lib/loaded.js";
import { valueCharts } from "../../lib/value-charts.js";
import "./words.js";

/** How far back the line goes, as on the reports. */
const DAYS = 400;

export default function contracts({ client, params, ended }) {
  async function ask() {
    const variables = { id: params.id, from: addDays(today(), -DAYS) };
    const { customer, reports } = await client.query("customerContracts", variables);
    const { contracts: found } = customer;
    const charts = await draw(reports.contractValues.totals);
    return { found, charts, empty: found.totalCount || charts.length ? null : await nothing() };
  }

  return loaded({ ask, view }, ended);
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

function view({ found, charts, empty }) {
  if (empty) return empty;
  const { nodes, totalCount } = found;
  const whole = t("contracts.count", { count: totalCount });
  return [
    h("div", { class: "reports" }, charts.map(one)),
    nodes.length > 0 && contractTable(nodes),
    nodes.length < totalCount && h("p", { class: "sub" }, t("list.part", { part: nodes.length, whole })),
  ];
}

function one({ key, last, chart }) {
  const note = t("contracts.now", { amount: money(last.amount), day: day(last.day) });
  return h("section", { class: "card reports__chart", key }, [chart.view(), h("p", { class: "sub" }, note)]);
}
