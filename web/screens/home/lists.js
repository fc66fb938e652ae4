/** The short lists of a partner's first page: what waits, what is late, what is new, and what happened. */
import { h, icon } from "../../lib/h.js";
import { card } from "../../lib/detail.js";
import { shortList, two } from "../../lib/first-page.js";
import { country, day, money, moment } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { lateness } from "../../lib/invoice-status.js";
import { severityCell, whatCell } from "../task-cells.js";
import { MOST, recent } from "./activity.js";
import "./words.js";

/** Who only buys leads has the newest ones beside the feed: there they would stand twice. */
const NONE = { nodes: [], totalCount: 0 };

/**
 * All lists that say something to who works with customers, with leads, or with both.
 * @param {any} data
 * @param {string} since the first day of the feed
 * @param {{isWithCustomers: boolean, isWithLeads: boolean}} who
 */
export function lists(data, since, { isWithCustomers, isWithLeads }) {
  const { leads, tasks, overdue } = data;
  return [
    isWithLeads && short("recent.leads", "leads", leads, leadItem, "/leads"),
    isWithCustomers && short("tasks", "tasks", tasks, taskItem, "/tasks"),
    short("late", "invoices", overdue, lateItem, "/invoices?status=OVERDUE&sort=DUE_ON"),
    activity(recent(isWithCustomers ? data : { ...data, delivered: NONE }, since)),
  ];
}

function short(name, things, list, item, path) {
  const words = { title: t(`home.${name}`), none: t(`home.${name}.none`), things: `${things}.count` };
  return shortList({ id: name.replace(".", "-"), list, item, path, ...words });
}

/** A lead: who, from where, when. */
function leadItem({ id, name, company, country: code, receivedAt }) {
  const link = h("a", { class: "row-link", href: `/leads/${encodeURIComponent(id)}` }, name);
  const from = [company, code && country(code)].filter(Boolean).join(" · ");
  return two(link, from, when(receivedAt));
}

/** A task: what is to be looked at, and at whom. */
function taskItem(task) {
  const what = h("a", { class: "row-link", href: tasksOf(task) }, whatCell(task)[0]);
  const more = [task.customer?.name, task.dueOn && t("tasks.due", { day: day(task.dueOn) })];
  return two(what, more.filter(Boolean).join(" · "), severityCell(task));
}

/** An invoice that is overdue, as all around it are: how late it is says more than its state. */
function lateItem(invoice) {
  const { id, number, total, customer, partnership } = invoice;
  const link = h("a", { class: "row-link", href: `/invoices/${encodeURIComponent(id)}` }, h("code", null, number));
  const late = h("span", { class: "sub sub--bad" }, lateness(invoice));
  return two(link, (customer ?? partnership)?.name, [h("strong", { class: "brief__sum" }, money(total)), late]);
}

/** What happened, the latest first. */
function activity(events) {
  const title = t("home.activity");
  if (!events.length) return card("activity", title, h("p", { class: "card__empty" }, t("home.activity.none")));
  return card("activity", title, [
    h("ul", { class: "brief" }, events.slice(0, MOST).map(event)),
  ]);
}

function event({ id, kind, at, count, number, task, name, path, since }) {
  const what = task ? whatCell(task)[0] : number ?? name ?? "";
  const words = { count: count ?? 1, what, day: since ? day(since) : "" };
  const text = t(`home.activity.${kind}${since ? ".since" : count > 1 ? ".many" : ""}`, words);
  return h("li", { class: "brief__row brief__row--event", key: id }, [
    h("span", { class: `event event--${kind}` }, icon(SYMBOLS[kind])),
    h("div", { class: "brief__what" }, [
      h("a", { class: "plain-link", href: path ?? tasksOf(task) }, text),
      task?.customer && h("span", { class: "sub" }, task.customer.name),
    ]),
    h("div", { class: "brief__side" }, when(at)),
  ]);
}

const SYMBOLS = { leads: "inbox", opened: "alert", resolved: "check", issued: "invoice", paid: "contract" };

function tasksOf({ customer }) {
  return customer ? `/customers/${encodeURIComponent(customer.id)}?tab=tasks` : "/tasks";
}

function when(value) {
  const title = value.length > 10 ? moment(value) : null;
  return h("time", { class: "sub", datetime: value, title }, day(value));
}
