/** How the customers list looks. What it shows and where it leads is decided in customers.js. */
import { h, icon } from "../lib/h.js";
import { badge, pager, table } from "../lib/table.js";
import { count, country, day, moment, number } from "../lib/format.js";

/** Rows a page. */
export const SIZES = [25, 50, 100];
/** Values of the schema, as people read them. */
export const STATUSES = { ENABLED: "Enabled", DISABLED: "Disabled" };
export const KINDS = { REGULAR: "Regular", EVALUATION: "Evaluation" };
/** Values of CustomerOrderField. */
export const ORDERS = {
  NAME: "Name",
  EMAIL: "E-mail",
  STATUS: "Status",
  CREATED_AT: "Created",
  UPDATED_AT: "Last change",
};

/** Leaves the page that a cursor named. */
export const firstPage = { after: "", before: "" };
/** Leaves search and filters. */
export const noFilter = { q: "", status: "", kind: "", ...firstPage };

/** The whole screen. `show` goes to another view of the list, `addressOf` tells where one is. */
export function page({ place, list, instead, isWaiting, show, type, addressOf }) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, "Customers"),
      h("p", { class: "page-head__count" }, list ? number(list.totalCount) : null),
    ]),
    toolbar(place, show, type),
    instead ?? content({ place, list, isWaiting, show, addressOf }),
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
    choice(
      "status",
      "Status",
      { "": "Any status", ...STATUSES },
      place.status,
      (status) => show({ ...firstPage, status }),
    ),
    choice("kind", "Kind", { "": "Any kind", ...KINDS }, place.kind, (kind) => show({ ...firstPage, kind })),
    choice("order", "Order", orders(), orderOf(place.sort), (order) => show({ ...firstPage, sort: readOrder(order) })),
    isFiltered &&
    h("button", { class: "button button--quiet", type: "button", onclick: () => show(noFilter) }, "Clear filters"),
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
    h("select", {
      id,
      class: "choice__select",
      value: chosen,
      onchange: (event) => onChange(event.currentTarget.value),
    }, [
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

function content({ place, list, isWaiting, show, addressOf }) {
  if (!list && !isWaiting) return h("div", { class: "table-room" });
  const sortBy = (name) => {
    const isDescending = place.sort.name === name && !place.sort.isDescending;
    show({ ...firstPage, sort: { name, isDescending } });
  };
  const rows = list?.nodes ?? null;
  return [
    table({
      caption: "Customers",
      columns: COLUMNS,
      rows,
      sort: place.sort,
      onSort: sortBy,
      isStale: Boolean(list) && isWaiting,
    }),
    list && pages(place, list, show, addressOf),
  ];
}

function pages(place, { nodes, totalCount, pageInfo }, show, addressOf) {
  const { hasPreviousPage, hasNextPage, startCursor, endCursor } = pageInfo;
  const to = (cursor) => addressOf({ ...firstPage, ...cursor });
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
  {
    id: "ref",
    title: "Reference",
    rank: 3,
    cell: ({ externalRef }) => externalRef ? h("code", null, externalRef) : none(),
  },
  {
    id: "email",
    title: "E-mail",
    sort: "EMAIL",
    cell: ({ email }) => h("a", { class: "soft", href: `mailto:${email}` }, email),
  },
  { id: "country", title: "Country", rank: 2, cell: (row) => row.country ? country(row.country) : none() },
  { id: "kind", title: "Kind", rank: 2, cell: kindCell },
  {
    id: "status",
    title: "Status",
    sort: "STATUS",
    cell: ({ status }) => badge(STATUSES[status], status === "ENABLED" ? "good" : "plain"),
  },
  { id: "updated", title: "Last change", sort: "UPDATED_AT", rank: 3, cell: dateCell },
];

function none() {
  return h(
    "span",
    { class: "none" },
    h("span", { "aria-hidden": "true" }, "–"),
    h("span", { class: "visually-hidden" }, "none"),
  );
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
