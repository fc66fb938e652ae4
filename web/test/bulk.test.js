/** What is done with several rows at once: one after another, each once, and told row by row. */
import assert from "node:assert/strict";
import test from "node:test";
import { entriesOf, foresee, inState, perform } from "../lib/bulk/run.js";
import { createSelection } from "../lib/bulk/selection.js";
import { load } from "./support/load.js";

const ROWS = ["a", "b", "c"].map((id) => ({ id, name: id.toUpperCase() }));
const asked = { userErrors: [{ code: "CONFIRMATION_REQUIRED", message: "One session ends." }] };
const refused = { userErrors: [{ code: "CONFLICT", message: "The last admin stays." }] };
const done = { userErrors: [] };
const never = { onStep() {}, isStopped: () => false };
const failure = (kind, code) => Object.assign(new Error(code ?? kind), { kind, code });
const states = (entries) => entries.map(({ state }) => state);

/** Those that may be done at once; `answer` decides each of the tries, which are kept. */
function ready(answer, rows = ROWS) {
  const entries = entriesOf(rows, () => true);
  for (const entry of entries) entry.state = "READY";
  const tries = [];
  const send = async (row, rest) => {
    tries.push([row.id, rest]);
    return answer(row, tries.length);
  };
  return { entries, tries, send };
}

test("Only what the page shows is chosen, and whom it was done to isn't any more", () => {
  const selection = createSelection();
  selection.choose(ROWS);
  selection.toggle("b");
  assert.deepEqual(selection.among(ROWS).map(({ id }) => id), ["a", "c"]);
  assert.deepEqual(selection.among(ROWS.slice(0, 2)).map(({ id }) => id), ["a"]);
  selection.drop(["a"]);
  assert.deepEqual(selection.among(ROWS).map(({ id }) => id), ["c"]);
  selection.clear();
  assert.deepEqual(selection.among(ROWS), []);
});

test("What would come of it is asked for each that fits, without a word of confirmation", async () => {
  const sent = [];
  const entries = entriesOf(ROWS, ({ id }) => id !== "c");
  const send = async ({ id }, rest) => (sent.push([id, rest]), id === "a" ? asked : refused);
  await foresee(entries, send, { ...never, same: "same" });
  assert.deepEqual(sent, [["a", {}], ["b", {}]]);
  assert.deepEqual(states(entries), ["READY", "REFUSED", "LEFT"]);
  assert.deepEqual(entries.map(({ text }) => text), ["One session ends.", "The last admin stays.", ""]);
});

test("Whose state is that already is left, and said so", async () => {
  const entries = entriesOf(ROWS.slice(0, 1), () => true);
  await foresee(entries, async () => done, { ...never, same: "same" });
  assert.deepEqual([entries[0].state, entries[0].text], ["REFUSED", "same"]);
});

test("Each change has a key of its own, and one that is refused stops no other", async () => {
  const { entries, tries, send } = ready(({ id }) => (id === "b" ? refused : done));
  assert.deepEqual(await perform(entries, send, { ...never, asks: true }), { end: "OVER", message: "" });
  assert.deepEqual(states(entries), ["DONE", "REFUSED", "DONE"]);
  assert.equal(new Set(tries.map(([, { idempotencyKey }]) => idempotencyKey)).size, 3);
  assert.ok(tries.every(([, { confirm }]) => confirm === true));
});

test("It is stopped between two, and goes on with the rest", async () => {
  const { entries, tries, send } = ready(() => done);
  let isStopped = false;
  const steps = { asks: false, onStep: () => (isStopped = true), isStopped: () => isStopped };
  assert.equal((await perform(entries, send, steps)).end, "STOPPED");
  assert.deepEqual(states(entries), ["DONE", "READY", "READY"]);
  assert.equal((await perform(entries, send, { ...never, asks: false })).end, "OVER");
  assert.deepEqual(tries.map(([id]) => id), ["a", "b", "c"]);
  assert.ok(tries.every(([, rest]) => !("confirm" in rest)));
});

test("A line that fails once is tried again with the same key, one that stays away stops it", async () => {
  const { entries, tries, send } = ready((_, count) => {
    if (count === 2) throw failure("network");
    if (count > 3) throw failure("graphql", "TIMEOUT");
    return done;
  });
  assert.deepEqual(await perform(entries, send, { ...never, asks: true }), { end: "BROKEN", message: "TIMEOUT" });
  assert.deepEqual(states(entries), ["DONE", "DONE", "UNSURE"]);
  const keyOf = (wanted) => new Set(tries.filter(([id]) => id === wanted).map(([, rest]) => rest.idempotencyKey));
  assert.deepEqual(tries.map(([id]) => id), ["a", "b", "b", "c", "c"]);
  assert.deepEqual([keyOf("b").size, keyOf("c").size], [1, 1]);
  // What isn't known is asked again, by the same key.
  tries.length = 0;
  await perform(entries, async (row, rest) => (tries.push([row.id, rest]), done), { ...never, asks: true });
  assert.deepEqual(states(entries), ["DONE", "DONE", "DONE"]);
  assert.equal(tries[0][1].idempotencyKey, entries[2].key);
});

test("A session that ends half way leaves what was done and what wasn't", async () => {
  const { entries, tries, send } = ready((_, count) => {
    if (count === 2) throw failure("auth");
    return done;
  });
  assert.equal((await perform(entries, send, { ...never, asks: true })).end, "ENDED");
  assert.deepEqual([states(entries), tries.length], [["DONE", "READY", "READY"], 2]);
});

test("What the server gives as an error of its own is that row's, and the next is tried", async () => {
  const { entries, send } = ready(({ id }) => {
    if (id === "a") throw failure("graphql", "FORBIDDEN");
    return done;
  });
  assert.equal((await perform(entries, send, { ...never, asks: true })).end, "OVER");
  assert.deepEqual(states(entries), ["REFUSED", "DONE", "DONE"]);
  assert.equal(inState(entries, "REFUSED")[0].text, "FORBIDDEN");
});

/** For each row, the verbs that fit it, and those that are offered for it alone. */
function offers(actions, row) {
  const fitting = actions.filter(({ fits }) => fits(row));
  const alone = fitting.filter(({ isOffered }) => isOffered?.(row) ?? true);
  return [fitting.map(({ verb }) => verb), alone.map(({ verb }) => verb)];
}

test("D0-46 What fits a user follows from the status, and nothing is offered that would end oneself", async () => {
  const { actionsOf } = await load("screens/people/bulk.js");
  const actions = actionsOf({ client: null, viewer: { email: "admin@x.test" } });
  const at = (status, email = "b@x.test") => offers(actions, { status, email });
  assert.deepEqual(at("ACTIVE"), [["disable", "remove"], ["disable", "remove"]]);
  assert.deepEqual(at("DISABLED"), [["enable", "remove"], ["enable", "remove"]]);
  assert.deepEqual(at("INVITED"), [["reinvite", "remove"], ["reinvite", "remove"]]);
  assert.deepEqual(at("ACTIVE", "admin@x.test"), [["disable", "remove"], []]);
});

test("G-09 What fits a portal's user follows from the state, and nothing is offered that ends its admin", async () => {
  const { actionsOf } = await load("lib/members/bulk.js");
  const at = (state, id = "b") => offers(actionsOf({ client: null }, () => "admin"), { state, id });
  assert.deepEqual(at("ENABLED"), [["disable", "remove"], ["disable", "remove"]]);
  assert.deepEqual(at("DISABLED"), [["enable", "remove"], ["enable", "remove"]]);
  assert.deepEqual(at("UNCONFIRMED"), [["reinvite", "remove"], ["reinvite", "remove"]]);
  assert.deepEqual(at("ENABLED", "admin"), [["disable", "remove"], []]);
  assert.deepEqual(at("UNCONFIRMED", "admin"), [["reinvite", "remove"], ["reinvite"]]);
});

test("D1-12 A portal is enabled only where a customer may have one, and follows its customer", async () => {
  const { actionsOf } = await load("screens/manage/bulk.js");
  const actions = actionsOf({ client: null });
  const at = (status, type, portal) => offers(actions, { status, partnership: { type }, portal })[0];
  assert.deepEqual(at("ENABLED", "MSSP", null), ["portalOn", "disable"]);
  assert.deepEqual(at("ENABLED", "MSSP", { enabled: true }), ["portalOff", "disable"]);
  assert.deepEqual(at("ENABLED", "MSSP", { enabled: false }), ["portalOn", "disable"]);
  assert.deepEqual(at("ENABLED", "RESELLER", null), ["disable"]);
  assert.deepEqual(at("DISABLED", "MSSP", { enabled: false }), ["enable"]);
});
