/** The short lists of a portal's first page. */
import { h } from "../lib/h.js";
import { contractBadge, remaining } from "../lib/contract-table.js";
import { contactItem } from "../lib/contact-cards.js";
import { card } from "../lib/detail.js";
import { day, money } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { invoiceBadge } from "../lib/invoice-status.js";
import "./words.js";

/** Contracts that run or will: the next to end first. */
export function contractList(contracts, home) {
  const item = (contract) => {
    const { product, orderNumber, status, endsOn } = contract;
    const until = remaining(contract) ?? t("contracts.until", { day: day(endsOn) });
    return two([product.name, contractBadge(status)], orderNumber, h("span", { class: "sub" }, until));
  };
  return short("contracts", contracts, item, `${home}/contracts`);
}

/** The people that the customer named. */
export function contactList(contacts, home) {
  return short("contacts", contacts, contactItem, `${home}/contacts`);
}

/** The newest invoices. */
export function invoiceList(invoices, home) {
  const item = ({ id, number, status, issuedOn, total }) => {
    const path = `${home}/invoices/${encodeURIComponent(id)}`;
    const link = h("a", { class: "row-link", href: path }, h("code", null, number));
    const when = h("time", { class: "sub", datetime: issuedOn }, day(issuedOn));
    return two([link, invoiceBadge(status)], null, [h("strong", { class: "brief__sum" }, money(total)), when]);
  };
  return short("invoices", invoices, item, `${home}/invoices`);
}

function short(name, list, item, path) {
  const title = t(`place.${name}`);
  const { nodes, totalCount } = list;
  if (!totalCount) return card(`short-${name}`, title, h("p", { class: "card__empty" }, t(`home.${name}.empty`)));
  const all = t("home.all", { things: t(`${name}.count`, { count: totalCount }) });
  return card(`short-${name}`, title, [
    h("ul", { class: "brief" }, nodes.map((row) => h("li", { class: "brief__row", key: row.id }, item(row)))),
    totalCount > nodes.length && h("p", { class: "card__more" }, h("a", { href: path }, all)),
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
