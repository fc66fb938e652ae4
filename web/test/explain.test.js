import assert from "node:assert/strict";
import test from "node:test";
import { condition, reason } from "../screens/people/explain-say.js";

const account = { kind: "ACCOUNT", isMet: true, state: "ACTIVE" };
const role = { kind: "ROLE", isMet: true, role: "USER" };
const company = { kind: "ORGANIZATION", isMet: true, name: "Nordlys AS" };
const place = { kind: "MEMBERSHIP", isMet: true, name: "Nordlys MSSP", customerAccess: "ASSIGNED" };
const granted = { grantedBy: "Ole", grantedAt: "2026-11-03T09:00:00.000Z" };
const assigned = { kind: "ASSIGNMENT", isMet: true, name: "Fjord", ...granted };
const told = (...steps) => reason("Anna", "Fjord", { isAllowed: steps.at(-1).isMet, steps });

test("G-01 Who sees a customer is told why, with whoever assigned it and when", () => {
  assert.equal(
    told(account, role, company, place, assigned),
    "Anna sees Fjord as a user of Nordlys MSSP, limited to selected customers: Ole assigned it on Nov 3, 2026.",
  );
  assert.equal(
    told(account, role, company, place, { ...assigned, grantedBy: null }),
    "Anna sees Fjord as a user of Nordlys MSSP, limited to selected customers: it was assigned on Nov 3, 2026.",
  );
  assert.equal(
    told(account, role, company, { ...place, customerAccess: "ALL" }),
    "Anna sees Fjord as a user of Nordlys MSSP, who sees all of its customers.",
  );
  assert.equal(
    told(account, { ...role, role: "ADMIN" }, company),
    "Anna sees Fjord as an administrator, who sees every customer of Nordlys AS.",
  );
});

test("G-01 Who doesn't is told the first thing that is missing", () => {
  const not = (step) => ({ ...step, isMet: false });
  assert.match(told(not({ ...account, state: "DISABLED" })), /the account is disabled\.$/);
  assert.match(told(not({ ...account, state: "INVITED" })), /hasn't been accepted yet\.$/);
  assert.match(told(account, not({ ...role, role: "MARKETING" })), /marketing sees no customers\.$/);
  assert.match(told(account, not({ ...role, role: "NOTIFICATIONS" })), /only receives mails\.$/);
  assert.match(told(account, role, company, not(place)), /it belongs to Nordlys MSSP, and Anna doesn't\.$/);
  assert.match(told(account, role, company, place, not(assigned)), /which this one isn't among\.$/);
});

test("Every step that there can be of a customer has a sentence", () => {
  const steps = [account, role, company, place, { ...place, customerAccess: "ALL" }, assigned];
  const sentences = steps.map(condition);
  assert.ok(sentences.every((sentence) => sentence.endsWith(".") && !sentence.includes("{")), sentences.join(" "));
  assert.equal(new Set(sentences).size, steps.length);
});
