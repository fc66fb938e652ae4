/**
 * The first page of administrators and users: where they stand, what waits, and where to go on. The numbers come first;
 * the lists and charts below them bring modules of their own once the numbers stand.
 */
import { h, icon, signal } from "../lib/h.js";
import { addDays, beginning, monthOf, today } from "../lib/days.js";
import { bones, card } from "../lib/detail.js";
import { counter, counters, greeting } from "../lib/first-page.js";
import { clock, days } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { placesFor } from "../lib/nav.js";
import "./home/words.js";

/** How far back the feed of what happened reaches. */
const RECENT = 14;
/** How far back the bars and the lines go, in days, and how far the counters of usage: two periods, and some. */
const BARS = 400;
const LINE = 182;
const LATELY = 75;

const NUMBERS = { data: null, span: null, instead: null, at: null, isBusy: false };
const BELOW = { lists: null, panels: null, failed: null };

export default function home({ client, viewer, ended, setTitle, announce, go }) {
  const state = signal(/** @type {any} */ ({ ...NUMBERS, ...BELOW }));
  const set = (changes) => !ended.aborted && (state.value = { ...state.value, ...changes });
  let loading = load();
  setTitle(t("place.home"));

  async function load() {
    const span = spanAt(today());
    set({ isBusy: true });
    const first = loadNumbers(span);
    await Promise.all([first, loadFigures(span, first)]);
    set({ isBusy: false });
  }

  async function loadNumbers(span) {
    try {
      const data = await client.query("home", span.variables);
      set({ data, span, instead: null, at: new Date() });
      const { lists } = await import("./home/lists.js");
      set({ lists });
    } catch (error) {
      set({ instead: await problemOf(error, () => (loading = loadNumbers(span))) });
    }
  }

  /** The charts. Where they fail the rest stays, and the other way round. */
  async function loadFigures(span, first) {
    try {
      const { reports } = await client.query("homeFigures", span.figures);
      await first;
      const modules = [import("./home/panels.js"), import("../lib/charts/chart.js")];
      const [{ panelsOf }, { createChart }] = await Promise.all(modules);
      const options = { now: span.now, go, chosen: state.value.panels?.chosen() };
      set({ panels: panelsOf(createChart, reports, options), failed: null });
    } catch (error) {
      set({ failed: await problemOf(error, () => (loading = loadFigures(span, first))) });
    }
  }

  async function problemOf(error, retry) {
    if (ended.aborted || error.kind === "auth") return null;
    const { problem } = await import("../lib/states.js");
    return problem(error, retry);
  }

  async function refresh() {
    if (state.value.isBusy) return;
    await (loading = load());
    if (state.value.at) announce(t("home.asof", { time: clock(state.value.at) }));
  }

  return { ready: () => loading, view: () => page(viewer, state.value, refresh) };
}

function page(viewer, state, refresh) {
  const { data, span, instead, lists } = state;
  return h("div", { class: "page home" }, [
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, greeting(viewer.name)),
      h("div", { class: "page-head__actions" }, upToDate(state, refresh)),
    ]),
    instead ?? counters(data && numbers(data, span), 5),
    charts(state),
    (lists || instead) && h("div", { class: "home__lists", key: "lists" }, [
      lists?.(data, span.variables.recentDay, worksWith(data)),
      card(
        "go",
        t("home.go"),
        h("ul", { class: "links" }, placesFor(viewer).filter(({ path }) => path !== "/").map(link)),
      ),
    ]),
  ]);
}

function upToDate({ at, isBusy }, refresh) {
  const button = { class: "button button--quiet", type: "button", id: "refresh", onclick: refresh };
  return [
    at && h("p", { class: "home__at" }, t("home.asof", { time: clock(at) })),
    h("button", { ...button, "aria-disabled": isBusy ? "true" : null }, icon("reload"), t("home.refresh")),
  ];
}

/** The charts, or room for them. Who only buys leads has nothing that they could show. */
function charts({ data, panels, failed }) {
  if (failed) return failed;
  if (panels) return panels.view();
  if (data && !worksWith(data).isWithCustomers) return null;
  const room = (key) => h("div", { class: "card panel", "aria-hidden": "true", key }, bones());
  return h("div", { class: "panels", "aria-busy": "true", key: "room" }, ["usage", "value"].map(room));
}

function link({ path, name, symbol }) {
  return h("li", { key: path }, [
    h("a", { class: "links__link", href: path }, icon(symbol), t(`place.${name}`)),
  ]);
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
  const recentDay = addDays(now, -RECENT);
  const variables = {
    today: now,
    month: beginning(month),
    before: beginning(before),
    until: beginning(addDays(last, 1)),
    recentDay,
    recent: beginning(recentDay),
  };
  const figures = { from: addDays(now, -BARS), lately: addDays(now, -LATELY), since: addDays(now, -LINE) };
  return { now, month, before, last, variables, figures };
}

/** What a partner works with: who never had a lead and buys none needs no counter of leads. */
function worksWith({ partnerships, customers, leads }) {
  const types = partnerships.nodes.map(({ type }) => type);
  return {
    isWithCustomers: customers.totalCount > 0 || types.some((type) => type !== "LEAD_BUYER"),
    isWithLeads: leads.totalCount > 0 || types.includes("LEAD_BUYER"),
  };
}

/** The counters, each leading to the list that it counts. */
function numbers(data, span) {
  const { isWithCustomers, isWithLeads } = worksWith(data);
  const { enabled, trials, newcomers, tasks, urgent, leads, pending, overdue } = data;
  const since = t("home.customers.new", { count: newcomers.totalCount });
  const late = overdue.totalCount;
  return [
    isWithCustomers && number("customers", "/customers?status=ENABLED", enabled.totalCount, since),
    isWithCustomers &&
    number("trials", "/customers?status=ENABLED&kind=EVALUATION", trials.totalCount, t("home.trials.text")),
    isWithCustomers && number("tasks", "/tasks", tasks.totalCount, urgency(tasks, urgent), urgent.totalCount > 0),
    isWithLeads && number("leads", "/leads", leads.totalCount, t("home.leads.all")),
    isWithLeads && number("month", "/leads?received=month", data.leadsNow.totalCount, delta(data, span)),
    number("pending", "/invoices?status=PENDING", pending.totalCount, t("home.pending.text")),
    number("overdue", "/invoices?status=OVERDUE", late, t(late ? "home.overdue.text" : "home.overdue.none"), late > 0),
  ];
}

function urgency({ totalCount }, { totalCount: count }) {
  if (!totalCount) return t("home.tasks.none");
  return count ? t("home.tasks.urgent", { count }) : t("home.tasks.calm");
}

function delta({ leadsNow, leadsBefore }, { before, last }) {
  const difference = leadsNow.totalCount - leadsBefore.totalCount;
  const kind = difference > 0 ? "more" : difference < 0 ? "fewer" : "same";
  return t(`home.month.${kind}`, { count: Math.abs(difference), days: days(before, last) });
}

function number(name, path, count, text, isBad = false) {
  return counter({ id: name, path, title: t(`home.${name}.title`), value: t("list.number", { count }), text, isBad });
}
