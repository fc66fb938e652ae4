/** The invoices of the customer, the newest first. */
import { h } from "../../lib/h.js";
import { day, money } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { invoiceBadge, lateness } from "../../lib/invoice-status.js";
import { paged } from "../../lib/paged.js";
import { table } from "../../lib/table.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

export default function invoices(context) {
  const { client, params: { id } } = context;
  const ask = async (page) => ({ list: (await client.query("customerInvoices", { id, ...page })).customer.invoices });
  const view = ({ list }) => table({ caption: t("invoices.title"), columns: COLUMNS, rows: list.nodes });
  return paged({ path: tabPath(id, "invoices"), things: "invoices", ask, view, none }, context);
}

async function none() {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "invoice", title: t("invoices.empty"), text: t("customer.invoices.none") });
}

function numberCell({ id, number }) {
  return h("a", { class: "row-link", href: `/invoices/${encodeURIComponent(id)}` }, h("code", null, number));
}

function dueCell(invoice) {
  const late = lateness(invoice);
  return [date(invoice.dueOn), late && h("span", { class: "sub sub--bad" }, late)];
}

function date(value) {
  return h("time", { datetime: value }, day(value));
}

const COLUMNS = [
  { id: "number", title: t("invoices.by.NUMBER"), isHeading: true, cell: numberCell },
  { id: "issued", title: t("invoices.by.ISSUED_ON"), cell: ({ issuedOn }) => date(issuedOn) },
  { id: "due", title: t("invoices.by.DUE_ON"), rank: 2, cell: dueCell },
  { id: "status", title: t("invoices.status"), cell: ({ status }) => invoiceBadge(status) },
  { id: "total", title: t("invoices.total"), isNumber: true, cell: ({ total }) => money(total) },
];
