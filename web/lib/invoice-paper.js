/** One invoice, as it is read and as it is printed: to whom, when, each line, and the total. */
import { h, icon } from "./h.js";
import { bones, crumb, detailScreen, facts } from "./detail.js";
import { country, day, money, number } from "./format.js";
import { t } from "./i18n.js";
import { table } from "./table.js";
import { invoiceBadge, lateness } from "./invoice-status.js";

const MOST = 50;

/**
 * The screen of one invoice.
 * @param {object} own
 * @param {string} own.path the list that it belongs to
 * @param {(id: string) => Promise<any>} own.ask
 */
export function paperScreen({ path, ask }, context) {
  const { client, params, viewer } = context;

  async function all() {
    const found = await ask(params.id);
    return found && { ...found, lines: await whole(client, found) };
  }

  const plan = {
    name: "invoice",
    symbol: "invoice",
    path,
    ask: all,
    titleOf: (found) => t("invoice.named", { number: found.number }),
    view: (found) => page(found, path, viewer),
  };
  return detailScreen(plan, context);
}

/** All lines: what is printed must add up. */
async function whole(client, { id, lines: { nodes, pageInfo } }) {
  const all = [...nodes];
  for (let turn = 0; pageInfo.hasNextPage && turn < MOST; turn += 1) {
    const { invoice: found } = await client.query("invoiceLines", { id, after: pageInfo.endCursor });
    all.push(...found.lines.nodes);
    pageInfo = found.lines.pageInfo;
  }
  return all;
}

function page(found, path, viewer) {
  return h("div", { class: "page" }, [
    crumb(path, t("invoices.title")),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, found ? t("invoice.named", { number: found.number }) : t("invoice.title")),
      found && invoiceBadge(found.status),
      found && h("div", { class: "page-head__actions" }, [
        h("button", { class: "button", type: "button", onclick: () => print() }, icon("print"), t("invoice.print")),
      ]),
    ]),
    h("article", { class: "card paper", key: "paper" }, found ? paper(found, viewer) : bones()),
  ]);
}

function paper(found, viewer) {
  const { issuedOn, dueOn, paidOn, lines, total } = found;
  const date = (value) => value && h("time", { datetime: value }, day(value));
  const late = lateness(found);
  const due = [date(dueOn), late && h("span", { class: "sub sub--bad" }, late)];
  /** @type {[string, any][]} */
  const dates = [[t("invoices.by.ISSUED_ON"), date(issuedOn)], [t("invoices.by.DUE_ON"), due]];
  if (paidOn) dates.push([t("invoice.paid"), date(paidOn)]);
  return [
    h("div", { class: "paper__head" }, [
      h("section", { class: "paper__whom", "aria-labelledby": "title-whom" }, [
        h("h2", { class: "paper__label", id: "title-whom" }, t("invoice.whom")),
        whom(found, viewer),
      ]),
      h("div", { class: "paper__sum" }, [
        h("p", { class: "paper__label" }, t(paidOn ? "invoice.settled" : "invoice.open")),
        h("p", { class: "paper__total" }, money(total)),
      ]),
      facts(dates),
    ]),
    table({ caption: t("invoice.lines"), columns: COLUMNS, rows: lines }),
    h("dl", { class: "paper__foot" }, h("dt", null, t("invoices.total")), h("dd", null, money(total))),
  ];
}

function whom({ customer, partnership }, viewer) {
  const company = partnership?.organization?.name ?? viewer.organizationName;
  const lines = customer
    ? [customer.address, customer.country && country(customer.country), customer.externalRef]
    : [partnership?.name, t("invoice.whole")];
  const isLink = customer && viewer.realm === "PARTNER";
  const path = isLink && `/customers/${encodeURIComponent(customer.id)}`;
  return [
    isLink
      ? h("a", { class: "paper__name plain-link", href: path }, customer.name)
      : h("p", { class: "paper__name" }, customer?.name ?? company),
    lines.filter(Boolean).map((line) => h("p", { class: "lines", key: line }, line)),
    customer && partnership && h("p", { class: "sub" }, t("invoice.through", { partnership: partnership.name })),
  ];
}

const COLUMNS = [
  { id: "description", title: t("invoice.description"), isHeading: true, cell: descriptionCell },
  { id: "quantity", title: t("invoice.quantity"), isNumber: true, cell: ({ quantity }) => number(quantity) },
  { id: "price", title: t("invoice.price"), isNumber: true, cell: ({ unitPrice }) => money(unitPrice) },
  { id: "amount", title: t("invoice.amount"), isNumber: true, cell: ({ amount }) => money(amount) },
];

function descriptionCell({ description, kind }) {
  return [description, h("span", { class: "sub" }, t(`invoice.kind.${kind}`))];
}
