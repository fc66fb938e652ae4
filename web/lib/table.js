/** A table of rows with sortable headings, its skeleton, and the bar that turns pages. */
import { h, icon } from "./h.js";

/**
 * @typedef {object} Column
 * @property {string} id
 * @property {string} title
 * @property {(row: any) => any} cell
 * @property {string} [sort] the name to sort by; without one the column can't be sorted
 * @property {boolean} [isNumber]
 * @property {boolean} [isHeading] the cell that names the row
 * @property {number} [rank] 3 goes first when there is little room, 2 then
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

function classOf({ isNumber, rank }) {
  return [isNumber && "is-number", rank && `rank-${rank}`].filter(Boolean).join(" ") || null;
}

function heading(column, sort, onSort) {
  const { id, title, sort: name } = column;
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
 * Turns pages by cursor. The links are addresses: they open in a new tab, and Back returns.
 * @param {{previous: string | null, next: string | null, text: string}} pages
 */
export function pager({ previous, next, text }) {
  const link = (href, label, symbol) =>
    href ? h("a", { class: "button button--quiet", href, id: `page-${label.toLowerCase()}` }, arrow(symbol, label)) : h(
      "span",
      { class: "button button--quiet is-off", "aria-disabled": "true", role: "link" },
      arrow(symbol, label),
    );
  return h("nav", { class: "pager", "aria-label": "Pages", key: "pager" }, [
    h("p", { class: "pager__text", role: "status" }, text),
    h("div", { class: "pager__links" }, link(previous, "Previous", "left"), link(next, "Next", "right")),
  ]);
}

function arrow(symbol, label) {
  return symbol === "left" ? [icon(symbol), label] : [label, icon(symbol)];
}

/** A word with a dot whose colour says the same again. */
export function badge(text, tone = "plain") {
  return h("span", { class: `badge badge--${tone}` }, text);
}
