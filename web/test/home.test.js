import assert from "node:assert/strict";
import test from "node:test";
import { adopt } from "../lib/i18n.js";
import { usageCharts } from "../lib/usage-charts.js";
import { spanAt } from "../screens/home.js";
import { recent } from "../screens/home/activity.js";
import { usageFigures, valueFigures } from "../screens/home/figures.js";
import { addressOf, markIn } from "../screens/reports.js";

test("A month is held against the same days of the month before, never against more than it has", async (t) => {
  adopt({ businessZone: "UTC" });
  const cases = [
    ["2026-11-21", "2026-11-01", "2026-10-01", "2026-10-21"],
    ["2026-03-31", "2026-03-01", "2026-02-01", "2026-02-28"],
    ["2026-01-01", "2026-01-01", "2025-12-01", "2025-12-01"],
    ["2026-12-31", "2026-12-01", "2026-11-01", "2026-11-30"],
  ];
  for (const [now, month, before, last] of cases) {
    await t.test(now, () => {
      const span = spanAt(now);
      assert.deepEqual([span.month, span.before, span.last], [month, before, last]);
      assert.equal(span.variables.today, now);
      assert.ok(span.variables.until > span.variables.before && span.variables.until <= span.variables.month);
    });
  }
  adopt();
});

const product = (name, measure = "PEAK") => ({ id: name, name, unit: "assets", measure });
const total = (label, startOn, endOn, quantity, of = product("Network")) => ({
  label,
  startOn,
  endOn,
  quantity,
  product: of,
});

test("D0-32 a figure of usage is that of the period that runs, held against the one before", async (t) => {
  const [before, now] = [["2026-10", "2026-09-26", "2026-10-26"], ["2026-11", "2026-10-26", "2026-11-26"]];
  const sum = product("Network", "SUM");
  const cases = [
    ["more", [total(...before, 10), total(...now, 16)], "16", "6 more than in 2026\u201110"],
    ["fewer", [total(...before, 16), total(...now, 10)], "10", "6 fewer than in 2026\u201110"],
    ["the same", [total(...before, 16), total(...now, 16)], "16", "As many as in 2026\u201110"],
    ["nothing before", [total(...now, 16)], "16", "The first period"],
    ["nothing now", [total(...before, 16)], "16", "The first period"],
    ["added up", [total(...before, 30, sum), total(...now, 5, sum)], "5", "So far; 30 in all of 2026\u201110"],
    [
      "two partnerships",
      [total(...before, 10), total(...now, 16), total("2026-11", "2026-11-01", "2026-12-01", 4)],
      "20",
      "10 more than in 2026\u201110",
    ],
  ];
  for (const [name, totals, value, text] of cases) {
    await t.test(name, () => {
      const [figure] = usageFigures(totals, "2026-11-21");
      assert.deepEqual([figure.value, figure.text], [value, text]);
    });
  }
  assert.deepEqual(usageFigures([], "2026-11-21"), []);
});

test("D0-38 a contract value is held against thirty days before, in each currency by itself", () => {
  adopt({ locale: "en-GB" });
  const value = (day, minorUnits, currency = "EUR") => ({ day, amount: { minorUnits, currency } });
  const totals = [value("2026-10-21", 5_000), value("2026-10-22", 10_000), value("2026-11-21", 12_550)];
  const told = (given) => valueFigures(given).map(({ id, value, text }) => [id, value, text]);
  assert.deepEqual(told(totals), [["EUR", "€125.50", "€25.50 more than on 22 Oct 2026"]]);
  assert.deepEqual(told([...totals, value("2026-11-20", 7, "JPY"), value("2026-11-21", 7, "JPY")]).at(-1), [
    "JPY",
    "JP¥7",
    "The first days",
  ]);
  assert.deepEqual(told([value("2026-10-01", 9), value("2026-11-21", 9)])[0][2], "As much as on 1 Oct 2026");
  assert.deepEqual(told([]), []);
  adopt();
});

test("D0-31 what partnerships count under one label is one bar, as the customers behind it are one list", () => {
  const rows = [
    total("2026-10", "2026-09-26", "2026-10-26", 1),
    total("2026-11", "2026-10-26", "2026-11-26", 2),
    total("2026-11", "2026-11-01", "2026-12-01", 40),
  ];
  const drawn = [];
  usageCharts((_, data) => drawn.push(data), rows);
  assert.deepEqual(drawn[0].labels.map(({ id }) => id), ["2026-10", "2026-11"]);
  assert.deepEqual(drawn[0].series[0].values, [1, 42]);
});

test("What happened is told by day, the latest first, and a list that is cut is told without days", async (t) => {
  adopt({ businessZone: "UTC" });
  const list = (nodes, totalCount = nodes.length) => ({ nodes, totalCount });
  const data = {
    delivered: list([{ id: "l1", name: "Ana", receivedAt: "2026-11-20T08:00:00Z" }]),
    opened: list([{ id: "t1", openedAt: "2026-11-19T05:00:00Z" }]),
    resolved: list([{ id: "t1", resolvedAt: "2026-11-20T09:00:00Z" }]),
    issued: list([{ id: "i1", number: "INV-1", issuedOn: "2026-11-18" }, { id: "i2", issuedOn: "2026-11-18" }]),
    paid: list([{ id: "i3", number: "INV-3", paidOn: "2026-11-21" }]),
  };
  const short = (events) => events.map(({ kind, count, path }) => [kind, count, path]);
  await t.test("whole", () =>
    assert.deepEqual(short(recent(data, "2026-11-07")), [
      ["paid", 1, "/invoices/i3"],
      ["resolved", undefined, undefined],
      ["leads", 1, "/leads/l1"],
      ["opened", undefined, undefined],
      ["issued", 2, "/invoices?issued=days&from=2026-11-18&to=2026-11-18"],
    ]));
  await t.test("cut", () => {
    const events = recent({ ...data, issued: list(data.issued.nodes, 250) }, "2026-11-07");
    const issued = events.find(({ kind }) => kind === "issued");
    assert.deepEqual([issued.count, issued.since], [250, "2026-11-07"]);
    assert.equal(issued.path, "/invoices?issued=days&from=2026-11-07");
  });
  adopt();
});

test("The address of a mark is read again, and what it doesn't know is dropped", () => {
  const read = (path) => markIn(new URL(path, "https://portal.test"));
  for (const mark of [{ product: "a&b", period: "2026-11" }, { day: "2026-11-21" }]) {
    assert.deepEqual(read(addressOf(mark)), mark);
  }
  assert.deepEqual(read("/reports?day=tomorrow"), { product: "", period: "" });
});
