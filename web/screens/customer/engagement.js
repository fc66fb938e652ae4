/** How lively the customer is, how likely it is to leave, and what that is made of. */
import { h } from "../../lib/h.js";
import { addDays, today } from "../../lib/days.js";
import { card } from "../../lib/detail.js";
import { day, moment, number, time } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { loaded } from "../../lib/loaded.js";
import { table } from "../../lib/table.js";
import { churnBadge } from "../churn-badge.js";
import "./words.js";

/** Fourteen months. */
const DAYS = 427;

export default function engagement({ client, params, ended }) {
  async function ask() {
    const variables = { id: params.id, from: addDays(today(), -DAYS) };
    const { customer } = await client.query("customerEngagement", variables);
    const { engagement: weeks, churnAssessments, churn } = customer;
    if (!weeks.nodes.length && !churn) return { empty: await nothing() };
    const chart = weeks.nodes.length ? await draw(weeks.nodes, churnAssessments.nodes) : null;
    return { chart, churn, latest: weeks.nodes[0] };
  }

  return loaded({ ask, view }, ended);
}

async function nothing() {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "chart", title: t("engagement.empty"), text: t("engagement.empty.text") });
}

async function draw(weeks, assessments) {
  const { createChart } = await import("../../lib/charts/chart.js");
  return createChart("lines", lively(weeks, assessments), { id: "engagement" });
}

/** Both scores by day, the oldest first: where one rises, the other falls. */
export function lively(weeks, assessments) {
  const risks = new Map(assessments.map(({ day: on, score }) => [on, score]));
  const rows = weeks.toReversed();
  return {
    title: t("engagement.title"),
    over: t("engagement.day"),
    labels: rows.map(({ day: on }) => ({ id: on, text: day(on) })),
    series: [
      { id: "engagement", name: t("engagement.score"), values: rows.map(({ score }) => score) },
      { id: "risk", name: t("churn.title"), values: rows.map(({ day: on }) => risks.get(on) ?? null) },
    ],
    write: number,
  };
}

function view({ chart, churn, latest, empty }) {
  if (empty) return empty;
  return [
    churn && card("churn", t("churn.title"), judged(churn)),
    chart && h("section", { class: "card", key: "chart" }, [
      chart.view(),
      h("p", { class: "sub engagement__note" }, [t("engagement.formula"), " ", week(latest)]),
    ]),
  ];
}

function judged(churn) {
  const { score, day: on, modelVersion, factors } = churn;
  const words = { score, day: day(on), version: modelVersion };
  return [
    h("p", { class: "churn__sum" }, [
      churnBadge(churn),
      h("span", null, t(score === null ? "churn.unknown" : "churn.sum", words)),
    ]),
    score === null
      ? h("p", { class: "card__empty" }, t("churn.wait"))
      : table({ caption: t("churn.factors"), columns: COLUMNS, rows: factors.nodes }),
    score !== null && h("p", { class: "sub engagement__note" }, t("churn.formula", words)),
  ];
}

const COLUMNS = [
  { id: "what", title: t("churn.factor"), isHeading: true, cell: ({ code }) => t(`churn.code.${code}`) },
  {
    id: "value",
    title: t("churn.value"),
    isNumber: true,
    cell: ({ code, value }) => t(`churn.unit.${code}`, { count: value }),
  },
  {
    id: "threshold",
    title: t("churn.threshold"),
    isNumber: true,
    cell: ({ code, threshold }) => t(`churn.unit.${code}`, { count: threshold }),
  },
  { id: "points", title: t("churn.points"), isNumber: true, cell: points },
];

/** The share as a bar too: which factor weighs most is seen before it is read. */
function points({ points: given, weight }) {
  return h("span", { class: "churn__points" }, [
    h("meter", { class: "churn__bar", min: "0", max: String(weight), value: String(given), "aria-hidden": "true" }),
    h("span", { class: "churn__share" }, t("churn.share", { points: given, weight })),
  ]);
}

function week({ logins, activeUsers, scans, lastActivityAt }) {
  const last = lastActivityAt &&
    h("time", { datetime: lastActivityAt, title: moment(lastActivityAt) }, time(lastActivityAt));
  const parts = [
    t("engagement.logins", { count: logins }),
    t("engagement.people", { count: activeUsers }),
    t("engagement.scans", { count: scans }),
  ];
  return [t("engagement.week", { counts: parts.join(", ") }), last && [" ", t("engagement.last"), " ", last, "."]];
}
