/** The answer as a table: one of its lists, sorted by any column, a hundred rows at a time. */
import { h, icon, signal } from "../lib/h.js";
import { count, number } from "../lib/format.js";
import { createIsland } from "./island.js";
import { sortRows, sourcesOf, tableOf } from "./rows.js";

const PAGE = 100;

/** @param {any} data the answer's `data` */
export function createGrid(data, { onExport }) {
  const sources = sourcesOf(data);
  const state = signal({ source: 0, sort: -1, isDescending: false, page: 0 });
  const set = (changes) => (state.value = { ...state.value, page: 0, ...changes });
  let known = { key: "", table: null };

  function table() {
    const { source, sort, isDescending } = state.value;
    const key = `${source} ${sort} ${isDescending}`;
    if (known.key === key) return known.table;
    const whole = tableOf(data, sources[source].path);
    known = { key, table: sort < 0 ? whole : { ...whole, rows: sortRows(whole.rows, sort, isDescending) } };
    return known.table;
  }

  const sort = (index) => set({ sort: index, isDescending: state.value.sort === index && !state.value.isDescending });
  const save = () => onExport(sources[state.value.source].label, table());
  const view = () => {
    if (!sources.length) {
      return h("p", { class: "response__hint" }, "There is nothing in this answer to make a table of.");
    }
    return [bar(sources, state.value, table(), { set, save }), grid(table(), state.value, { sort, set })];
  };
  return { view: createIsland("div", { class: "sheet" }, view) };
}

function bar(sources, { source }, { rows }, { set, save }) {
  const option = ({ label, count: size }, index) =>
    h("option", { value: index, selected: index === source }, `${label} (${number(size)})`);
  return h("div", { class: "sheet__bar" }, [
    h("label", { class: "sheet__source" }, [
      h("span", null, "Rows of"),
      h("select", {
        class: "choice__select",
        onchange: (event) => set({ source: Number(event.currentTarget.value), sort: -1 }),
      }, sources.map(option)),
    ]),
    h("span", { class: "sheet__count", role: "status" }, count(rows.length, "row")),
    h("button", { class: "small", type: "button", onclick: save }, "Download CSV"),
  ]);
}

function grid({ columns, rows }, { sort: sorted, isDescending, page }, { sort, set }) {
  const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
  const heading = ({ title, isNumber }, index) => {
    const isSorted = index === sorted;
    return h(
      "th",
      {
        scope: "col",
        class: isNumber ? "is-number" : null,
        key: title,
        "aria-sort": isSorted ? (isDescending ? "descending" : "ascending") : null,
      },
      h("button", { class: "sheet__sort", type: "button", onclick: () => sort(index) }, [
        title,
        isSorted && icon(isDescending ? "down" : "up"),
      ]),
    );
  };
  const line = (cells, index) =>
    h("tr", null, [
      h("th", { scope: "row", class: "sheet__number" }, number(page * PAGE + index + 1)),
      cells.map((cell, at) => h("td", { class: columns[at].isNumber ? "is-number" : null }, shownCell(cell))),
    ]);
  return [
    h("div", { class: "sheet__box", tabindex: "0", role: "region", "aria-label": "Answer as a table", key: "box" }, [
      h("table", { class: "sheet__table" }, [
        h(
          "thead",
          null,
          h("tr", null, [
            h("th", { scope: "col", class: "sheet__number" }, h("span", { class: "visually-hidden" }, "Row")),
            columns.map(heading),
          ]),
        ),
        h("tbody", null, shown.map(line)),
      ]),
    ]),
    rows.length > PAGE && pages(rows.length, page, set),
  ];
}

function shownCell(cell) {
  if (cell === null) return h("span", { class: "none" }, "–");
  const text = String(cell);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function pages(size, page, set) {
  const last = Math.ceil(size / PAGE) - 1;
  const turn = (to, text) =>
    h("button", {
      class: "small",
      type: "button",
      "aria-disabled": to < 0 || to > last ? "true" : null,
      onclick: () => to >= 0 && to <= last && set({ page: to }),
    }, text);
  return h("div", { class: "sheet__pages", key: "pages" }, [
    h(
      "span",
      { role: "status" },
      `${number(page * PAGE + 1)}–${number(Math.min(size, (page + 1) * PAGE))} of ${number(size)}`,
    ),
    turn(page - 1, "Previous rows"),
    turn(page + 1, "Next rows"),
  ]);
}
