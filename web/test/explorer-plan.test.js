import assert from "node:assert/strict";
import test from "node:test";
import { planOf } from "../explorer/plan.js";

const scan = {
  "Node Type": "Index Scan",
  "Index Name": "contact_of_customer",
  "Relation Name": "contact",
  Alias: "t1",
  "Plan Rows": 3,
  "Total Cost": 8.3,
  "Index Cond": "(customer_id = t0.id)",
  Filter: "(organization_id = $0)",
};

test("Where nothing was planned, there is no plan", () => {
  for (const plan of [null, undefined, [], [{}]]) assert.equal(planOf(plan), null);
});

test("A plan is told as steps with what they take and by which condition", () => {
  const plan = planOf([{ Plan: { "Node Type": "Nested Loop", "Plan Rows": 6, "Total Cost": 20.5, Plans: [scan] } }]);
  assert.equal(plan.cost, 20.5);
  assert.equal(plan.rows, 6);
  assert.equal(plan.actual, null);
  assert.equal(plan.root.target, "");
  const [child] = plan.root.children;
  assert.equal(child.name, "Index Scan");
  assert.equal(child.target, "contact_of_customer t1");
  assert.deepEqual(child.conditions, [
    { name: "Index Cond", text: "(customer_id = t0.id)" },
    { name: "Filter", text: "(organization_id = $0)" },
  ]);
});

test("What ran is told for all its rounds, and a name that is its own alias once", () => {
  const ran = { ...scan, "Index Name": undefined, Alias: "contact", "Actual Rows": 2.5, "Actual Loops": 4, "Actual Total Time": 0.25 };
  const plan = planOf([{ Plan: ran, "Execution Time": 12.345 }]);
  assert.deepEqual(plan.root.actual, { rows: 10, time: "1.00" });
  assert.deepEqual(plan.actual, { rows: 10, time: "12" });
  assert.equal(plan.root.target, "contact");
});
