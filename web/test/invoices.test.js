import assert from "node:assert/strict";
import test from "node:test";
import { addDays, today } from "../lib/days.js";
import { lateness } from "../lib/invoice-status.js";
import { numbersFor, readAddress, variablesOf, writeAddress } from "../lib/invoice-list.js";

const read = (text) => readAddress(new URLSearchParams(text));
const filterOf = (text) => variablesOf(read(text)).filter;

test("An address without parameters shows the newest first", () => {
  assert.equal(writeAddress(read("")), "/invoices");
  assert.deepEqual(variablesOf(read("")), { first: 25, orderBy: [{ field: "ISSUED_ON", direction: "DESC" }] });
});

test("What is written is read again, and what means nothing is dropped", () => {
  const address = "/invoices?status=OVERDUE&issued=days&from=2026-01-01&to=2026-02-28&sort=DUE_ON";
  assert.equal(writeAddress(read(address.split("?")[1])), address);
  assert.equal(writeAddress(read("status=DRAFT&issued=x&from=2026-02-31&sort=TOTAL")), "/invoices");
});

test("A number is found as it is typed and without its zeros", () => {
  assert.deepEqual(numbersFor(" inv-0000042 "), ["INV-0000042"]);
  assert.deepEqual(numbersFor("42"), ["42", "INV-0000042"]);
  assert.deepEqual(numbersFor("inv42"), ["INV42", "INV-0000042"]);
  assert.deepEqual(numbersFor("CN-7/a"), ["CN-7/A"]);
  assert.deepEqual(numbersFor("12345678"), ["12345678"]);
});

test("A status is asked for by its two days, and the three don't overlap", () => {
  const now = today();
  assert.deepEqual(filterOf("status=PAID"), { paidOn: { isNull: false } });
  assert.deepEqual(filterOf("status=PENDING"), { paidOn: { isNull: true }, dueOn: { gte: now } });
  assert.deepEqual(filterOf("status=OVERDUE"), { paidOn: { isNull: true }, dueOn: { lt: now } });
});

test("Days of issue are both meant, first and last", () => {
  assert.deepEqual(filterOf("issued=days&from=2026-01-01&to=2026-01-31"), {
    issuedOn: { gte: "2026-01-01", lte: "2026-01-31" },
  });
  assert.equal(filterOf("to=2026-01-31"), undefined);
  assert.deepEqual(filterOf("issued=last").issuedOn.lt, `${today().slice(0, 7)}-01`);
});

test("Late is what isn't paid after its due day", () => {
  const now = today();
  assert.equal(lateness({ status: "OVERDUE", dueOn: addDays(now, -1) }), "1 day late");
  assert.equal(lateness({ status: "OVERDUE", dueOn: addDays(now, -30) }), "30 days late");
  assert.equal(lateness({ status: "PENDING", dueOn: now }), null);
  assert.equal(lateness({ status: "PAID", dueOn: addDays(now, -30) }), null);
});
