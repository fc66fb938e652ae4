import assert from "node:assert/strict";
import test from "node:test";
import { consequences, inputOf, isSame } from "../screens/assign/choice.js";

const chosen = (...ids) => ({ isWhole: false, chosen: new Map(ids.map((id) => [id, id.toUpperCase()])) });
const whole = { isWhole: true, chosen: new Map([["a", "A"]]) };
const user = { name: "Uma" };
const none = { gainedCount: 0, gained: [], lostCount: 0, lost: [] };

test("Selections are the same if they show the same, now and later", () => {
  assert.ok(isSame(chosen("a", "b"), chosen("b", "a")));
  assert.ok(isSame(whole, { ...whole, chosen: new Map() }), "what is chosen means nothing where all are seen");
  assert.ok(!isSame(chosen("a"), whole));
  assert.ok(!isSame(chosen("a"), chosen("b")));
  assert.ok(!isSame(chosen("a"), chosen("a", "b")));
});

test("G-01 Nobody stands for everybody in the API, so an empty selection is never sent", () => {
  assert.equal(inputOf("m", 1, chosen()), null);
  assert.deepEqual(inputOf("m", 1, whole), { membershipId: "m", customerIds: [], expectedVersion: 1 });
  assert.deepEqual(inputOf("m", 2, chosen("a")), { membershipId: "m", customerIds: ["a"], expectedVersion: 2 });
});

test("A selection is told by what is gained and lost, the first five by name", () => {
  const names = (count) => Array.from({ length: count }, (_, number) => ({ name: `C${number + 1}` }));
  const preview = { gainedCount: 1, gained: names(1), lostCount: 7, lost: names(7) };
  assert.deepEqual(consequences({ user, before: chosen("a"), preview, ...chosen("b") }), [
    "Uma gains 1 customer: C1.",
    "Uma loses 7 customers: C1, C2, C3, C4, C5 and 2 more.",
    "Uma won't see customers that are added later.",
  ]);
});

test("All customers are also those to come, even where nothing is gained today", () => {
  const told = consequences({ user, before: chosen("a"), preview: none, ...whole });
  assert.deepEqual(told, ["Uma will also see every customer that is added later."]);
});

test("What is empty, the same or not known yet is said to be so", () => {
  const before = chosen("a");
  assert.match(consequences({ user, before, preview: null, ...chosen() })[0], /^Select at least one/);
  assert.deepEqual(consequences({ user, before, preview: null, ...chosen("a") }), ["Nothing changes for Uma."]);
  assert.deepEqual(consequences({ user, before, preview: null, ...chosen("b") }), ["Looking what changes…"]);
});
