/** The first page of administrators and users: where they stand, what waits, and where to go on. */
import { h, icon, signal } from "../lib/h.js";
import { addDays, beginning, monthOf, today } from "../lib/days.js";
import { bones, card } from "../lib/detail.js";
import { counter, counters, greeting } from "../lib/first-page.js";
import { clock, country, day, days, moment, money } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { invoiceBadge, lateness } from "../lib/invoice-status.js";
import { placesFor } from "../lib/nav.js";
import { badge } from "../lib/table.js";

export default function home({ client, viewer, ended, setTitle, announce }) {
  const state = signal(/** @type {any} */ ({ data: null, span: null, instead: null, at: null, isBusy: false }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let loading = load();
  setTitle(t("place.home"));

  async function load() {
    const span = spanAt(today());
    set({ isBusy: true });
    try {
      const data = await client.query("home", span.variables);
      if (!ended.aborted) set({ data, span, instead: null, at: new Date() });
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      set({ instead: problem(error, refresh) });
    } finally {
      if (!ended.aborted) set({ isBusy: false });
    }
  }

  async function refresh() {
    if (state.value.isBusy) return;
    await (loading = load());
    if (state.value.at) announce(t("home.asof", { time: clock(state.value.at) }));
  }

  return { ready: () => loading, view: () => page(viewer, state.value, refresh) };
}

/**
 * The days that the numbers are about: this month up to today, held against the same days of the month before.
 * @param {string} now
 */
export function spanAt(now) {
  const month = monthOf(now);
  const before = monthOf(now, -1);
  const same = addDays(before, Number(now.slice(8)) - 1);
  const last = same < month ? same : addDays(month, -1);
  const variables = {
    today: now,
    month: beginning(month),
    before: beginning(before),
    until: beginning(addDays(last, 1)),
  };
  return { month, before, last, variables };
}

function page(viewer, { data, span, instead, at, isBusy }, refresh) {
  return h("div", { class: "page home" }, [
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, greeting(viewer.name)),
      h("div", { class: "page-head__actions" }, [
        at && h("p", { class: "home__at" }, t("home.asof", { time: clock(at) })),
        h(
          "button",
          {
            class: "button button--quiet",
            type: "button",
            id: "refresh",
            "aria-disabled": isBusy ? "true" : null,
            onclick: refresh,
          },
          icon("reload"),
          t("home.refresh"),
        ),
      ]),
    ]),
    instead ?? counters(data && numbers(data, span)),
    h("div", { class: "home__lists" }, [
      !instead && lists(data),
      card(
        "go",
        t("home.go"),
        h("ul", { class: "links" }, placesFor(viewer).filter(({ path }) => path !== "/").map(link)),
      ),
    ]),
  ]);
}

/** What a partner works with: who never had a lead and buys none needs no counter of leads. */
function worksWith({ partnerships, changed, leads }) {
  const types = partnerships.nodes.map(({ type }) => type);
  return {
    isWithCustomers: changed.totalCount > 0 || types.some((type) => type !== "LEAD_BUYER"),
    isWithLeads: leads.totalCount > 0 || types.includes("LEAD_BUYER"),
  };
}

function numbers(data, span) {
  const { isWithCustomers, isWithLeads } = worksWith(data);
  const { enabled, trials, newcomers, leads, pending, overdue } = data;
  const since = t("home.customers.new", { count: newcomers.totalCount, day: day(span.month) });
  const late = overdue.totalCount;
  return [
    isWithCustomers && number("customers", "/customers?status=ENABLED", enabled.totalCount, since),
    isWithCustomers &&
    number("trials", "/customers?status=ENABLED&kind=EVALUATION", trials.totalCount, t("home.trials.text")),
    isWithLeads && number("leads", "/leads", leads.totalCount, t("home.leads.all")),
    isWithLeads && number("month", "/leads?received=month", data.leadsNow.totalCount, delta(data, span)),
    number("pending", "/invoices?status=PENDING", pending.totalCount, t("home.pending.text")),
    number("overdue", "/invoices?status=OVERDUE", late, t(late ? "home.overdue.text" : "home.overdue.none"), late > 0),
  ];
}

function delta({ leadsNow, leadsBefore }, { before, last }) {
  const difference = leadsNow.totalCount - leadsBefore.totalCount;
  const kind = difference > 0 ? "more" : difference < 0 ? "fewer" : "same";
  return t(`home.month.${kind}`, { count: Math.abs(difference), days: days(before, last) });
}

function number(name, path, count, text, isBad = false) {
  const value = t("list.number", { count });
  return counter({ id: name, path, title: t(`home.${name}`), value, text, isBad });
}

function lists(data) {
  if (!data) return [shortList("recent.invoices", null), shortList("late", null)];
  const { isWithCustomers, isWithLeads } = worksWith(data);
  return [
    isWithLeads && shortList("recent.leads", data.leads, leadItem, { path: "/leads", name: "leads" }),
    shortList("late", data.overdue, lateItem, { path: "/invoices?status=OVERDUE&sort=DUE_ON", name: "invoices" }),
    shortList("recent.invoices", data.invoices, invoiceItem, { path: "/invoices", name: "invoices" }),
    isWithCustomers &&
    shortList("recent.customers", data.changed, customerItem, {
      path: "/customers?sort=-UPDATED_AT",
      name: "customers",
    }),
  ];
}

function link({ path, name, symbol }) {
  return h("li", { key: path }, [
    h("a", { class: "links__link", href: path }, icon(symbol), t(`place.${name}`)),
  ]);
}

/**
 * A card with a few rows; bars while they load, a sentence where there are none.
 * @param {string} name of the words: `home.name`
 * @param {{totalCount: number, nodes: any[]} | null} list
 * @param {(row: any) => any} [item]
 * @param {{path: string, name: string}} [all] where the whole list is
 */
function shortList(name, list, item, all) {
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
function leadItem({ id, name, company, country: code, receivedAt }) {
  const link = h("a", { class: "row-link", href: `/leads/${encodeURIComponent(id)}` }, name);
  const from = [company, code && country(code)].filter(Boolean).join(" · ");
  return two(link, from, h("time", { class: "sub", datetime: receivedAt, title: moment(receivedAt) }, day(receivedAt)));
}

/** An invoice: which, for whom, how much, when it was issued, and its state. */
function invoiceItem({ id, number, status, issuedOn, total, customer, partnership }) {
  const when = h("time", { class: "sub", datetime: issuedOn }, day(issuedOn));
  return two([numberLink(id, number), invoiceBadge(status)], (customer ?? partnership)?.name, [sum(total), when]);
}

/** An invoice that is overdue, as all around it are: how late it is says more than its state. */
function lateItem(invoice) {
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
function customerItem({ id, name, status, updatedAt, partnership }) {
  const link = h("a", { class: "row-link", href: `/customers/${encodeURIComponent(id)}` }, name);
  const when = h("time", { class: "sub", datetime: updatedAt, title: moment(updatedAt) }, day(updatedAt));
  return two([link, status === "DISABLED" && badge(t("customers.status.DISABLED"))], partnership?.name, when);
}
