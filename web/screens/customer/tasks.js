/** What somebody should look at, at this customer: what is open, the most urgent first. */
import { h } from "../../lib/h.js";
import { t } from "../../lib/i18n.js";
import { loaded } from "../../lib/loaded.js";
import { table } from "../../lib/table.js";
import { openedCell, severityCell, whatCell } from "../task-cells.js";
import "./words.js";

export default function tasks({ client, params, ended }) {
  async function ask() {
    const { tasks: found } = (await client.query("customerTasks", { id: params.id })).customer;
    return { found, empty: found.nodes.length ? null : await nothing() };
  }

  return loaded({ ask, view }, ended);
}

async function nothing() {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "check", title: t("tasks.none"), text: t("tasks.none.text") });
}

function view({ found, empty }) {
  if (empty) return empty;
  const { nodes, totalCount } = found;
  const whole = t("tasks.count", { count: totalCount });
  return [
    table({ caption: t("overview.tasks"), columns: COLUMNS, rows: nodes }),
    nodes.length < totalCount && h("p", { class: "sub" }, t("list.part", { part: nodes.length, whole })),
  ];
}

const COLUMNS = [
  { id: "what", title: t("tasks.what"), isHeading: true, cell: whatCell },
  { id: "severity", title: t("tasks.by.SEVERITY"), cell: severityCell },
  { id: "category", title: t("tasks.category"), rank: 2, cell: ({ category }) => t(`tasks.category.${category}`) },
  { id: "opened", title: t("tasks.by.OPENED_AT"), cell: openedCell },
];
