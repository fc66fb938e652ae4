/** One customer: the facts, the people to talk to, the invoices. */
import { h, icon, signal } from "../lib/h.js";
import { badge, table } from "../lib/table.js";
import { notice, problem } from "../lib/states.js";
import { invoiceBadge } from "./invoice-status.js";
import { count, country, day, moment, money, number } from "../lib/format.js";

const TYPES = { SALES: "Sales", CUSTOMER_SUCCESS: "Customer success", FINANCE: "Finance", TECHNICAL: "Technical" };

export default function customer({ params, client, ended, viewer, setTitle, setGuard, toast }) {
  const state = signal(/** @type {any} */ ({ customer: null, instead: null, isMore: false }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let loading = load();
  setTitle("Customer");

  async function load() {
    try {
      const { customer: found } = await client.query("customer", { id: params.id });
      if (ended.aborted) return;
      if (found) setTitle(found.name);
      set({ customer: found, instead: found ? null : missing() });
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
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
      toast("Customer saved.");
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

function missing() {
  return notice({
    symbol: "building",
    title: "No such customer",
    text: "This customer doesn't exist, or you don't look after it.",
    actions: h("a", { class: "button button--main", href: "/customers" }, "All customers"),
    isPage: true,
  });
}

function page({ customer: shown, isMore }, { edit, moreInvoices, mayEdit }) {
  return h("div", { class: "page" }, [
    h("a", { class: "crumb", href: "/customers" }, icon("left"), "Customers"),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, shown?.name ?? "Customer"),
      shown && statusBadge(shown),
      shown && mayEdit && h("div", { class: "page-head__actions" }, [
        h("button", { class: "button", type: "button", id: "edit", onclick: edit }, icon("edit"), "Edit"),
      ]),
    ]),
    h("div", { class: "detail" }, [
      section("Facts", shown ? facts(shown) : bones()),
      section("Contacts", shown ? contacts(shown.contacts) : bones(), shown?.contacts.totalCount),
      section("Invoices", shown ? invoices(shown.invoices, isMore, moreInvoices) : bones(), shown?.invoices.totalCount),
    ]),
  ]);
}

function statusBadge({ status, kind, trialEndsOn }) {
  return [
    status === "ENABLED" ? badge("Enabled", "good") : badge("Disabled"),
    kind === "EVALUATION" && badge(trialEndsOn ? `Trial to ${day(trialEndsOn)}` : "Evaluation", "info"),
  ];
}

function section(title, content, total) {
  const id = `title-${title.toLowerCase()}`;
  return h("section", { class: `card card--${title.toLowerCase()}`, "aria-labelledby": id, key: title }, [
    h("div", { class: "card__head" }, [
      h("h2", { id }, title),
      total !== undefined && h("span", { class: "card__count" }, number(total)),
    ]),
    content,
  ]);
}

function bones() {
  return h("div", { class: "bones", "aria-hidden": "true" }, [1, 2, 3, 4].map(() => h("span", { class: "bone" })));
}

function facts(shown) {
  const { externalRef, email, phone, address, partnership, createdAt, updatedAt } = shown;
  const when = (value) => h("time", { datetime: value, title: moment(value) }, day(value));
  const rows = [
    ["Reference", externalRef && h("code", null, externalRef)],
    ["E-mail", h("a", { href: `mailto:${email}` }, email)],
    ["Phone", phone && h("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone)],
    ["Address", address && h("span", { class: "lines" }, address)],
    ["Country", shown.country && country(shown.country)],
    ["Partnership", partnership?.name],
    ["Customer since", when(createdAt)],
    ["Last change", when(updatedAt)],
  ];
  const row = ([name, value]) => h("div", { key: name }, h("dt", null, name), h("dd", null, value || none()));
  return h("dl", { class: "facts" }, rows.map(row));
}

function none() {
  return h("span", { class: "none" }, "Not given");
}

function contacts({ nodes }) {
  if (!nodes.length) return h("p", { class: "card__empty" }, "No contacts for this customer.");
  return h("ul", { class: "people" }, nodes.map(person));
}

function person({ id, name, title, type, email, phone }) {
  return h("li", { class: "person", key: id }, [
    h("div", { class: "person__who" }, [
      h("strong", null, name),
      h("span", { class: "sub" }, [TYPES[type] ?? type, title].filter(Boolean).join(" · ")),
    ]),
    h("div", { class: "person__reach" }, [
      email && h("a", { class: "soft", href: `mailto:${email}` }, email),
      phone && h("a", { class: "soft", href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone),
    ]),
  ]);
}

function invoices({ nodes, totalCount, pageInfo }, isMore, more) {
  if (!nodes.length) return h("p", { class: "card__empty" }, "No invoices for this customer.");
  return [
    table({ caption: "Invoices", columns: COLUMNS, rows: nodes }),
    pageInfo.hasNextPage && h("div", { class: "card__more" }, [
      h("span", { class: "sub" }, `${number(nodes.length)} of ${count(totalCount, "invoice")}`),
      h(
        "button",
        { class: "button button--quiet", type: "button", id: "more-invoices", onclick: more },
        isMore ? "Loading…" : "Show more",
      ),
    ]),
  ];
}

function numberCell({ id, number: text }) {
  return h("a", { class: "row-link", href: `/invoices/${encodeURIComponent(id)}` }, h("code", null, text));
}

const COLUMNS = [
  { id: "number", title: "Number", isHeading: true, cell: numberCell },
  { id: "issued", title: "Issued", cell: ({ issuedOn }) => h("time", { datetime: issuedOn }, day(issuedOn)) },
  { id: "due", title: "Due", rank: 2, cell: ({ dueOn }) => h("time", { datetime: dueOn }, day(dueOn)) },
  { id: "status", title: "Status", cell: ({ status }) => invoiceBadge(status) },
  { id: "total", title: "Total", isNumber: true, cell: ({ total }) => money(total) },
];
