/** The tasks: what somebody should look at, the most urgent first. */
import { h } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice, none } from "../lib/table.js";
import { openedCell, severityCell, TONES, whatCell } from "./task-cells.js";

const CATEGORIES = ["COMMERCIAL", "PRODUCT_USAGE", "CHURN_RISK"];
const STATES = ["RESOLVED", "ALL"];

const COLUMNS = [
  { id: "what", title: t("tasks.what"), isHeading: true, cell: whatCell },
  { id: "customer", title: t("tasks.customer"), cell: customerCell },
  { id: "severity", title: t("tasks.by.SEVERITY"), sort: "SEVERITY", cell: severityCell },
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

function customerCell({ customer }) {
  if (!customer) return none();
  return h(
    "a",
    { class: "plain-link", href: `/customers/${encodeURIComponent(customer.id)}?tab=tasks` },
    customer.name,
  );
}
