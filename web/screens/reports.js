/** The reports: usage by period, what contracts are worth by day, and behind each bar and point its customers. */
import { h, signal } from "../lib/h.js";
import { addDays, today } from "../lib/days.js";
import { bones, card } from "../lib/detail.js";
import { day, days, money, number } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { none, table } from "../lib/table.js";

/** How far back the charts go. */
const DAYS = 400;
const MOST_PAGES = 50;

export default function reports({ client, ended, setTitle, announce }) {
  const state = signal(/** @type {any} */ ({ charts: null, instead: null, behind: null }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let loading = load();
  let asked = 0;
  setTitle(t("place.reports"));

  async function load() {
    try {
      const [{ reports: found }, { createChart }] = await Promise.all([
        client.query("reports", { from: addDays(today(), -DAYS) }),
        import("../lib/charts/chart.js"),
      ]);
      if (ended.aborted) return;
      const charts = [
        ...usageCharts(createChart, found.usage.totals, behindBar),
        ...valueCharts(createChart, found.contractValues.totals, behindPoint),
      ];
      const instead = charts.length ? null : await nothing();
      set({ charts, instead });
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      set({ instead: problem(error, () => (loading = load())) });
    }
  }

  /** Brings what is behind a mark, all of it: what is shown must add up to the mark. */
  async function bring(title, ask) {
    const mine = ++asked;
    set({ behind: { title, rows: null } });
    try {
      const rows = [];
      let after = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { nodes, pageInfo } = await ask(after);
        rows.push(...nodes);
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      if (mine !== asked || ended.aborted) return;
      set({ behind: { title, rows } });
      announce(t("customers.count", { count: rows.length }));
      document.getElementById("title-behind")?.scrollIntoView({ block: "nearest" });
    } catch (error) {
      if (mine !== asked || ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      const retry = () => bring(title, ask);
      set({ behind: { title, rows: [], instead: problem(error, retry) } });
    }
  }

  function behindBar(product, label) {
    const ask = async (after) =>
      (await client.query("usageOfPeriod", { label, product: product.id, after })).reports.usage;
    bring(t("reports.behind", { product: product.name, label }), ask);
  }

  function behindPoint(date) {
    const ask = async (after) => (await client.query("valuesOfDay", { day: date, after })).reports.contractValues;
    bring(t("reports.behind.day", { day: day(date) }), ask);
  }

  return { ready: () => loading, view: () => page(state.value) };
}

async function nothing() {
  const { notice } = await import("../lib/states.js");
  return notice({ symbol: "table", title: t("reports.empty"), text: t("reports.empty.text") });
}

/** A chart for each product: their units differ, so their bars can't share an axis. */
function usageCharts(createChart, totals, onChoose) {
  const products = new Map(totals.map(({ product }) => [product.id, product]));
  return [...products.values()].sort((one, other) => one.name.localeCompare(other.name)).map((product) => {
    const rows = totals.filter((total) => total.product.id === product.id);
    const span = ({ startOn, endOn }) => days(startOn, addDays(endOn, -1));
    const data = {
      title: t("reports.usage", { product: product.name, unit: product.unit }),
      over: t("reports.period"),
      labels: rows.map(({ label }) => ({ id: label, text: label })),
      series: [{ id: product.id, name: product.name, values: rows.map(({ quantity }) => quantity) }],
      write: number,
    };
    const choose = ({ label }) => onChoose(product, label);
    const note = t("reports.span", { span: span(rows[rows.length - 1]) });
    return { key: product.id, note, chart: createChart("bars", data, { id: `usage-${product.id}`, onChoose: choose }) };
  });
}

/** A chart for each currency. */
function valueCharts(createChart, totals, onChoose) {
  const currencies = [...new Set(totals.map(({ amount }) => amount.currency))].sort();
  return currencies.map((currency) => {
    const rows = totals.filter(({ amount }) => amount.currency === currency);
    const data = {
      title: t("reports.value", { currency }),
      over: t("reports.day"),
      labels: rows.map((row) => ({ id: row.day, text: day(row.day) })),
      series: [{ id: currency, name: currency, values: rows.map(({ amount }) => amount.minorUnits) }],
      write: (minorUnits) => money({ minorUnits, currency }),
      hasTrend: true,
    };
    const last = rows[rows.length - 1];
    const note = t("reports.now", { amount: money(last.amount), count: last.customers });
    const choose = ({ label }) => onChoose(label);
    return { key: currency, note, chart: createChart("lines", data, { id: `value-${currency}`, onChoose: choose }) };
  });
}

function page({ charts, instead, behind }) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("place.reports"))),
    instead ?? h("p", { class: "sub" }, t("reports.hint")),
    !instead && h("div", { class: "reports", "aria-busy": charts ? null : "true" }, (charts ?? []).map(one)),
    behind && card("behind", behind.title, behind.instead ?? breakdown(behind.rows), behind.rows?.length),
  ]);
}

function one({ key, note, chart }) {
  return h("section", { class: "card reports__chart", key }, [chart.view(), h("p", { class: "sub" }, note)]);
}

function breakdown(rows) {
  if (!rows) return bones();
  const isMoney = rows.some(({ amount }) => amount);
  const amount = isMoney
    ? { id: "amount", title: t("reports.amount"), isNumber: true, cell: (row) => money(row.amount) }
    : { id: "quantity", title: t("reports.quantity"), isNumber: true, cell: (row) => number(row.quantity) };
  const columns = [{ id: "customer", title: t("tasks.customer"), isHeading: true, cell: customerCell }, amount];
  return table({ caption: t("tasks.customer"), columns, rows });
}

function customerCell({ customer }) {
  if (!customer) return none();
  return h("a", { class: "row-link", href: `/customers/${encodeURIComponent(customer.id)}` }, customer.name);
}
