/**
 * A chart as a figure: marks that can be hovered, focused, walked with the arrow keys and chosen; a legend that leaves
 * series out; and the same numbers as a table.
 */
import { h, icon, signal } from "../h.js";
import { t } from "../i18n.js";
import { table } from "../table.js";
import * as bars from "./bars.js";
import * as lines from "./lines.js";
import { ground, labelAt } from "./plot.js";
import { tip } from "./tip.js";

const KINDS = { bars, lines };
const HEIGHT = 280;
const HEADING = "h2";

/**
 * @param {"bars" | "lines"} kind
 * @param {import("./plot.js").Data & {hasTrend?: boolean}} data
 * @param {object} options
 * @param {string} options.id
 * @param {(choice: {series: string, label: string}) => void} [options.onChoose]
 * @param {number} [options.height] of the picture
 * @param {string} [options.heading] the element of its title
 */
export function createChart(kind, data, { id, onChoose, height = HEIGHT, heading = HEADING }) {
  const state = signal({ ...start(), width: 640, isTable: false, hidden: new Set() });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let observer = null;

  function measure(node) {
    observer?.disconnect();
    if (!node) return;
    observer = new ResizeObserver(([{ contentRect }]) => set({ width: Math.max(Math.round(contentRect.width), 200) }));
    observer.observe(node);
  }

  const actions = {
    measure,
    toggle: (series) => set({ ...start(), hidden: toggled(state.value.hidden, series, data.series) }),
    flip: () => set({ ...start(), isTable: !state.value.isTable }),
    focus: (mark) => set({ active: { series: mark.series, label: mark.label }, isTold: true }),
    blur: () => set({ isTold: false }),
    hover: (label) => set({ hovered: label }),
    choose: ({ series, label }) => onChoose?.({ series: data.series[series].id, label: data.labels[label].id }),
    press(event, marks) {
      if (event.key === "Escape") return set({ isTold: false, hovered: null });
      const next = step(marks, state.value.active ?? marks[0], event.key);
      if (!next) return;
      event.preventDefault();
      document.getElementById(markID(id, next))?.focus();
    },
  };
  return { view: () => figure(kind, data, state.value, { id, isChosen: Boolean(onChoose), height, heading, actions }) };
}

function start() {
  return { active: null, hovered: null, isTold: false };
}

/** The hidden series after one was pressed. The last visible one stays: an empty chart says nothing. */
export function toggled(hidden, id, series) {
  const next = new Set(hidden);
  if (!next.delete(id)) next.add(id);
  return next.size < series.length ? next : hidden;
}

/**
 * The mark that a key leads to: left and right along the labels, up and down between the series of a label.
 * @param {import("./plot.js").Mark[]} marks
 * @param {{series: number, label: number}} from
 */
export function step(marks, from, key) {
  const row = marks.filter(({ series }) => series === from.series).sort((one, other) => one.label - other.label);
  const column = marks.filter(({ label }) => label === from.label).sort((one, other) => one.series - other.series);
  const here = row.findIndex(({ label }) => label === from.label);
  const place = column.findIndex(({ series }) => series === from.series);
  const targets = {
    ArrowRight: row[here + 1],
    ArrowLeft: row[here - 1],
    ArrowUp: column[place + 1],
    ArrowDown: column[place - 1],
    Home: row[0],
    End: row[row.length - 1],
  };
  return targets[key] ?? null;
}

function markID(id, { series, label }) {
  return `${id}-${series}-${label}`;
}

/** The whole figure. Pure: the same data and state make the same description. */
export function figure(kind, data, state, options) {
  const { id, actions, heading = HEADING } = options;
  return h("figure", { class: "chart", "aria-labelledby": `${id}-title`, key: id }, [
    h("figcaption", { class: "chart__head" }, [
      h(heading, { class: "chart__title", id: `${id}-title` }, data.title),
      h("button", {
        class: "chart__flip",
        type: "button",
        "aria-pressed": String(state.isTable),
        onclick: actions.flip,
      }, [
        icon("table"),
        t("chart.table"),
      ]),
    ]),
    data.series.length > 1 && legend(data, state, actions),
    h("div", { class: "chart__room", ref: actions.measure, key: "room" }, [
      state.isTable ? numbers(data, state) : picture(kind, data, state, options),
    ]),
  ]);
}

function legend({ series }, { hidden }, { toggle }) {
  const entry = ({ id, name }, index) =>
    h("li", { key: id }, [
      h(
        "button",
        {
          class: "chart__key",
          type: "button",
          "aria-pressed": String(!hidden.has(id)),
          onclick: () => toggle(id),
        },
        h("span", { class: `chart__swatch tone-${index % 6}`, "aria-hidden": "true" }),
        name,
      ),
    ]);
  return h("ul", { class: "chart__legend", "aria-label": t("chart.series"), key: "legend" }, series.map(entry));
}

function picture(kind, data, state, { id, isChosen, height = HEIGHT, actions }) {
  const { layout, draw, under } = KINDS[kind];
  const size = { width: state.width, height };
  const places = layout(data, state.hidden, size);
  const { marks } = places;
  const first = state.active ?? marks[0];
  const isFirst = (mark) => first && mark.series === first.series && mark.label === first.label;
  const mark = (one) => {
    const isActive = Boolean(state.isTold && isFirst(one));
    const text = t("chart.mark", mention(data, one));
    return h("g", {
      id: markID(id, one),
      class: `chart__mark tone-${one.series % 6}${isActive ? " is-active" : ""}`,
      role: isChosen ? "button" : "img",
      tabindex: isFirst(one) ? "0" : "-1",
      "aria-label": text,
      onfocus: () => actions.focus(one),
      onblur: actions.blur,
      onclick: () => actions.choose(one),
      onkeydown: (event) => {
        if (isChosen && (event.key === "Enter" || event.key === " ")) {
          event.preventDefault();
          return actions.choose(one);
        }
        actions.press(event, marks);
      },
      key: markID(id, one),
    }, draw(one, id, { isActive, count: data.labels.length }));
  };
  const told = state.hovered ?? (state.isTold && state.active ? state.active.label : null);
  return h("svg", {
    class: "chart__picture",
    viewBox: `0 0 ${size.width} ${size.height}`,
    width: size.width,
    height: size.height,
    role: "group",
    "aria-label": t("chart.keys", { title: data.title }),
    onpointermove: (event) => actions.hover(labelAt(places, event.offsetX)),
    onpointerleave: () => actions.hover(null),
    key: "picture",
  }, [ground(places), under(places, data, id), marks.map(mark), tip(data, state.hidden, places, told)]);
}

function mention({ series, labels, write }, mark) {
  return { label: labels[mark.label].text, series: series[mark.series].name, value: write(mark.value) };
}

function numbers({ title, over, labels, series, write }, { hidden }) {
  const column = ({ id, name, values }) => ({
    id,
    title: name,
    isNumber: true,
    cell: ({ index }) => values[index] === null ? t("chart.missing") : write(values[index]),
  });
  const columns = [
    { id: "label", title: over, isHeading: true, cell: ({ text }) => text },
    ...series.filter(({ id }) => !hidden.has(id)).map(column),
  ];
  return table({ caption: title, columns, rows: labels.map((label, index) => ({ ...label, index })) });
}
