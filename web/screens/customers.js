/** The customers list. Search, filters, order and page stand in the address, so that it can be shared and reloaded. */
import { h, icon, signal } from "../lib/h.js";
import { badge, pager, table } from "../lib/table.js";
import { count, country, day, moment, number } from "../lib/format.js";

const SIZES = [25, 50, 100];
const STATUSES = { ENABLED: "Enabled", DISABLED: "Disabled" };
const KINDS = { REGULAR: "Regular", EVALUATION: "Evaluation" };
const ORDERS = { NAME: "Name", EMAIL: "E-mail", STATUS: "Status", CREATED_AT: "Created", UPDATED_AT: "Last change" };
const TYPING_PAUSE = 250;
const PATIENCE = 150;

/** What an address asks for. Parameters that mean nothing are dropped. */
export function readAddress(parameters) {
  const one = (name, known) => (Object.hasOwn(known, parameters.get(name)) ? parameters.get(name) : "");
  const [, minus, order] = /^(-?)(.*)$/.exec(parameters.get("sort") ?? "") ?? [];
  const size = Number(parameters.get("size"));
  const after = parameters.get("after") ?? "";
  return {
    q: (parameters.get("q") ?? "").slice(0, 200),
    status: one("status", STATUSES),
    kind: one("kind", KINDS),
    sort: Object.hasOwn(ORDERS, order) ? { name: order, isDescending: minus === "-" } : { name: "NAME", isDescending: false },
    size: SIZES.includes(size) ? size : SIZES[0],
    after,
    before: after ? "" : parameters.get("before") ?? "",
  };
}

/** The address of a view of the list; what is as usual is left out. */
export function writeAddress({ q, status, kind, sort, size, after, before }) {
  const order = (sort.isDescending ? "-" : "") + sort.name;
  const given = { q, status, kind, sort: order === "NAME" ? "" : order, size: size === SIZES[0] ? "" : size, after, before };
  const parameters = Object.entries(given).filter(([, value]) => value !== "").map(([name, value]) => [name, String(value)]);
  const text = String(new URLSearchParams(parameters));
  return text ? `/customers?${text}` : "/customers";
}

/** The variables of the query that a view of the list needs. */
export function variablesOf({ q, status, kind, sort, size, after, before }) {
  const filter = {
    ...(q.trim() && { search: q.trim() }),
    ...(status && { status: { eq: status } }),
    ...(kind && { kind: { eq: kind } }),
  };
  return {
    ...(before ? { last: size, before } : { first: size, ...(after && { after }) }),
    ...(Object.keys(filter).length && { filter }),
    orderBy: [{ field: sort.name, direction: sort.isDescending ? "DESC" : "ASC" }],
  };
}

export default function customers({ url, client, ended, go, setTitle, announce }) {
  const place = signal(readAddress(url.searchParams));
  const list = signal(/** @type {any} */ (null));
  const instead = signal(/** @type {any} */ (null));
  const isWaiting = signal(false);
  let asked = 0;
  let loading = load();
  let typing = 0;
  setTitle("Customers");
  ended.addEventListener("abort", () => clearTimeout(typing));

  async function load() {
    const mine = ++asked;
    const slow = setTimeout(() => mine === asked && (isWaiting.value = true), PATIENCE);
    try {
      const { customers: answer } = await client.query("customers", variablesOf(place.value));
      if (mine !== asked || ended.aborted) return;
      list.value = answer;
      instead.value = answer.nodes.length ? null : await nothing(place.value, show);
      announce(count(answer.totalCount, "customer"));
    } catch (error) {
      if (mine !== asked || ended.aborted || error.kind === "auth") return;
      if (error.code === "BAD_CURSOR") return show({ ...firstPage, isReplaced: true });
      const { problem } = await import("../lib/states.js");
      instead.value = problem(error, () => (loading = load()));
    } finally {
      clearTimeout(slow);
      if (mine === asked) isWaiting.value = false;
    }
  }

  /** Goes to another view of the list: a new entry of the history, except while typing. */
  function show({ isReplaced = false, ...changes }) {
    clearTimeout(typing);
    go(writeAddress({ ...place.value, ...changes }), { replace: isReplaced });
  }

  function type(event) {
    place.value = { ...place.value, ...firstPage, q: event.currentTarget.value };
    clearTimeout(typing);
    typing = setTimeout(() => show({ isReplaced: true }), TYPING_PAUSE);
  }

  return {
    ready: () => loading,
    move(address) {
      place.value = readAddress(address.searchParams);
      loading = load();
    },
    view: () => page({ place: place.value, list: list.value, instead: instead.value, isWaiting: isWaiting.value, show, type }),
  };
}

const firstPage = { after: "", before: "" };
const noFilter = { q: "", status: "", kind: "", ...firstPage };

async function nothing(place, show) {
  const { notice } = await import("../lib/states.js");
  if (place.after || place.before) {
    const back = h("button", { class: "button", type: "button", onclick: () => show(firstPage) }, "To the first page");
    return notice({ symbol: "building", title: "Nothing on this page", text: "The list has become shorter.", actions: back });
  }
  if (place.q || place.status || place.kind) {
    const clear = h("button", { class: "button", type: "button", onclick: () => show(noFilter) }, icon("close"), "Clear filters");
    return notice({ symbol: "search", title: "No customer matches", text: "Try another word, or fewer filters.", actions: clear });
  }
  const text = "The customers of your partnerships appear here as soon as there are any that you look after.";
  return notice({ symbol: "building", title: "No customers yet", text });
}

function page({ place, list, instead, isWaiting, show, type }) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, "Customers"),
      h("p", { class: "page-head__count" }, list ? number(list.totalCount) : null),
    ]),
    toolbar(place, show, type),
    instead ?? content(place, list, isWaiting, show),
  ]);
}

function toolbar(place, show, type) {
  const isFiltered = Boolean(place.q || place.status || place.kind);
  const search = (event) => {
    event.preventDefault();
    show({ ...firstPage });
  };
  return h("form", { class: "toolbar", role: "search", "aria-label": "Customers", onsubmit: search }, [
    h("div", { class: "search" }, [
      h("label", { class: "visually-hidden", for: "search" }, "Search customers"),
      icon("search"),
      h("input", { ...SEARCH, value: place.q, oninput: type }),
      h("kbd", { class: "search__key", "aria-hidden": "true" }, "/"),
    ]),
    choice("status", "Status", { "": "Any status", ...STATUSES }, place.status, (status) => show({ ...firstPage, status })),
    choice("kind", "Kind", { "": "Any kind", ...KINDS }, place.kind, (kind) => show({ ...firstPage, kind })),
    choice("order", "Order", orders(), orderOf(place.sort), (order) => show({ ...firstPage, sort: readOrder(order) })),
    isFiltered && h("button", { class: "button button--quiet", type: "button", onclick: () => show(noFilter) }, "Clear filters"),
  ]);
}

const SEARCH = {
  id: "search",
  class: "search__input",
  type: "search",
  placeholder: "Name, e-mail or reference",
  autocomplete: "off",
  spellcheck: "false",
  "data-search": true,
};

function choice(id, label, options, chosen, onChange) {
  const option = ([value, text]) => h("option", { value, key: value }, text);
  return h("div", { class: `choice choice--${id}` }, [
    h("label", { class: "visually-hidden", for: id }, label),
    h("select", { id, class: "choice__select", value: chosen, onchange: (event) => onChange(event.currentTarget.value) }, [
      Object.entries(options).map(option),
    ]),
  ]);
}

function orders() {
  const both = ([name, text]) => [[name, `${text}, ascending`], [`-${name}`, `${text}, descending`]];
  return Object.fromEntries(Object.entries(ORDERS).flatMap(both));
}

function orderOf({ name, isDescending }) {
  return (isDescending ? "-" : "") + name;
}

function readOrder(text) {
  return { name: text.replace("-", ""), isDescending: text.startsWith("-") };
}

function content(place, list, isWaiting, show) {
  if (!list && !isWaiting) return h("div", { class: "table-room" });
  const sortBy = (name) => {
    const isDescending = place.sort.name === name && !place.sort.isDescending;
    show({ ...firstPage, sort: { name, isDescending } });
  };
  const rows = list?.nodes ?? null;
  return [
    table({ caption: "Customers", columns: COLUMNS, rows, sort: place.sort, onSort: sortBy, isStale: Boolean(list) && isWaiting }),
    list && pages(place, list, show),
  ];
}

function pages(place, { nodes, totalCount, pageInfo }, show) {
  const { hasPreviousPage, hasNextPage, startCursor, endCursor } = pageInfo;
  const to = (cursor) => writeAddress({ ...place, ...firstPage, ...cursor });
  const sizes = Object.fromEntries(SIZES.map((size) => [size, `${size} a page`]));
  return h("div", { class: "table-foot" }, [
    choice("size", "Rows a page", sizes, String(place.size), (size) => show({ ...firstPage, size: Number(size) })),
    pager({
      previous: hasPreviousPage ? to({ before: startCursor }) : null,
      next: hasNextPage ? to({ after: endCursor }) : null,
      text: `${number(nodes.length)} of ${count(totalCount, "customer")}`,
    }),
  ]);
}

const COLUMNS = [
  { id: "name", title: "Name", sort: "NAME", isHeading: true, cell: nameCell },
  { id: "ref", title: "Reference", rank: 2, cell: ({ externalRef }) => externalRef ? h("code", null, externalRef) : none() },
  { id: "email", title: "E-mail", sort: "EMAIL", cell: ({ email }) => h("a", { class: "soft", href: `mailto:${email}` }, email) },
  { id: "country", title: "Country", rank: 3, cell: (row) => row.country ? country(row.country) : none() },
  { id: "kind", title: "Kind", rank: 2, cell: kindCell },
  { id: "status", title: "Status", sort: "STATUS", cell: ({ status }) => badge(STATUSES[status], status === "ENABLED" ? "good" : "plain") },
  { id: "updated", title: "Last change", sort: "UPDATED_AT", rank: 3, cell: dateCell },
];

function none() {
  return h("span", { class: "none" }, h("span", { "aria-hidden": "true" }, "–"), h("span", { class: "visually-hidden" }, "none"));
}

function nameCell({ id, name, partnership }) {
  return [
    h("a", { class: "row-link", href: `/customers/${encodeURIComponent(id)}`, id: `row-${id}` }, name),
    partnership && h("span", { class: "sub" }, partnership.name),
  ];
}

function kindCell({ kind, trialEndsOn }) {
  if (kind === "REGULAR") return KINDS.REGULAR;
  return badge(trialEndsOn ? `Trial to ${day(trialEndsOn)}` : KINDS.EVALUATION, "info");
}

function dateCell({ updatedAt }) {
  return h("time", { datetime: updatedAt, title: moment(updatedAt) }, day(updatedAt));
}
