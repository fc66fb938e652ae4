/** The audit log's address: what stands in it, and what it asks for. */
import assert from "node:assert/strict";
import test from "node:test";
import { adopt } from "../lib/i18n.js";
import { ACTIONS, actionOf, actorOf, fieldOf, valueOf } from "../screens/audit/say.js";
import { readAddress, variablesOf, writeAddress } from "../screens/audit.js";

const read = (text) => readAddress(new URLSearchParams(text));
const ID = "AwGbdtqoBXalrpdY6ypeOO0";

test("Period, actor, action and target stand in the address, and what means nothing is dropped", () => {
  const address = `/settings/audit?period=days&from=2026-11-01&to=2026-11-20&actor=${ID}&action=customer.updated` +
    `&target=${ID}&sort=OCCURRED_AT`;
  assert.equal(writeAddress(read(address.split("?")[1])), address);
  const nonsense = "period=ever&from=2026-02-30&actor=x&action=drop.table&target=%27&sort=IP&q=";
  assert.equal(writeAddress(read(nonsense)), "/settings/audit");
});

test("Days are whole days of the company, the last one included", () => {
  adopt({ businessZone: "Europe/Oslo" });
  const { filter, orderBy } = variablesOf(read("period=days&from=2026-11-01&to=2026-11-20"));
  assert.deepEqual(filter, { occurredAt: { gte: "2026-10-31T23:00:00.000Z", lt: "2026-11-20T23:00:00.000Z" } });
  assert.deepEqual(orderBy, [{ field: "OCCURRED_AT", direction: "DESC" }]);
  assert.equal(variablesOf(read("")).filter, undefined);
  adopt();
});

test("One person's doings with one thing are asked for by their ids", () => {
  assert.deepEqual(variablesOf(read(`actor=${ID}&target=${ID}&action=session.refused`)).filter, {
    actorId: { eq: ID },
    action: { eq: "session.refused" },
    targetId: { eq: ID },
  });
});

test("What the journal tells is said in words, and what is newer than the words as it is stored", () => {
  assert.ok(ACTIONS.includes("session.refused"));
  assert.equal(actionOf("customer.updated"), "Customer changed");
  assert.equal(actionOf("thing.done"), "thing.done");
  assert.equal(fieldOf("external_ref"), "Reference");
  assert.equal(fieldOf("gadget"), "gadget");
  assert.equal(valueOf("reason", "WRONG_PASSWORD"), "Wrong password");
  assert.equal(valueOf("phone", "WRONG_PASSWORD"), "WRONG_PASSWORD");
  assert.equal(valueOf("reason", "TOMORROW"), "TOMORROW");
});

test("Whoever has no name any more is the system, unknown or erased", () => {
  assert.equal(actorOf({ actorKind: "PARTNER", detail: { actorName: "Ingrid" } }), "Ingrid");
  assert.equal(actorOf({ actorKind: "PARTNER", detail: { actorName: null } }), "Unknown");
  assert.equal(actorOf({ actorKind: "PARTNER", detail: null }), "Erased");
  assert.equal(actorOf({ actorKind: "SYSTEM", detail: { actorName: null } }), "The system");
});
