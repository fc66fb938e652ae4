import assert from "node:assert/strict";
import test from "node:test";
import {
  bytes,
  count,
  country,
  currencyName,
  day,
  days,
  duration,
  languageOf,
  money,
  number,
  time,
} from "../lib/format.js";

test("Money follows its currency's digits", () => {
  assert.equal(money({ minorUnits: 123456, currency: "EUR" }).replace(/\s/g, " "), "€1,234.56");
  assert.equal(money({ minorUnits: 500, currency: "JPY" }).replace(/[^\d]/g, ""), "500");
  assert.equal(money({ minorUnits: -5, currency: "EUR" }), "-€0.05");
});

test("A day stays the day it is, whatever the reader's time zone", () => {
  assert.match(day("2026-11-01"), /^(1 Nov|Nov 1,) 2026$/);
});

test("Counts have their word", () => {
  assert.equal(count(1, "customer"), "1 customer");
  assert.equal(count(0, "customer"), "0 customers");
  assert.equal(number(12345), "12,345");
});

test("Times and sizes are short", () => {
  assert.deepEqual([duration(7.6), duration(1240)], ["8 ms", "1.24 s"]);
  assert.deepEqual([bytes(312), bytes(4210), bytes(2_500_000)], ["312 B", "4.2 kB", "2.5 MB"]);
});

test("A code that is no country stays as it is", () => {
  assert.equal(country("NO"), "Norway");
  assert.equal(country("not a code"), "not a code");
});

test("Languages and currencies have names, unknown ones stay as they are", () => {
  assert.deepEqual([languageOf("nb"), languageOf("no language")], ["Norwegian Bokmål", "no language"]);
  assert.deepEqual([currencyName("NOK"), currencyName("XZZ"), currencyName("?")], [
    "Norwegian Krone (NOK)",
    "XZZ",
    "?",
  ]);
});

test("A moment is written in the account's time zone", async () => {
  const { adopt } = await import("../lib/i18n.js");
  adopt({ locale: "en-GB", timeZone: "Asia/Tokyo" });
  assert.equal(time("2026-11-21T20:15:00Z"), "22 Nov 2026, 05:15");
  assert.equal(day("2026-11-21T20:15:00Z"), "22 Nov 2026");
  assert.equal(days("2026-10-26", "2026-11-25").replace(/\s/g, " "), "26 Oct – 25 Nov 2026");
  adopt();
});
