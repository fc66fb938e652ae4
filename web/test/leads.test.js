import assert from "node:assert/strict";
import test from "node:test";
import { adopt } from "../lib/i18n.js";
import { readAddress, variablesOf, writeAddress } from "../screens/leads.js";

const read = (text) => readAddress(new URLSearchParams(text));
const filterOf = (text) => variablesOf(read(text)).filter;

test("An address without parameters shows the newest first", () => {
  assert.equal(writeAddress(read("")), "/leads");
  assert.deepEqual(variablesOf(read("")).orderBy, [{ field: "RECEIVED_AT", direction: "DESC" }]);
  assert.equal(writeAddress(read("sort=-RECEIVED_AT")), "/leads");
});

test("What is written is read again", () => {
  const addresses = [
    "/leads?q=m%C3%BCller&country=DE",
    "/leads?received=days&from=2026-01-01&to=2026-02-28&sort=NAME&size=50&after=c",
  ];
  for (const address of addresses) assert.equal(writeAddress(read(address.split("?")[1])), address);
});

test("Parameters that mean nothing are dropped", () => {
  assert.equal(writeAddress(read("country=XX&received=toString&from=2026-02-30&to=x&sort=EMAIL&size=7")), "/leads");
  assert.equal(writeAddress(read("country=de")), "/leads");
});

test("Days are asked for from the beginning of the first to the end of the last, in the company's zone", () => {
  adopt({ timeZone: "America/New_York", businessZone: "Europe/Berlin" });
  assert.deepEqual(filterOf("received=days&from=2026-07-01&to=2026-07-01"), {
    receivedAt: { gte: "2026-06-30T22:00:00.000Z", lt: "2026-07-01T22:00:00.000Z" },
  });
  assert.deepEqual(filterOf("received=days&to=2026-01-31"), { receivedAt: { lt: "2026-01-31T23:00:00.000Z" } });
  assert.equal(filterOf("received=days"), undefined);
  assert.equal(filterOf("from=2026-01-01"), undefined);
  adopt();
});

test("A named time ends where it says", () => {
  adopt({ businessZone: "UTC" });
  const now = new Date().toISOString();
  assert.deepEqual(filterOf("received=month"), { receivedAt: { gte: `${now.slice(0, 7)}-01T00:00:00.000Z` } });
  assert.deepEqual(filterOf("received=year"), { receivedAt: { gte: `${now.slice(0, 4)}-01-01T00:00:00.000Z` } });
  assert.equal(filterOf("received=last").receivedAt.lt, `${now.slice(0, 7)}-01T00:00:00.000Z`);
  adopt();
});

test("Search and country are sent together", () => {
  assert.deepEqual(filterOf("q=+ana+&country=ES"), { search: "ana", country: { eq: "ES" } });
});
