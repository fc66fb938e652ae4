/** The first page of administrators and users: where they stand, what waits, and where to go on. */
import { h, icon, signal } from "../lib/h.js";
import { addDays, beginning, monthOf, today } from "../lib/days.js";
import { card } from "../lib/detail.js";
import { counter, counters, greeting } from "../lib/first-page.js";
import { clock, day, days } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { placesFor } from "../lib/nav.js";
import { customerItem, invoiceItem, lateItem, leadItem, shortList } from "./home-lists.js";

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
