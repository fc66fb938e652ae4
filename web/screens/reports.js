/** The reports: usage by period, what contracts are worth by day, and behind each bar and point its customers. */
import { h, signal } from "../lib/h.js";
import { addDays, isDay, today } from "../lib/days.js";
import { bones, card } from "../lib/detail.js";
import { day, money, number } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { none, table } from "../lib/table.js";
import { productsIn, usageCharts } from "../lib/usage-charts.js";
import { valueCharts } from "../lib/value-charts.js";

/** How far back the charts go. */
const DAYS = 400;
const MOST_PAGES = 50;

export default function reports({ client, url, go, ended, setTitle, announce }) {
  const state = signal(/** @type {any} */ ({ charts: null, instead: null, behind: null }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let products = [];
  let asked = 0;
  let wanted = markIn(url);
  let loading = load();
  setTitle(t("place.reports"));

  async function load() {
    try {
      const [{ reports: found }, { createChart }] = await Promise.all([
        client.query("reports", { from: addDays(today(), -DAYS) }),
        import("../lib/charts/chart.js"),
      ]);
      if (ended.aborted) return;
      const choose = (mark) => go(addressOf(mark));
      const charts = [
        ...usageCharts(createChart, found.usage.totals, ({ id }, period) => choose({ product: id, period })),
        ...valueCharts(createChart, found.contractValues.totals, (date) => choose({ day: date })).map(noted),
      ];
      products = productsIn(found.usage.totals);
      const instead = charts.length ? null : await nothing();
      set({ charts, instead });
      show();
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      set({ instead: problem(error, () => (loading = load())) });
    }
  }

  /** Brings what is behind a mark, all of it, since it must add up to the mark; of very many it says what is missing. */
  async function bring(title, ask) {
    const mine = ++asked;
    set({ behind: { title, rows: null } });
    try {
      const rows = [];
      let after = null;
      let whole = 0;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { nodes, pageInfo, totalCount } = await ask(after);
        rows.push(...nodes);
        whole = totalCount;
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      if (mine !== asked || ended.aborted) return;
      set({ behind: { title, rows, whole } });
      announce(t("customers.count", { count: whole }));
      document.getElementById("title-behind")?.scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (mine !== asked || ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      const retry = () => bring(title, ask);
      set({ behind: { title, rows: [], instead: problem(error, retry) } });
    }
  }

  /** Shows the customers behind the mark that the address names; nothing where it names none. */
  function show() {
    const { product: id, period: label, day: date } = wanted;
    const product = products.find((one) => one.id === id);
    if (date) {
      const ask = async (after) => (await client.query("valuesOfDay", { day: date, after })).reports.contractValues;
      bring(t("reports.behind.day", { day: day(date) }), ask);
    } else if (product && label) {
      const ask = async (after) =>
        (await client.query("usageOfPeriod", { label, product: id, after })).reports.usage;
      bring(t("reports.behind", { product: product.name, label }), ask);
    } else {
      asked += 1;
      set({ behind: null });
    }
  }

  function move(next) {
    wanted = markIn(next);
    if (state.value.charts) show();
  }

  return { ready: () => loading, move, view: () => page(state.value) };
}

/** The bar or the point that an address names, so that what is behind it can be shared and Back returns from it. */
export function markIn({ searchParams }) {
  const [product, period, date] = ["product", "period", "day"].map((name) => searchParams.get(name) ?? "");
  return isDay(date) ? { day: date } : { product, period };
}

/** The address of a mark's customers. */
export function addressOf(mark) {
  return `/reports?${new URLSearchParams(mark)}`;
}

async function nothing() {
  const { notice } = await import("../lib/states.js");
  return notice({ symbol: "table", title: t("reports.empty"), text: t("reports.empty.text") });
}

function noted({ last, ...rest }) {
  return { ...rest, note: t("reports.now", { amount: money(last.amount), count: last.customers }) };
}

function page({ charts, instead, behind }) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("place.reports"))),
    instead ?? h("p", { class: "sub" }, t("reports.hint")),
    !instead && h("div", { class: "reports", "aria-busy": charts ? null : "true" }, (charts ?? []).map(one)),
    behind && card("behind", behind.title, behind.instead ?? breakdown(behind), behind.whole),
  ]);
}

function one({ key, note, chart }) {
  return h("section", { class: "card reports__chart", key }, [chart.view(), h("p", { class: "sub" }, note)]);
}

function breakdown({ rows, whole }) {
  if (!rows) return bones();
  const isMoney = rows.some(({ amount }) => amount);
  const amount = isMoney
    ? { id: "amount", title: t("reports.amount"), isNumber: true, cell: (row) => money(row.amount) }
    : { id: "quantity", title: t("reports.quantity"), isNumber: true, cell: (row) => number(row.quantity) };
  const cell = (row) => customerCell(row, isMoney ? "contracts" : "usage");
  const columns = [{ id: "customer", title: t("tasks.customer"), isHeading: true, cell }, amount];
  const customers = t("customers.count", { count: whole });
  return [
    table({ caption: t("tasks.customer"), columns, rows }),
    rows.length < whole &&
    h("p", { class: "card__more" }, t("list.part", { part: number(rows.length), whole: customers })),
  ];
}

/** Leads to where the same figure stands among the customer's own. */
function customerCell({ customer }, tab) {
  if (!customer) return none();
  const path = `/customers/${encodeURIComponent(customer.id)}?tab=${tab}`;
  return h("a", { class: "row-link", href: path }, customer.name);
}
