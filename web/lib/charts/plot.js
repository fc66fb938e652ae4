/** The ground of a chart: where its parts lie, its grid and its axis. Pure: data in, places or descriptions out. */
import { h } from "../h.js";
import { every, LETTER, scale, ticks } from "./scale.js";

/**
 * @typedef {object} Series
 * @property {string} id
 * @property {string} name
 * @property {(number | null)[]} values one for each label
 *
 * @typedef {object} Data
 * @property {string} title
 * @property {string} over what the labels are: "Period", "Day"
 * @property {{id: string, text: string}[]} labels
 * @property {Series[]} series
 * @property {(value: number) => string} write a value as the reader writes it
 * @property {(value: number) => string} [tick] the same in short, for the axis
 *
 * @typedef {object} Mark a bar or a point
 * @property {number} series
 * @property {number} label
 * @property {number} value
 * @property {number} x
 * @property {number} y
 * @property {number} [width]
 * @property {number} [height]
 */

const TOP = 12;
const FOOT = 28;
const RIGHT = 12;

/**
 * Where everything lies.
 * @param {Data} data
 * @param {number[]} extremes the values that the axis must reach
 * @param {{width: number, height: number}} size
 * @param {{isNear?: boolean}} [options] whether the axis may begin near the lowest value
 */
export function plot(data, extremes, { width, height }, { isNear = false } = {}) {
  const values = ticks(extremes, { isNear });
  const write = data.tick ?? data.write;
  const left = Math.max(...values.map((value) => write(value).length)) * LETTER + 12;
  const inner = Math.max(width - left - RIGHT, 1);
  const y = scale([values[0], values[values.length - 1]], [height - FOOT, TOP]);
  const band = inner / Math.max(data.labels.length, 1);
  const shown = every(data.labels.map(({ text }) => text), band);
  return {
    width,
    height,
    left,
    inner,
    band,
    y,
    ticks: values.map((value) => ({ value, text: write(value), y: y(value) })),
    labels: data.labels.map(({ text }, index) => ({
      text,
      x: left + band * (index + 0.5),
      isShown: index % shown === 0,
    })),
  };
}

/** The grid and the axis. They say nothing that the marks don't, so they are hidden from those who listen. */
export function ground({ left, inner, height, ticks: lines, labels }) {
  return h("g", { "aria-hidden": "true", key: "ground" }, [
    lines.map(({ value, text, y }) =>
      h("g", { key: `tick ${value}` }, [
        h("line", { class: value === 0 ? "chart__zero" : "chart__grid", x1: left, x2: left + inner, y1: y, y2: y }),
        h("text", { class: "chart__tick", x: left - 8, y: y + 4, "text-anchor": "end" }, text),
      ])
    ),
    labels.filter(({ isShown }) => isShown).map(({ text, x }) =>
      h("text", { class: "chart__tick", x, y: height - 8, "text-anchor": "middle", key: `label ${x}` }, text)
    ),
  ]);
}

/** The label whose band a place lies in. */
export function labelAt({ left, band, labels }, x) {
  return Math.min(Math.max(Math.floor((x - left) / band), 0), labels.length - 1);
}
