/** One customer: its name and state above, and below it one tab after another, each with a module of its own. */
import { h, icon, signal } from "../lib/h.js";
import { bones, crumb } from "../lib/detail.js";
import { day } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";
import { tabPanel, tabRow } from "../lib/tabs.js";
import { tabPath } from "./customer/tab-path.js";
import "./customer/words.js";

const TABS = [
  { id: "overview", load: () => import("./customer/overview.js") },
  { id: "contacts", load: () => import("./customer/contacts.js"), count: ({ contacts }) => contacts.totalCount },
  { id: "usage", load: () => import("./customer/usage.js") },
  { id: "contracts", load: () => import("./customer/contracts.js"), count: ({ contracts }) => contracts.totalCount },
  { id: "engagement", load: () => import("./customer/engagement.js") },
  { id: "tasks", load: () => import("./customer/tasks.js"), count: ({ tasks }) => tasks.totalCount },
  { id: "portal", load: () => import("./customer/portal.js") },
  { id: "invoices", load: () => import("./customer/invoices.js"), count: ({ invoices }) => invoices.totalCount },
];

export default function customer(context) {
  const { params, url, client, ended, viewer, setTitle, setGuard, toast } = context;
  const state = signal(/** @type {any} */ ({ customer: null, instead: null, tab: tabIn(url), panel: null }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const panels = new Map();
  let here = url;
  let loading = /** @type {Promise<any>} */ (Promise.all([load(), open()]));
  setTitle(t("customer.title"));

  async function load() {
    try {
      const { customer: found } = await client.query("customer", { id: params.id });
      const instead = found ? null : await missing();
      if (ended.aborted) return;
      set({ customer: found, instead });
      if (found) name();
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      set({ instead: problem(error, reload, { isPage: true }) });
    }
  }

  /** Brings the module of the tab and lets it ask, once: whoever returns to a tab finds it as it was. */
  async function open() {
    const { tab } = state.value;
    try {
      const { default: make } = await TABS.find(({ id }) => id === tab).load();
      if (ended.aborted) return;
      if (panels.has(tab)) panels.get(tab).move?.(here);
      else panels.set(tab, make({ ...context, url: here, customer: () => state.value.customer, changed: load }));
      if (state.value.tab === tab) set({ panel: panels.get(tab) });
      await panels.get(tab).ready();
    } catch (error) {
      if (ended.aborted) return;
      const { problem } = await import("../lib/states.js");
      if (state.value.tab === tab) set({ panel: { view: () => problem(error, () => location.reload()) } });
    }
  }

  function name() {
    const { customer: shown, tab } = state.value;
    setTitle(tab === TABS[0].id ? shown.name : `${t(`customer.tab.${tab}`)} · ${shown.name}`);
  }

  function reload() {
    panels.clear();
    loading = Promise.all([load(), open()]);
    return loading;
  }

  // Whoever views as somebody else changes nothing.
  const mayEdit = isStaff(viewer) && !viewer.impersonator;

  async function edit() {
    const { openEdit } = await import("./customer-edit.js");
    const onSaved = (changed) => {
      set({ customer: { ...state.value.customer, ...changed } });
      name();
      toast(t("customer.saved"));
    };
    openEdit(state.value.customer, { client, setGuard, onSaved, onReload: reload, ended });
  }

  return {
    ready: () => loading,
    move(next) {
      here = next;
      if (state.value.tab !== tabIn(next)) set({ tab: tabIn(next), panel: null });
      if (state.value.customer) name();
      loading = open();
    },
    view: () => state.value.instead ?? page(state.value, params.id, { edit, mayEdit }),
  };
}

/** The tab that an address names; the first where it names none. */
export function tabIn(url) {
  const wanted = url.searchParams.get("tab");
  return TABS.some(({ id }) => id === wanted) ? wanted : TABS[0].id;
}

/** The tabs that say something about a customer: service providers sell by period, without contracts. */
export function tabsFor({ partnership, contracts }) {
  const isWithContracts = partnership?.type !== "MSSP" || contracts.totalCount > 0;
  return TABS.filter(({ id }) => id !== "contracts" || isWithContracts);
}

function isStaff({ role }) {
  return role === "ADMIN" || role === "USER";
}

async function missing() {
  const { notice } = await import("../lib/states.js");
  const words = { title: t("customer.missing"), text: t("customer.missing.text") };
  const actions = h("a", { class: "button button--main", href: "/customers" }, t("customer.all"));
  return notice({ symbol: "building", ...words, actions, isPage: true });
}

function page({ customer: shown, tab, panel }, id, { edit, mayEdit }) {
  return h("div", { class: "page" }, [
    crumb("/customers", t("customers.title")),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, shown?.name ?? t("customer.title")),
      shown && statusBadge(shown),
      shown && mayEdit && h("div", { class: "page-head__actions" }, [
        h("button", { class: "button", type: "button", id: "edit", onclick: edit }, icon("edit"), t("customer.edit")),
      ]),
    ]),
    shown ? tabRow({ label: t("customer.tabs"), tabs: row(shown, id, tab), open: tab }) : h("div", { class: "tabs" }),
    shown && panel ? tabPanel(tab, panel.view()) : h("div", { class: "card", "aria-busy": "true" }, bones()),
  ]);
}

/** What is open stays among the tabs, also where the address alone led to it. */
function row(shown, id, open) {
  const visible = new Set([...tabsFor(shown).map((tab) => tab.id), open]);
  return TABS.filter((tab) => visible.has(tab.id)).map((tab) => ({
    id: tab.id,
    title: t(`customer.tab.${tab.id}`),
    path: tabPath(id, tab === TABS[0] ? "" : tab.id),
    count: tab.count?.(shown),
  }));
}

function statusBadge({ status, kind, trialEndsOn }) {
  const trial = () => trialEndsOn ? t("customers.trial", { day: day(trialEndsOn) }) : t("customers.kind.EVALUATION");
  return [
    badge(t(`customers.status.${status}`), status === "ENABLED" ? "good" : "plain"),
    kind === "EVALUATION" && badge(trial(), "info"),
  ];
}
