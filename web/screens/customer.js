/** One customer: the facts, the people to talk to, the invoices. */
import { h, icon, signal } from "../lib/h.js";
import { bones, card, crumb, facts, mailLink, phoneLink } from "../lib/detail.js";
import { country, day, moment, money } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge, table } from "../lib/table.js";
import { invoiceBadge } from "../lib/invoice-status.js";

export default function customer({ params, client, ended, viewer, setTitle, setGuard, toast }) {
  const state = signal(/** @type {any} */ ({ customer: null, instead: null, isMore: false }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let loading = load();
  setTitle(t("customer.title"));

  async function load() {
    try {
      const { customer: found } = await client.query("customer", { id: params.id });
      const instead = found ? null : await missing();
      if (ended.aborted) return;
      if (found) setTitle(found.name);
      set({ customer: found, instead });
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      set({ instead: problem(error, reload, { isPage: true }) });
    }
  }

  function reload() {
    loading = load();
    return loading;
  }

  async function moreInvoices() {
    const { customer: shown } = state.value;
    set({ isMore: true });
    try {
      const { customer: found } = await client.query("customerInvoices", {
        id: shown.id,
        after: shown.invoices.pageInfo.endCursor,
      });
      const nodes = [...shown.invoices.nodes, ...found.invoices.nodes];
      set({ customer: { ...state.value.customer, invoices: { ...found.invoices, nodes } } });
    } finally {
      set({ isMore: false });
    }
  }

  async function edit() {
    const { openEdit } = await import("./customer-edit.js");
    const onSaved = (changed) => {
      set({ customer: { ...state.value.customer, ...changed } });
      setTitle(changed.name);
      toast(t("customer.saved"));
    };
    openEdit(state.value.customer, { client, setGuard, onSaved, onReload: reload, ended });
  }

  return {
    ready: () => loading,
    view: () =>
      state.value.instead ??
        page(state.value, { edit, moreInvoices, mayEdit: ["ADMIN", "USER"].includes(viewer.role) }),
  };
}

async function missing() {
  const { notice } = await import("../lib/states.js");
  const words = { title: t("customer.missing"), text: t("customer.missing.text") };
  const actions = h("a", { class: "button button--main", href: "/customers" }, t("customer.all"));
  return notice({ symbol: "building", ...words, actions, isPage: true });
}

function page({ customer: shown, isMore }, { edit, moreInvoices, mayEdit }) {
  return h("div", { class: "page" }, [
    crumb("/customers", t("customers.title")),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, shown?.name ?? t("customer.title")),
      shown && statusBadge(shown),
      shown && mayEdit && h("div", { class: "page-head__actions" }, [
        h("button", { class: "button", type: "button", id: "edit", onclick: edit }, icon("edit"), t("customer.edit")),
      ]),
    ]),
    h("div", { class: "detail" }, [
      card("facts", t("detail.facts"), shown ? facts(rows(shown)) : bones()),
      card("contacts", t("customer.contacts"), shown ? contacts(shown.contacts) : bones(), shown?.contacts.totalCount),
      card(
        "invoices",
        t("invoices.title"),
        shown ? invoices(shown.invoices, isMore, moreInvoices) : bones(),
        shown?.invoices.totalCount,
      ),
    ]),
  ]);
}

function statusBadge({ status, kind, trialEndsOn }) {
  const trial = () => trialEndsOn ? t("customers.trial", { day: day(trialEndsOn) }) : t("customers.kind.EVALUATION");
  return [
    badge(t(`customers.status.${status}`), status === "ENABLED" ? "good" : "plain"),
    kind === "EVALUATION" && badge(trial(), "info"),
  ];
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

function contacts({ nodes }) {
  if (!nodes.length) return h("p", { class: "card__empty" }, t("customer.contacts.none"));
  return h("ul", { class: "people" }, nodes.map(person));
}

function person({ id, name, title, type, email, phone }) {
  return h("li", { class: "person", key: id }, [
    h("div", { class: "person__who" }, [
      h("strong", null, name),
      h("span", { class: "sub" }, [t(`contact.type.${type}`), title].filter(Boolean).join(" · ")),
    ]),
    h("div", { class: "person__reach" }, mailLink(email, "soft"), phoneLink(phone, "soft")),
  ]);
}

function invoices({ nodes, totalCount, pageInfo }, isMore, more) {
  if (!nodes.length) return h("p", { class: "card__empty" }, t("customer.invoices.none"));
  const whole = t("invoices.count", { count: totalCount });
  const button = { class: "button button--quiet", type: "button", id: "more-invoices", onclick: more };
  return [
    table({ caption: t("invoices.title"), columns: COLUMNS, rows: nodes }),
    pageInfo.hasNextPage && h("div", { class: "card__more" }, [
      h("span", { class: "sub" }, t("list.part", { part: nodes.length, whole })),
      h("button", button, t(isMore ? "customer.loading" : "customer.more")),
    ]),
  ];
}

function numberCell({ id, number }) {
  return h("a", { class: "row-link", href: `/invoices/${encodeURIComponent(id)}` }, h("code", null, number));
}

const COLUMNS = [
  { id: "number", title: t("invoices.by.NUMBER"), isHeading: true, cell: numberCell },
  { id: "issued", title: t("invoices.by.ISSUED_ON"), cell: ({ issuedOn }) => date(issuedOn) },
  { id: "due", title: t("invoices.by.DUE_ON"), rank: 2, cell: ({ dueOn }) => date(dueOn) },
  { id: "status", title: t("invoices.status"), cell: ({ status }) => invoiceBadge(status) },
  { id: "total", title: t("invoices.total"), isNumber: true, cell: ({ total }) => money(total) },
];

function date(value) {
  return h("time", { datetime: value }, day(value));
}
