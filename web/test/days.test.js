import assert from "node:assert/strict";
import test from "node:test";
import { addDays, beginning, isDay, monthOf, today } from "../lib/days.js";

test("A day that exists is a day, anything else isn't", () => {
  for (const day of ["2026-11-21", "2024-02-29"]) assert.ok(isDay(day), day);
  for (const text of ["2026-02-29", "2026-13-01", "2026-1-1", "", "2026-11-21T00:00", "x"]) {
    assert.ok(!isDay(text), text);
  }
});

test("Which day it is depends on where", () => {
  const moment = Date.parse("2026-11-21T23:30:00Z");
  assert.deepEqual(
    ["UTC", "Europe/Oslo", "America/New_York", "Pacific/Kiritimati"].map((zone) => today(moment, zone)),
    [
      "2026-11-21",
      "2026-11-22",
      "2026-11-21",
      "2026-11-22",
    ],
  );
});

test("Days and months are counted over the ends of months and years", () => {
  assert.deepEqual([addDays("2026-01-01", -1), addDays("2024-02-28", 1)], ["2025-12-31", "2024-02-29"]);
  assert.deepEqual([monthOf("2026-11-21"), monthOf("2026-01-31", -1), monthOf("2026-12-05", 1)], [
    "2026-11-01",
    "2025-12-01",
    "2027-01-01",
  ]);
});

test("A day begins at the midnight of its zone, on both sides of a change of clocks", async (t) => {
  const cases = [
    ["2026-11-21", "Europe/Oslo", "2026-11-20T23:00:00.000Z"],
    ["2026-07-01", "Europe/Oslo", "2026-06-30T22:00:00.000Z"],
    ["2026-03-29", "Europe/Oslo", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Oslo", "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", "Europe/Oslo", "2026-10-24T22:00:00.000Z"],
    ["2026-11-21", "America/New_York", "2026-11-21T05:00:00.000Z"],
    ["2026-11-21", "Asia/Kolkata", "2026-11-20T18:30:00.000Z"],
    ["2026-04-05", "Pacific/Auckland", "2026-04-04T11:00:00.000Z"], // they change between the two midnights
    ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"], // clocks go from 00:00 to 01:00
  ];
  for (const [day, zone, expected] of cases) {
    await t.test(`${day} ${zone}`, () => {
      assert.equal(beginning(day, zone), expected);
      const time = Date.parse(expected);
      assert.equal(today(time, zone), day);
      assert.notEqual(today(time - 1000, zone), day);
    });
  }
});
