/** What somebody should look at, at this customer: what is open, the most urgent first. */
import { t } from "../../lib/i18n.js";
import { paged } from "../../lib/paged.js";
import { table } from "../../lib/table.js";
import { openedCell, severityCell, whatCell } from "../task-cells.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

export default function tasks(context) {
  const { client, params: { id } } = context;
  const ask = async (page) => ({ list: (await client.query("customerTasks", { id, ...page })).customer.tasks });
  const view = ({ list }) => table({ caption: t("overview.tasks"), columns: COLUMNS, rows: list.nodes });
  return paged({ path: tabPath(id, "tasks"), things: "tasks", ask, view, none }, context);
}

async function none() {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "check", title: t("tasks.none"), text: t("tasks.none.text") });
}

const COLUMNS = [
  { id: "what", title: t("tasks.what"), isHeading: true, cell: whatCell },
  { id: "severity", title: t("tasks.by.SEVERITY"), cell: severityCell },
  { id: "category", title: t("tasks.category"), rank: 2, cell: ({ category }) => t(`tasks.category.${category}`) },
  { id: "opened", title: t("tasks.by.OPENED_AT"), cell: openedCell },
];
