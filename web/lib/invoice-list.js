/** The list of invoices, whoever reads it: its columns, filters, and what they mean to the API. */
import { h } from "./h.js";
import { isDay, monthOf, today } from "./days.js";
import { day, money } from "./format.js";
import { t } from "./i18n.js";
import { addressing, listScreen } from "./list.js";
import { choice } from "./table.js";
import { invoiceBadge, lateness, STATUSES } from "./invoice-status.js";

/** The first and the last day of issue, by the name in the address. */
const TIMES = {
  month: (now) => [monthOf(now), ""],
  last: (now) => [monthOf(now, -1), monthOf(now)],
  year: (now) => [`${now.slice(0, 4)}-01-01`, ""],
};

const NUMBER = { id: "number", title: t("invoices.by.NUMBER"), sort: "NUMBER", isHeading: true };
const REST = [
  {
    id: "issued",
    title: t("invoices.by.ISSUED_ON"),
    sort: "ISSUED_ON",
    rank: 2,
    cell: ({ issuedOn }) => date(issuedOn),
  },
  { id: "due", title: t("invoices.by.DUE_ON"), sort: "DUE_ON", cell: dueCell },
  { id: "status", title: t("invoices.status"), cell: ({ status }) => invoiceBadge(status) },
  { id: "total", title: t("invoices.total"), isNumber: true, cell: ({ total }) => money(total) },
];

const PLAN = {
  name: "invoices",
  path: "/invoices",
  symbol: "invoice",
  sorts: ["ISSUED_ON", "DUE_ON", "NUMBER"],
  sort: "-ISSUED_ON",
  filters: {
    status: (value) => STATUSES.includes(value),
    issued: (value) => value === "days" || Object.hasOwn(TIMES, value),
    from: isDay,
    to: isDay,
  },
  where,
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

/**
 * The screen of the list.
 * @param {object} own
 * @param {string} own.path where the list is, and each invoice below it
 * @param {(variables: any) => Promise<any>} own.ask
 * @param {import("./table.js").Column[]} own.columns what stands between the number and the dates
 */
export function invoiceScreen({ path, ask, columns }, context) {
  const number = { ...NUMBER, cell: (row) => numberCell(path, row) };
  return listScreen({ ...PLAN, path, columns: [number, ...columns, ...REST], ask }, context);
}

/**
 * The numbers that a search may mean: as typed, and with the zeros that nobody types. The API finds whole numbers only.
 * @param {string} text
 */
export function numbersFor(text) {
  const typed = text.trim().toUpperCase();
  const [, digits] = /^(?:INV-?)?(\d{1,7})$/.exec(typed) ?? [];
  return digits ? [...new Set([typed, `INV-${digits.padStart(7, "0")}`])] : [typed];
}

/** What is overdue follows from two days, as the server computes it. */
function where({ q, status, issued, from, to }) {
  const now = today();
  const [first, end] = issued === "days" ? [from, ""] : TIMES[issued]?.(now) ?? [];
  const issuedOn = {
    ...(first && { gte: first }),
    ...(end && { lt: end }),
    ...(issued === "days" && to && { lte: to }),
  };
  return {
    ...(q.trim() && { number: { in: numbersFor(q) } }),
    ...(Object.keys(issuedOn).length && { issuedOn }),
    ...(status === "PAID" && { paidOn: { isNull: false } }),
    ...(status === "PENDING" && { paidOn: { isNull: true }, dueOn: { gte: now } }),
    ...(status === "OVERDUE" && { paidOn: { isNull: true }, dueOn: { lt: now } }),
  };
}

function controls({ status, issued, from, to }, filter) {
  const options = (name, values) =>
    Object.fromEntries(["", ...values].map((value) => [value, t(`invoices.${name}.${value || "any"}`)]));
  const change = (name) => (event) => filter({ [name]: event.currentTarget.value });
  const limit = (name, value, limits) =>
    h("div", { class: "choice choice--day", key: name }, [
      h("label", { for: name }, t(`invoices.${name}`)),
      h("input", { id: name, class: "choice__select", type: "date", value, onchange: change(name), ...limits }),
    ]);
  return [
    choice("status", t("invoices.status"), options("status", STATUSES), status, (value) => filter({ status: value })),
    choice(
      "issued",
      t("invoices.by.ISSUED_ON"),
      options("issued", [...Object.keys(TIMES), "days"]),
      issued,
      (value) => filter({ issued: value, from: "", to: "" }),
    ),
    issued === "days" && [limit("from", from, { max: to || null }), limit("to", to, { min: from || null })],
  ];
}

function numberCell(path, { id, number }) {
  return h(
    "a",
    { class: "row-link", href: `${path}/${encodeURIComponent(id)}`, id: `row-${id}` },
    h("code", null, number),
  );
}

function date(value) {
  return h("time", { datetime: value }, day(value));
}

function dueCell(invoice) {
  const late = lateness(invoice);
  return [date(invoice.dueOn), late && h("span", { class: "sub sub--bad" }, late)];
}
