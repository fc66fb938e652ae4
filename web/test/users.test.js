import assert from "node:assert/strict";
import test from "node:test";
import { periodAt } from "../screens/period.js";
import { readAddress, variablesOf, writeAddress } from "../screens/users.js";

const read = (text) => readAddress(new URLSearchParams(text));

test("Role and status stand in the address, and what means nothing is dropped", () => {
  const address = "/settings/users?q=aino&role=USER&status=INVITED&sort=-CREATED_AT";
  assert.equal(writeAddress(read(address.split("?")[1])), address);
  assert.equal(writeAddress(read("role=OPERATOR&status=GONE&sort=EMAIL")), "/settings/users");
  assert.deepEqual(variablesOf(read("role=USER&status=ACTIVE")).filter, {
    role: { eq: "USER" },
    status: { eq: "ACTIVE" },
  });
});

test("A search is sent without the blanks around it, beside the filters, and none where there are only blanks", () => {
  assert.deepEqual(variablesOf(read("q=+nygard+&role=USER")).filter, { search: "nygard", role: { eq: "USER" } });
  assert.equal("filter" in variablesOf(read("q=++")), false);
});

test("A day lies in the period that its anchor began", async (t) => {
  const cases = [
    ["2026-11-21", 26, "2026-10-26", "2026-11-25"],
    ["2026-11-26", 26, "2026-11-26", "2026-12-25"],
    ["2026-11-25", 26, "2026-10-26", "2026-11-25"],
    ["2026-01-05", 26, "2025-12-26", "2026-01-25"],
    ["2026-02-14", 1, "2026-02-01", "2026-02-28"],
    ["2024-02-29", 1, "2024-02-01", "2024-02-29"],
    ["2026-03-01", 28, "2026-02-28", "2026-03-27"],
  ];
  for (const [day, anchor, first, last] of cases) {
    await t.test(`${day} from ${anchor}`, () => assert.deepEqual(periodAt(day, anchor), { first, last }));
  }
});
