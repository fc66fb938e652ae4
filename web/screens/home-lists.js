/** The short lists of the first page: a few rows each, and the way to all of them. */
import { h } from "../lib/h.js";
import { bones, card } from "../lib/detail.js";
import { country, day, moment, money } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";
import { invoiceBadge, lateness } from "../lib/invoice-status.js";

/**
 * A card with a few rows; bars while they load, a sentence where there are none.
 * @param {string} name of the words: `home.name`
 * @param {{totalCount: number, nodes: any[]} | null} list
 * @param {(row: any) => any} [item]
 * @param {{path: string, name: string}} [all] where the whole list is
 */
export function shortList(name, list, item, all) {
  const title = t(`home.${name}`);
  const id = name.replace(".", "-");
  if (!list) return card(id, title, bones());
  if (!list.nodes.length) return card(id, title, h("p", { class: "card__empty" }, t(`home.${name}.none`)));
  const more = t("home.all", { things: t(`${all.name}.count`, { count: list.totalCount }) });
  return card(id, title, [
    h("ul", { class: "brief" }, list.nodes.map((row) => h("li", { class: "brief__row", key: row.id }, item(row)))),
    list.totalCount > list.nodes.length && h("p", { class: "card__more" }, h("a", { href: all.path }, more)),
  ]);
}

function two(first, second, side) {
  return [
    h("div", { class: "brief__what" }, [
      h("div", { class: "brief__name" }, first),
      second && h("span", { class: "sub" }, second),
    ]),
    h("div", { class: "brief__side" }, side),
  ];
}

/** A lead: who, from where, when. */
export function leadItem({ id, name, company, country: code, receivedAt }) {
  const link = h("a", { class: "row-link", href: `/leads/${encodeURIComponent(id)}` }, name);
  const from = [company, code && country(code)].filter(Boolean).join(" · ");
  return two(link, from, h("time", { class: "sub", datetime: receivedAt, title: moment(receivedAt) }, day(receivedAt)));
}

/** An invoice: which, for whom, how much, when it was issued, and its state. */
export function invoiceItem({ id, number, status, issuedOn, total, customer, partnership }) {
  const when = h("time", { class: "sub", datetime: issuedOn }, day(issuedOn));
  return two([numberLink(id, number), invoiceBadge(status)], (customer ?? partnership)?.name, [sum(total), when]);
}

/** An invoice that is overdue, as all around it are: how late it is says more than its state. */
export function lateItem(invoice) {
  const { id, number, total, customer, partnership } = invoice;
  const late = h("span", { class: "sub sub--bad" }, lateness(invoice));
  return two(numberLink(id, number), (customer ?? partnership)?.name, [sum(total), late]);
}

function numberLink(id, number) {
  return h("a", { class: "row-link", href: `/invoices/${encodeURIComponent(id)}` }, h("code", null, number));
}

function sum(total) {
  return h("strong", { class: "brief__sum" }, money(total));
}

/** A customer: who, and when something about it changed. */
export function customerItem({ id, name, status, updatedAt, partnership }) {
  const link = h("a", { class: "row-link", href: `/customers/${encodeURIComponent(id)}` }, name);
  const when = h("time", { class: "sub", datetime: updatedAt, title: moment(updatedAt) }, day(updatedAt));
  return two([link, status === "DISABLED" && badge(t("customers.status.DISABLED"))], partnership?.name, when);
}
