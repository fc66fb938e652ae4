/** The invoices of the customer, the newest first. */
import { h } from "../../lib/h.js";
import { day, money } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { invoiceBadge, lateness } from "../../lib/invoice-status.js";
import { loaded } from "../../lib/loaded.js";
import { table } from "../../lib/table.js";
import "./words.js";

export default function invoices({ client, params, ended, toast }) {
  const id = params.id;
  const part = loaded({ ask: () => ask(), view: (data) => view(data, more) }, ended);

  async function ask(after = null) {
    const { invoices: found } = (await client.query("customerInvoices", { id, after })).customer;
    return { ...found, isMore: false, empty: found.totalCount ? null : await nothing() };
  }

  async function more() {
    const shown = part.data;
    if (shown.isMore) return;
    part.change({ ...shown, isMore: true });
    try {
      const next = await ask(shown.pageInfo.endCursor);
      if (!ended.aborted) part.change({ ...next, nodes: [...shown.nodes, ...next.nodes] });
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      part.change(shown);
      toast(error.message, { isError: true });
    }
  }

  return part;
}

async function nothing() {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "invoice", title: t("invoices.empty"), text: t("customer.invoices.none") });
}

function view({ nodes, totalCount, pageInfo, isMore, empty }, more) {
  if (empty) return empty;
  const whole = t("invoices.count", { count: totalCount });
  const button = { class: "button button--quiet", type: "button", id: "more-invoices", onclick: more };
  return [
    table({ caption: t("invoices.title"), columns: COLUMNS, rows: nodes }),
    pageInfo.hasNextPage && h("div", { class: "table-foot" }, [
      h("span", { class: "sub" }, t("list.part", { part: nodes.length, whole })),
      h("button", button, t(isMore ? "customer.loading" : "customer.more")),
    ]),
  ];
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
