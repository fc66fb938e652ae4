/** Where the customer stands: its facts, a few numbers, what waits, and whom to talk to. */
import { h } from "../../lib/h.js";
import { contactItem } from "../../lib/contact-cards.js";
import { addDays, today } from "../../lib/days.js";
import { card, facts, mailLink, phoneLink } from "../../lib/detail.js";
import { counters } from "../../lib/first-page.js";
import { country, day, moment } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { loaded } from "../../lib/loaded.js";
import { severityCell, whatCell } from "../task-cells.js";
import { numbers } from "./overview-numbers.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

/** Two periods of at most a month each, and the days that one may lag behind. */
const DAYS = 75;

export default function overview({ client, params, ended, customer }) {
  const path = tabPath(params.id);
  const now = today();
  const variables = { id: params.id, from: addDays(now, -DAYS), today: now };
  const ask = async () => (await client.query("customerOverview", variables)).customer;
  const part = loaded({ ask }, ended);
  return { ready: part.ready, view: () => page(customer(), part, path) };
}

function page(shown, { data, instead }, path) {
  return h("div", { class: "stack" }, [
    instead ?? counters(data && numbers(data, path)),
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("detail.facts"), facts(rows(shown))),
      data && h("div", { class: "card--main stack" }, [
        card("urgent", t("overview.urgent"), urgent(data.tasks, path), data.tasks.totalCount),
        card("whom", t("customer.contacts"), contacts(data.contacts, path), data.contacts.totalCount),
      ]),
    ]),
  ]);
}

/** @returns {[string, any][]} */
function rows({ externalRef, email, phone, address, country: code, partnership, createdAt, updatedAt }) {
  const when = (value) => h("time", { datetime: value, title: moment(value) }, day(value));
  return [
    [t("customers.reference"), externalRef && h("code", null, externalRef)],
    [t("customers.by.EMAIL"), mailLink(email)],
    [t("lead.phone"), phoneLink(phone)],
    [t("account.address"), address && h("span", { class: "lines" }, address)],
    [t("customers.country"), code && country(code)],
    [t("customer.partnership"), partnership?.name],
    [t("customer.since"), when(createdAt)],
    [t("customers.by.UPDATED_AT"), when(updatedAt)],
  ];
}

function urgent({ nodes, totalCount }, path) {
  if (!totalCount) return h("p", { class: "card__empty" }, t("overview.urgent.none"));
  const row = (task) =>
    h("li", { class: "brief__row", key: task.id }, [
      h("div", { class: "brief__what" }, whatCell(task)),
      h("div", { class: "brief__side" }, severityCell(task)),
    ]);
  return [h("ul", { class: "brief" }, nodes.map(row)), all("tasks", nodes, totalCount, path)];
}

function contacts({ nodes, totalCount }, path) {
  if (!totalCount) return h("p", { class: "card__empty" }, t("customer.contacts.none"));
  return [h("ul", { class: "people" }, nodes.map(person)), all("contacts", nodes, totalCount, path)];
}

function all(tab, { length }, count, path) {
  if (count <= length) return null;
  const text = t("home.all", { things: t(`${tab}.count`, { count }) });
  return h("p", { class: "card__more" }, h("a", { href: `${path}?tab=${tab}` }, text));
}

function person(contact) {
  return h("li", { class: "person", key: contact.id }, contactItem(contact));
}
