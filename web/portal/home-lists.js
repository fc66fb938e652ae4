/** The short lists of a portal's first page. */
import { h } from "../lib/h.js";
import { contractBadge, remaining } from "../lib/contract-table.js";
import { contactItem } from "../lib/contact-cards.js";
import { shortList, two } from "../lib/first-page.js";
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
  const words = { title: t(`place.${name}`), none: t(`home.${name}.empty`), things: `${name}.count` };
  return shortList({ id: `short-${name}`, list, item, path, ...words });
}
