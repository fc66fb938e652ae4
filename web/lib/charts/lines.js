/** Lines: a point for each value, joined where none is missing between them, and the trend on request. */
import { h } from "../h.js";
import { plot } from "./plot.js";
import { trend } from "./scale.js";

const R = 4;
const FEW = 40;

/**
 * Where each point lies.
 * @param {import("./plot.js").Data & {hasTrend?: boolean}} data
 * @param {Set<string>} hidden ids of the series that are left out
 */
export function layout(data, hidden, size) {
  const visible = data.series.map((series, index) => ({ ...series, index })).filter(({ id }) => !hidden.has(id));
  const known = visible.flatMap(({ values }) => values.filter((value) => value !== null));
  const ends = data.hasTrend ? visible.flatMap(({ values }) => trend(values) ?? []) : [];
  const ground = plot(data, [...known, ...ends], size, { isNear: true });
  const point = (value, label) => ({ x: ground.labels[label].x, y: ground.y(value) });
  const marks = visible.flatMap(({ values, index }) =>
    values.flatMap((value, label) => value === null ? [] : [{ series: index, label, value, ...point(value, label) }])
  );
  const paths = visible.map(({ values, index }) => ({ series: index, d: path(values, point) }));
  const trends = data.hasTrend ? visible.flatMap(({ values, index }) => trendPath(values, index, point)) : [];
  return { ...ground, marks, paths, trends };
}

/** "M1 2L3 4M7 8": a new stroke after each value that is missing. */
function path(values, point) {
  let isDown = false;
  return values.map((value, label) => {
    const letter = isDown ? "L" : "M";
    isDown = value !== null;
    const { x, y } = value === null ? { x: 0, y: 0 } : point(value, label);
    return value === null ? "" : `${letter}${round(x)} ${round(y)}`;
  }).join("");
}

function trendPath(values, series, point) {
  const line = trend(values);
  if (!line) return [];
  const last = line.length - 1;
  const [from, to] = [point(line[0], 0), point(line[last], last)];
  return [{ series, d: `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}` }];
}

function round(value) {
  return Math.round(value * 10) / 10;
}

/** The point itself: each series has a shape of its own. Where there are many, only the chosen one is drawn. */
export function draw({ series, x, y }, _, { isActive, count }) {
  if (count > FEW && !isActive) return h("circle", { class: "chart__touch", cx: x, cy: y, r: R });
  const s = R + (isActive ? 1.5 : 0);
  const shapes = [
    () => h("circle", { class: "chart__fill", cx: x, cy: y, r: s }),
    () => h("rect", { class: "chart__fill", x: x - s, y: y - s, width: 2 * s, height: 2 * s }),
    () => h("path", { class: "chart__fill", d: `M${x} ${y - s - 1}L${x + s + 1} ${y + s}H${x - s - 1}Z` }),
    () =>
      h("path", {
        class: "chart__fill",
        d: `M${x} ${y - s - 1}L${x + s + 1} ${y}L${x} ${y + s + 1}L${x - s - 1} ${y}Z`,
      }),
  ];
  return shapes[series % shapes.length]();
}

/** What lies under the points: the strokes, each series with dashes of its own, and the trends. */
export function under({ paths, trends }) {
  return h("g", { "aria-hidden": "true", key: "strokes" }, [
    trends.map(({ series, d }) => h("path", { class: `chart__trend tone-${series % 6}`, d, key: `trend ${series}` })),
    paths.map(({ series, d }) => h("path", { class: `chart__stroke tone-${series % 6}`, d, key: `stroke ${series}` })),
  ]);
}
