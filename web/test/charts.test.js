/** Charts without a browser: where things lie, and what stands there. */
import assert from "node:assert/strict";
import test from "node:test";
import * as bars from "../lib/charts/bars.js";
import { figure, step, toggled } from "../lib/charts/chart.js";
import * as lines from "../lib/charts/lines.js";
import { labelAt, plot } from "../lib/charts/plot.js";
import { every, scale, ticks, trend } from "../lib/charts/scale.js";
import { placeOf, tip } from "../lib/charts/tip.js";

const SIZE = { width: 600, height: 280 };
const labels = ["Jan", "Feb", "Mar"].map((text) => ({ id: text.toLowerCase(), text }));
const data = (...values) => ({
  title: "Usage",
  over: "Period",
  labels,
  series: values.map((row, index) => ({ id: `s${index}`, name: `Series ${index}`, values: row })),
  write: (value) => `${value} IPs`,
});
const none = new Set();
const close = (one, other) => Math.abs(one - other) < 1e-6;

/** Every description of a tag below one. */
function all(description, tag) {
  const inside = (description?.children ?? []).flatMap((child) => all(child, tag));
  return description?.tag === tag ? [description, ...inside] : inside;
}

const textOf = (description) =>
  description.tag === "#text" ? description.text : (description.children ?? []).map(textOf).join("");

test("Ticks are round, reach every value, and hold zero", async (t) => {
  const cases = [
    [[0, 651], [0, 200, 400, 600, 800]],
    [[3, 4], [0, 1, 2, 3, 4]],
    [[0.1, 0.3], [0, 0.1, 0.2, 0.3]],
    [[-40, 100], [-50, 0, 50, 100]],
    [[0], [0, 1]],
    [[], [0, 1]],
    [[1_234_567], [0, 250_000, 500_000, 750_000, 1_000_000, 1_250_000]],
    [[NaN, 5], [0, 1, 2, 3, 4, 5]],
  ];
  for (const [values, expected] of cases) await t.test(String(values), () => assert.deepEqual(ticks(values), expected));
});

test("A line far from zero is shown from near its lowest value, bars never are", async (t) => {
  const cases = [
    [[1670, 1720], [1670, 1680, 1690, 1700, 1710, 1720]],
    [[100, 300], [0, 100, 200, 300]],
    [[170, 170], [0, 50, 100, 150, 200]],
    [[-5, 170], [-50, 0, 50, 100, 150, 200]],
    [[], [0, 1]],
  ];
  for (const [values, expected] of cases) {
    await t.test(String(values), () => assert.deepEqual(ticks(values, { isNear: true }), expected));
  }
  assert.equal(ticks([1670, 1720])[0], 0);
});

test("A scale leads its ends to its places, also where they are one", () => {
  const y = scale([0, 10], [100, 0]);
  assert.deepEqual([y(0), y(5), y(10)], [100, 50, 0]);
  assert.ok(Number.isFinite(scale([3, 3], [0, 10])(3)));
});

test("Texts that don't fit leave some out", () => {
  assert.equal(every(["Jan", "Feb"], 100), 1);
  assert.ok(every(["January 2026", "February 2026"], 30) > 2);
  assert.ok(every(["17 Oct 2025"], 0.4) >= 84 / 0.4, "four hundred days leave each less than a dot");
  assert.equal(every([], 0), 1);
});

test("The trend is the line of least squares; it skips what is missing and needs two values", () => {
  assert.deepEqual(trend([1, 3, 5]), [1, 3, 5]);
  const [first, , last] = trend([0, 9, 0]);
  assert.ok(close(first, 3) && close(last, 3));
  assert.deepEqual(trend([2, null, 6]), [2, 4, 6]);
  assert.equal(trend([null, 4, null]), null);
});

test("Bars stand on each other: together they are as high as their sum", () => {
  const { marks, y } = bars.layout(data([10, 20, 30], [5, 0, 10]), none, SIZE);
  const at = (label) => marks.filter((mark) => mark.label === label);
  for (const [label, sum] of [[0, 15], [1, 20], [2, 40]]) {
    const height = at(label).reduce((total, mark) => total + mark.height, 0);
    assert.ok(close(height, y(0) - y(sum)), String(label));
  }
  const [lower, upper] = at(0);
  assert.ok(close(upper.y + upper.height, lower.y));
});

test("Below zero a bar hangs; a value that is missing has none; a hidden series leaves its room", () => {
  const { marks, y } = bars.layout(data([-10, null, 20]), none, SIZE);
  assert.equal(marks.length, 2);
  assert.ok(close(marks[0].y, y(0)) && marks[0].height > 0);
  const hidden = bars.layout(data([10, 20, 30], [500, 500, 500]), new Set(["s1"]), SIZE);
  assert.ok(hidden.marks.every(({ series }) => series === 0));
  assert.ok(hidden.ticks.at(-1).value < 100);
});

test("Bars and points stay inside the picture, narrow or wide", () => {
  for (const width of [200, 320, 1200]) {
    for (const kind of [bars, lines]) {
      for (const mark of kind.layout(data([1, 999_999, 3], [4, 5, 6]), none, { width, height: 280 }).marks) {
        assert.ok(mark.x >= 0 && mark.x + (mark.width ?? 0) <= width && mark.y >= 0 && mark.y <= 280);
      }
    }
  }
});

test("A line is broken where a value is missing, and has its trend on request", () => {
  const places = lines.layout({ ...data([1, null, 3]), hasTrend: true }, none, SIZE);
  assert.equal(places.marks.length, 2);
  assert.match(places.paths[0].d, /^M[\d.]+ [\d.]+M[\d.]+ [\d.]+$/);
  assert.match(lines.layout(data([1, 2, 3]), none, SIZE).paths[0].d, /^M.+L.+L.+$/);
  assert.equal(places.trends.length, 1);
  assert.equal(lines.layout(data([1, 2, 3]), none, SIZE).trends.length, 0);
});

test("Nothing to show is an empty ground, not a fault", () => {
  for (const kind of [bars, lines]) {
    assert.deepEqual(kind.layout({ ...data(), labels: [] }, none, SIZE).marks, []);
    assert.deepEqual(kind.layout(data([null, null, null]), none, SIZE).marks, []);
  }
});

test("A place belongs to the label of its band, at the edges to the nearest", () => {
  const places = plot(data([1, 2, 3]), [0, 3], SIZE);
  assert.deepEqual(places.labels.map(({ x }) => labelAt(places, x)), [0, 1, 2]);
  assert.deepEqual([labelAt(places, -50), labelAt(places, 5000)], [0, 2]);
});

test("Arrow keys walk along the labels and between the series, over gaps, and stop at the ends", () => {
  const { marks } = bars.layout(data([1, null, 3], [4, 5, 6]), none, SIZE);
  const walk = (from, key) => {
    const next = step(marks, from, key);
    return next && [next.series, next.label];
  };
  assert.deepEqual(walk({ series: 0, label: 0 }, "ArrowRight"), [0, 2]);
  assert.deepEqual(walk({ series: 0, label: 2 }, "ArrowRight"), null);
  assert.deepEqual(walk({ series: 0, label: 2 }, "ArrowLeft"), [0, 0]);
  assert.deepEqual(walk({ series: 0, label: 0 }, "ArrowUp"), [1, 0]);
  assert.deepEqual(walk({ series: 1, label: 1 }, "ArrowDown"), null);
  assert.deepEqual(walk({ series: 1, label: 1 }, "End"), [1, 2]);
  assert.deepEqual(walk({ series: 1, label: 1 }, "Home"), [1, 0]);
  assert.equal(walk({ series: 1, label: 1 }, "x"), null);
});

test("The last visible series can't be hidden", () => {
  const two = [{ id: "a" }, { id: "b" }];
  const one = toggled(none, "a", two);
  assert.deepEqual([...one], ["a"]);
  assert.equal(toggled(one, "b", two), one);
  assert.deepEqual([...toggled(one, "a", two)], []);
});

const state = { active: null, hovered: null, isTold: false, width: 600, isTable: false, hidden: none };
const actions = { measure() {}, toggle() {}, flip() {}, focus() {}, blur() {}, hover() {}, choose() {}, press() {} };
const draw = (kind, given, changes = {}, isChosen = false) =>
  figure(kind, given, { ...state, ...changes }, { id: "c", isChosen, actions });

test("Every mark says its label, series and value, and exactly one is a stop of the Tab key", () => {
  for (const kind of /** @type {const} */ (["bars", "lines"])) {
    const marks = all(draw(kind, data([1, null, 3], [4, 5, 6])), "g").filter(({ properties }) =>
      properties.role === "img"
    );
    assert.equal(marks.length, 5);
    assert.deepEqual(marks[0].properties["aria-label"], "Jan, Series 0: 1 IPs");
    assert.equal(marks.filter(({ properties }) => properties.tabindex === "0").length, 1);
  }
});

test("Marks that lead somewhere are buttons", () => {
  const marks = all(draw("bars", data([1, 2, 3]), {}, true), "g").map(({ properties }) => properties.role);
  assert.equal(marks.filter((role) => role === "button").length, 3);
});

test("As a table a chart holds the same numbers, and the picture is gone", () => {
  const shown = draw("lines", data([1, null, 3], [4, 5, 6]), { isTable: true });
  assert.deepEqual(all(shown, "svg").filter(({ properties }) => properties.class === "chart__picture"), []);
  const rows = all(shown, "tr").slice(1).map((row) => row.children.map(textOf));
  assert.deepEqual(rows, [["Jan", "1 IPs", "4 IPs"], ["Feb", "no value", "5 IPs"], ["Mar", "3 IPs", "6 IPs"]]);
});

test("One series needs no legend; more have a switch each", () => {
  const keys = (given, changes) =>
    all(draw("bars", given, changes), "button").filter(({ properties }) => properties.class === "chart__key");
  assert.equal(keys(data([1, 2, 3])).length, 0);
  const pressed = keys(data([1, 2, 3], [4, 5, 6]), { hidden: new Set(["s1"]) }).map(({ properties }) =>
    properties["aria-pressed"]
  );
  assert.deepEqual(pressed, ["true", "false"]);
});

test("What is told of a label holds every visible series, and stays inside the picture", () => {
  const given = data([1, null, 3], [4, 5, 6]);
  const places = bars.layout(given, none, SIZE);
  assert.equal(tip(given, none, places, null), null);
  assert.equal(textOf(tip(given, none, places, 0)), "JanSeries 01 IPsSeries 14 IPs");
  assert.equal(textOf(tip(given, none, places, 1)), "FebSeries 15 IPs");
  assert.equal(textOf(tip(given, new Set(["s1"]), places, 2)), "MarSeries 03 IPs");
  for (const x of [0, 100, 300, 599]) {
    const place = placeOf(x, { width: 180, height: 60 }, SIZE);
    assert.ok(place.x >= 0 && place.x + 180 <= 600);
  }
});
