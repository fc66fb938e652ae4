/** How lists look: the bar of filters, the table with sortable headings, its skeleton, and the bar that turns pages. */
import { h, icon } from "./h.js";
import { t } from "./i18n.js";
import "./screen-words.js";

/** Rows a page. */
export const SIZES = [25, 50, 100];
/** Leaves the page that a cursor named. */
export const firstPage = { after: "", before: "" };

/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} title
 * @property {(row: any) => any} cell
 * @property {string} [sort] the name to sort by; without one the column can't be sorted
 * @property {boolean} [isNumber]
 * @property {boolean} [isHeading] the cell that names the row
 * @property {number} [rank] 3 goes first when there is little room, 2 then
 * @property {boolean} [isSelect] the check boxes that choose rows; their heading is for the ear alone
 */

/**
 * @param {object} table
 * @param {string} table.caption
 * @param {Column[]} table.columns
 * @param {any[] | null} table.rows null while they load
 * @param {{name: string, isDescending: boolean}} [table.sort]
 * @param {(name: string) => void} [table.onSort]
 * @param {boolean} [table.isStale] new rows are on their way
 */
export function table({ caption, columns, rows, sort, onSort, isStale = false }) {
  const head = h("tr", { role: "row" }, columns.map((column) => heading(column, sort, onSort)));
  const body = rows ? rows.map((row) => line(row, columns)) : skeleton(columns);
  const busy = rows === null || isStale;
  return h("div", { class: `table-box${isStale ? " is-stale" : ""}`, key: "table" }, [
    h("table", { class: "table", role: "table", "aria-busy": busy ? "true" : null }, [
      h("caption", { class: "visually-hidden" }, caption),
      h("thead", { role: "rowgroup" }, head),
      h("tbody", { role: "rowgroup" }, body),
    ]),
  ]);
}

// Said once more as roles: a narrow page lays rows out as blocks, and browsers then forget that they are a table's.
const COLUMN = { role: "columnheader", scope: "col" };

function classOf({ isNumber, isSelect, rank }) {
  return [isNumber && "is-number", isSelect && "is-select", rank && `rank-${rank}`].filter(Boolean).join(" ") || null;
}

function heading(column, sort, onSort) {
  const { id, sort: name } = column;
  const title = column.isSelect ? h("span", { class: "visually-hidden" }, column.title) : column.title;
  const isSorted = name !== undefined && sort?.name === name;
  const direction = isSorted ? (sort.isDescending ? "descending" : "ascending") : null;
  const button = () =>
    h("button", { class: "table__sort", type: "button", id: `sort-${id}`, onclick: () => onSort?.(name) }, [
      title,
      isSorted && icon(sort.isDescending ? "down" : "up"),
    ]);
  return h("th", { ...COLUMN, class: classOf(column), "aria-sort": direction, key: id }, name ? button() : title);
}

function line(row, columns) {
  const cell = (column) => {
    const properties = { class: classOf(column), key: column.id, "data-title": column.title };
    if (!column.isHeading) return h("td", { ...properties, role: "cell" }, column.cell(row));
    return h("th", { ...properties, role: "rowheader", scope: "row" }, column.cell(row));
  };
  return h("tr", { role: "row", key: row.id }, columns.map(cell));
}

/** Rows of the right height, so that nothing moves when the real ones come. */
function skeleton(columns, count = 8) {
  const bar = (column) => h("td", { class: classOf(column) }, h("span", { class: "bone" }));
  return Array.from(
    { length: count },
    (_, index) => h("tr", { class: "is-skeleton", "aria-hidden": "true", key: `bone ${index}` }, columns.map(bar)),
  );
}

/**
 * Turns pages by cursor. The links are addresses: they open in a new tab, and Back returns. One page has none.
 * @param {{previous: string | null, next: string | null, text: string}} pages
 */
export function pager({ previous, next, text }) {
  const link = (href, label, symbol) =>
    href ? h("a", { class: "button button--quiet", href, id: `page-${symbol}` }, arrow(symbol, label)) : h(
      "span",
      { class: "button button--quiet is-off", "aria-disabled": "true", role: "link" },
      arrow(symbol, label),
    );
  return h("nav", { class: "pager", "aria-label": t("list.pages"), key: "pager" }, [
    h("p", { class: "pager__text", role: "status" }, text),
    (previous || next) && h("div", { class: "pager__links" }, [
      link(previous, t("list.previous"), "left"),
      link(next, t("list.next"), "right"),
    ]),
  ]);
}

function arrow(symbol, label) {
  return symbol === "left" ? [icon(symbol), label] : [label, icon(symbol)];
}

/** A word with a dot whose colour says the same again. */
export function badge(text, tone = "plain") {
  return h("span", { class: `badge badge--${tone}` }, text);
}

/** What isn't given, for the eye and for the ear. */
export function none() {
  return h("span", { class: "none" }, [
    h("span", { "aria-hidden": "true" }, "–"),
    h("span", { class: "visually-hidden" }, t("list.none")),
  ]);
}

/**
 * One of a few, in a select.
 * @param {string} id
 * @param {string} label
 * @param {Record<string, string> | [string, string][]} options texts by value
 * @param {string} chosen
 * @param {(value: string) => void} onChange
 */
export function choice(id, label, options, chosen, onChange) {
  const option = ([value, text]) => h("option", { value, key: value }, text);
  const change = (event) => onChange(event.currentTarget.value);
  return h("div", { class: `choice choice--${id}`, key: id }, [
    h("label", { class: "visually-hidden", for: id }, label),
    h("select", { id, class: "choice__select", value: chosen, onchange: change }, [
      (Array.isArray(options) ? options : Object.entries(options)).map(option),
    ]),
  ]);
}

/** The whole screen of a list: see list.js, which decides what it shows and where it leads. */
export function listPage(plan, state) {
  const { list, instead } = state;
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, t(`${plan.name}.title`)),
      h("p", { class: "page-head__count" }, list ? t("list.number", { count: list.totalCount }) : null),
    ]),
    toolbar(plan, state),
    instead ?? rows(plan, state),
  ]);
}

function toolbar(plan, { place, isFiltered, show, type, clear }) {
  const search = (event) => {
    event.preventDefault();
    show({ ...firstPage });
  };
  const filter = (changes) => show({ ...firstPage, ...changes });
  const label = t(`${plan.name}.title`);
  return h("form", { class: "toolbar", role: "search", "aria-label": label, onsubmit: search, key: "toolbar" }, [
    !plan.isNotSearched && h("div", { class: "search", key: "search" }, [
      h("label", { class: "visually-hidden", for: "search" }, t(`${plan.name}.search`)),
      icon("search"),
      h("input", { ...SEARCH, placeholder: t(`${plan.name}.hint`), value: place.q, oninput: type }),
      h("kbd", { class: "search__key", "aria-hidden": "true" }, "/"),
    ]),
    plan.controls(place, filter),
    choice("order", t("list.order"), orders(plan), orderOf(place.sort), (order) => filter({ sort: readOrder(order) })),
    isFiltered &&
    h("button", { class: "button button--quiet", type: "button", onclick: clear, key: "clear" }, t("list.clear")),
  ]);
}

const SEARCH = {
  id: "search",
  class: "search__input",
  type: "search",
  autocomplete: "off",
  spellcheck: "false",
  "data-search": true,
};

function orders({ name, sorts }) {
  const both = (sort) => {
    const column = t(`${name}.by.${sort}`);
    return [[sort, t("list.ascending", { column })], [`-${sort}`, t("list.descending", { column })]];
  };
  return Object.fromEntries(sorts.flatMap(both));
}

function orderOf({ name, isDescending }) {
  return (isDescending ? "-" : "") + name;
}

function readOrder(text) {
  return { name: text.replace("-", ""), isDescending: text.startsWith("-") };
}

function rows({ name, columns, bar }, { place, list, isWaiting, show, addressOf }) {
  if (!list && !isWaiting) return h("div", { class: "table-room" });
  const sortBy = (column) => {
    const isDescending = place.sort.name === column && !place.sort.isDescending;
    show({ ...firstPage, sort: { name: column, isDescending } });
  };
  const isStale = Boolean(list) && isWaiting;
  const caption = t(`${name}.title`);
  return h("div", { class: "rows", key: "rows" }, [
    list && bar?.(list.nodes),
    table({ caption, columns, rows: list?.nodes ?? null, sort: place.sort, onSort: sortBy, isStale }),
    list && foot(name, place, list, show, addressOf),
  ]);
}

function foot(name, place, { nodes, totalCount, pageInfo }, show, addressOf) {
  const { hasPreviousPage, hasNextPage, startCursor, endCursor } = pageInfo;
  const to = (cursor) => addressOf({ ...firstPage, ...cursor });
  const sizes = Object.fromEntries(SIZES.map((size) => [size, t("list.size", { size })]));
  const whole = t(`${name}.count`, { count: totalCount });
  return h("div", { class: "table-foot" }, [
    totalCount > SIZES[0] &&
    choice("size", t("list.rows"), sizes, String(place.size), (size) => show({ ...firstPage, size: Number(size) })),
    pager({
      previous: hasPreviousPage ? to({ before: startCursor }) : null,
      next: hasNextPage ? to({ after: endCursor }) : null,
      text: t("list.part", { part: nodes.length, whole }),
    }),
  ]);
}
