/** Bars: one for each label, of the visible series on top of each other. */
import { h } from "../h.js";
import { plot } from "./plot.js";

const WIDEST = 56;
const GAP = 0.3;

/**
 * Where each bar lies. What is below zero hangs from it.
 * @param {import("./plot.js").Data} data
 * @param {Set<string>} hidden ids of the series that are left out
 */
export function layout(data, hidden, size) {
  const visible = data.series.map((series, index) => ({ ...series, index })).filter(({ id }) => !hidden.has(id));
  const stacks = data.labels.map((_, label) => stack(visible, label));
  const ground = plot(data, stacks.flatMap((parts) => parts.flatMap(({ from, to }) => [from, to])), size);
  const width = Math.min(ground.band * (1 - GAP), WIDEST);
  const marks = stacks.flatMap((parts, label) =>
    parts.map(({ series, value, from, to }) => {
      const [top, bottom] = [ground.y(Math.max(from, to)), ground.y(Math.min(from, to))];
      return { series, label, value, x: ground.labels[label].x - width / 2, y: top, width, height: bottom - top };
    })
  );
  return { ...ground, marks };
}

function stack(visible, label) {
  let [above, below] = [0, 0];
  return visible.flatMap(({ values, index }) => {
    const value = values[label];
    if (value === null || value === undefined) return [];
    const from = value < 0 ? below : above;
    if (value < 0) below += value;
    else above += value;
    return [{ series: index, value, from, to: from + value }];
  });
}

/** The bar itself; every series but the first has a pattern too, so that colour isn't all that tells them apart. */
export function draw({ series, x, y, width, height }, id) {
  const place = { x, y, width, height };
  return [
    h("rect", { class: "chart__fill", ...place }),
    series > 0 && h("rect", { class: "chart__hatch", ...place, fill: `url(#${id}-hatch-${series % 4})` }),
  ];
}

/** What lies under the marks: the patterns. */
export function under(_, __, id) {
  const hatch = (index, shape) =>
    h(
      "pattern",
      { id: `${id}-hatch-${index}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", key: index },
      shape,
    );
  return h("defs", { key: "defs" }, [
    hatch(1, h("path", { class: "chart__line", d: "M-1 8 8 -1M-1 1 1 -1M6 8 8 6" })),
    hatch(2, h("circle", { class: "chart__dot", cx: 3.5, cy: 3.5, r: 1.4 })),
    hatch(3, h("path", { class: "chart__line", d: "M0 3.5H7" })),
    hatch(0, h("path", { class: "chart__line", d: "M0 3.5H7M3.5 0V7" })),
  ]);
}
