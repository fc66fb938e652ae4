/** What a chart tells about one label: every visible series with its value, near the label and inside the picture. */
import { h } from "../h.js";
import { LETTER } from "./scale.js";

const LINE = 20;
const EDGE = 12;

/**
 * The card, or null where no label is told of. Those who listen hear the marks instead.
 * @param {import("./plot.js").Data} data
 * @param {Set<string>} hidden
 * @param {{labels: {x: number}[], width: number, height: number}} places
 * @param {number | null} label
 */
export function tip(data, hidden, { labels, width, height }, label) {
  if (label === null || !data.labels[label]) return null;
  const known = ({ id, values }) => !hidden.has(id) && values[label] !== null && values[label] !== undefined;
  const rows = data.series.map((series, index) => ({ ...series, index })).filter(known)
    .map(({ name, values, index }) => ({ name, index, text: data.write(values[label]) }));
  const head = data.labels[label].text;
  const letters = Math.max(head.length, ...rows.map(({ name, text }) => name.length + text.length + 5));
  const box = { width: Math.min(letters * LETTER + 2 * EDGE, width), height: (rows.length + 1) * LINE + EDGE };
  const { x, y } = placeOf(labels[label].x, box, { width, height });
  const row = ({ name, index, text }, place) => [
    h("rect", {
      class: `chart__fill tone-${index % 6}`,
      x: EDGE,
      y: (place + 1) * LINE + 9,
      width: 9,
      height: 9,
      rx: 2,
    }),
    h("text", { class: "chart__what", x: EDGE + 16, y: (place + 1) * LINE + 18 }, name),
    h("text", { class: "chart__value", x: box.width - EDGE, y: (place + 1) * LINE + 18, "text-anchor": "end" }, text),
  ];
  return h("g", { class: "chart__tip", "aria-hidden": "true", transform: `translate(${x} ${y})`, key: "tip" }, [
    h("rect", { class: "chart__card", ...box, rx: 6 }),
    h("text", { class: "chart__when", x: EDGE, y: 20 }, head),
    rows.map(row),
  ]);
}

/** Beside the label, on the side with more room. */
export function placeOf(x, box, size) {
  const isLeft = x > size.width / 2;
  const wanted = isLeft ? x - box.width - EDGE : x + EDGE;
  return { x: Math.round(Math.min(Math.max(wanted, 0), size.width - box.width)), y: 8 };
}
