import assert from "node:assert/strict";
import test from "node:test";
import { readAddress, variablesOf, writeAddress } from "../screens/customers.js";

const read = (text) => readAddress(new URLSearchParams(text));

test("An address without parameters is the usual view", () => {
  assert.deepEqual(read(""), {
    q: "",
    status: "",
    kind: "",
    risk: "",
    sort: { name: "NAME", isDescending: false },
    size: 25,
    after: "",
    before: "",
  });
  assert.equal(writeAddress(read("")), "/customers");
});

test("What is written is read again", () => {
  const addresses = [
    "/customers?q=fjord+%26+co",
    "/customers?status=DISABLED&kind=EVALUATION&risk=HIGH&sort=-UPDATED_AT&size=100&after=c1",
    "/customers?sort=-NAME&before=c2",
  ];
  for (const address of addresses) assert.equal(writeAddress(read(address.split("?")[1])), address);
});

test("Parameters that mean nothing are dropped", () => {
  assert.equal(writeAddress(read("status=GONE&kind=x&risk=toString&sort=PASSWORD&size=5000&page=3&sort=toString")), "/customers");
  assert.equal(read("sort=constructor").sort.name, "NAME");
  assert.equal(read("status=toString").status, "");
  assert.equal(read(`q=${"a".repeat(500)}`).q.length, 200);
});

test("Two cursors at once: the forward one wins", () => {
  assert.equal(writeAddress(read("after=a&before=b")), "/customers?after=a");
});

test("Forward asks for first, backward for last, never for both", () => {
  assert.deepEqual(variablesOf(read("after=c")), {
    first: 25,
    after: "c",
    orderBy: [{ field: "NAME", direction: "ASC" }],
  });
  assert.deepEqual(variablesOf(read("before=c&size=50")), {
    last: 50,
    before: "c",
    orderBy: [{ field: "NAME", direction: "ASC" }],
  });
});

test("Filters are sent only where they filter", () => {
  assert.equal("filter" in variablesOf(read("q=%20%20")), false);
  assert.deepEqual(variablesOf(read("q=+a+&status=ENABLED&kind=REGULAR&risk=LOW&sort=-EMAIL")), {
    first: 25,
    filter: { search: "a", status: { eq: "ENABLED" }, kind: { eq: "REGULAR" }, churn: { band: { eq: "LOW" } } },
    orderBy: [{ field: "EMAIL", direction: "DESC" }],
  });
});
