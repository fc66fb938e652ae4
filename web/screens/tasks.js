/** The tasks: what somebody should look at, the most urgent first. */
import { h } from "../lib/h.js";
import { day, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { badge, choice, none } from "../lib/table.js";

const TONES = { HIGH: "bad", MEDIUM: "warn", LOW: "info" };
const CATEGORIES = ["COMMERCIAL", "PRODUCT_USAGE", "CHURN_RISK"];
const STATES = ["RESOLVED", "ALL"];

const COLUMNS = [
  { id: "what", title: t("tasks.what"), isHeading: true, cell: whatCell },
  { id: "customer", title: t("tasks.customer"), cell: customerCell },
  {
    id: "severity",
    title: t("tasks.by.SEVERITY"),
    sort: "SEVERITY",
    cell: ({ severity }) => badge(t(`tasks.severity.${severity}`), TONES[severity]),
  },
  { id: "category", title: t("tasks.category"), rank: 2, cell: ({ category }) => t(`tasks.category.${category}`) },
  { id: "opened", title: t("tasks.by.OPENED_AT"), sort: "OPENED_AT", rank: 2, cell: openedCell },
];

const PLAN = {
  name: "tasks",
  path: "/tasks",
  symbol: "check",
  isNotSearched: true,
  sorts: ["SEVERITY", "OPENED_AT"],
  sort: "-SEVERITY",
  filters: {
    severity: (value) => Object.hasOwn(TONES, value),
    category: (value) => CATEGORIES.includes(value),
    state: (value) => STATES.includes(value),
  },
  columns: COLUMNS,
  where,
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function tasks(context) {
  const ask = async (variables) => (await context.client.query("tasks", variables)).tasks;
  return listScreen({ ...PLAN, ask }, context);
}

/** Open ones unless others are asked for. */
function where({ severity, category, state }) {
  return {
    ...(state !== "ALL" && { resolvedAt: { isNull: state !== "RESOLVED" } }),
    ...(severity && { severity: { eq: severity } }),
    ...(category && { category: { eq: category } }),
  };
}

function controls({ severity, category, state }, filter) {
  const options = (name, values) =>
    Object.fromEntries(["", ...values].map((value) => [value, t(`tasks.${name}.${value || "any"}`)]));
  const one = (name, title, values, value) =>
    choice(name, title, options(name, values), value, (chosen) => filter({ [name]: chosen }));
  return [
    one("severity", t("tasks.by.SEVERITY"), Object.keys(TONES), severity),
    one("category", t("tasks.category"), CATEGORIES, category),
    one("state", t("tasks.state"), STATES, state),
  ];
}

/** What is to be looked at, in words: "Contract PO-123 ends in 12 days". */
function whatCell({ type, figure, dueOn, product, contract, resolvedAt }) {
  const words = { count: figure ?? 0, product: product?.name ?? "", order: contract?.orderNumber ?? "" };
  const details = [
    dueOn && t("tasks.due", { day: day(dueOn) }),
    resolvedAt && t("tasks.resolved", { day: day(resolvedAt) }),
  ];
  return [
    t(`tasks.type.${type}`, words),
    details.some(Boolean) && h("span", { class: "sub" }, details.filter(Boolean).join(" · ")),
  ];
}

function customerCell({ customer }) {
  if (!customer) return none();
  return h("a", { class: "plain-link", href: `/customers/${encodeURIComponent(customer.id)}` }, customer.name);
}

function openedCell({ openedAt }) {
  return h("time", { datetime: openedAt, title: moment(openedAt) }, time(openedAt));
}
