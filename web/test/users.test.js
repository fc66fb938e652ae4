import assert from "node:assert/strict";
import test from "node:test";
import { periodAt } from "../screens/period.js";
import { readAddress, search, variablesOf, writeAddress } from "../screens/users.js";

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

test("A search looks through every page of users, by name and e-mail, whatever case and accents", async () => {
  const people = Array.from({ length: 250 }, (_, n) => ({ name: `Person ${n}`, email: `p${n}@x.test` }));
  people[3] = { name: "Łukasz Åberg", email: "la@x.test" };
  people[180] = { name: "Someone", email: "ABERG@y.test" };
  const sent = [];
  const page = (variables) => {
    sent.push(variables);
    const start = Number(variables.after ?? 0);
    const end = start + variables.first;
    return { nodes: people.slice(start, end), pageInfo: { hasNextPage: end < people.length, endCursor: String(end) } };
  };
  const found = await search(page, { filter: { role: { eq: "USER" } }, orderBy: [] }, " åberg ");
  assert.deepEqual(found.nodes, [people[3], people[180]]);
  assert.equal(found.totalCount, 2);
  assert.deepEqual(sent.map(({ after }) => after), [undefined, "100", "200"]);
  assert.ok(sent.every(({ filter }) => filter.role.eq === "USER"));
});

test("A search without filters sends none", async () => {
  const sent = [];
  const page = (variables) => {
    sent.push(variables);
    return { nodes: [], pageInfo: { hasNextPage: false } };
  };
  await search(page, { orderBy: [] }, "x");
  assert.deepEqual(sent, [{ first: 100, orderBy: [] }]);
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
