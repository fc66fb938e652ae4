/** Tabs: which key leads where, which tab an address names, and which tabs a customer has. */
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { step } = await load("lib/tabs.js");
const { tabIn, tabsFor } = await load("screens/customer.js");

test("Arrows lead round the tabs, Home and End to the ends, and no other key anywhere", () => {
  const cases = [["ArrowRight", 6, 0], ["ArrowLeft", 0, 6], ["ArrowRight", 2, 3], ["Home", 4, 0], ["End", 0, 6]];
  for (const [key, here, expected] of cases) assert.equal(step(key, here, 7), expected, key);
  for (const key of ["a", "Enter", "toString", "ArrowUp"]) assert.equal(step(key, 0, 7), null, key);
});

test("An address names a tab, and only who sells by contract or has sold one has that tab", () => {
  const at = (query) => tabIn(new URL(`http://a.test/customers/x${query}`));
  assert.equal(at("?tab=usage"), "usage");
  for (const query of ["", "?tab=", "?tab=nothing", "?tab=toString"]) assert.equal(at(query), "overview", query);
  const ids = (type, totalCount) =>
    tabsFor({ partnership: { type }, contracts: { totalCount } }).map(({ id }) => id).includes("contracts");
  assert.deepEqual([ids("MSSP", 0), ids("MSSP", 2), ids("RESELLER", 0)], [false, true, true]);
});
