/** The users of a customer's portal: the lists by state, and what can be done with whom. */
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { actionsFor, stateIn } = await load("lib/members/list.js");
const { STATES } = await load("lib/portal-user-state.js");

test("D3-12 to D3-19 What is offered follows from the state: the unconfirmed are invited again or removed", () => {
  const offered = Object.fromEntries(STATES.map((state) => [state, actionsFor({ state }, false)]));
  assert.deepEqual(offered, {
    ENABLED: ["disable", "rename", "remove"],
    DISABLED: ["enable", "rename", "remove"],
    UNCONFIRMED: ["reinvite", "rename", "remove"],
  });
});

test("G-09 Nobody is offered to disable or remove the portal's administrator", () => {
  const offered = STATES.map((state) => actionsFor({ state }, true));
  assert.deepEqual(offered, [["rename"], ["rename"], ["reinvite", "rename"]]);
  assert.deepEqual(actionsFor({ state: "ENABLED" }, true, { isOwn: true }), []);
});

test("A second factor that there is can be reset, the administrator's too", () => {
  const user = { state: "ENABLED", hasSecondFactor: true };
  assert.deepEqual([false, true].map((isAdmin) => actionsFor(user, isAdmin)), [
    ["disable", "rename", "resetFactor", "remove"],
    ["rename", "resetFactor"],
  ]);
});

test("One's own second factor is turned off under Account", () => {
  assert.deepEqual(actionsFor({ state: "ENABLED", hasSecondFactor: true }, true, { isOwn: true }), []);
});

test("C22 Administrators have the data of others, and their own under Account", () => {
  const user = { state: "ENABLED", hasSecondFactor: false };
  assert.deepEqual(actionsFor(user, false, { mayErase: true }), ["disable", "rename", "remove", "personal"]);
  assert.deepEqual(actionsFor(user, true, { mayErase: true }), ["rename", "personal"]);
  assert.deepEqual(actionsFor(user, true, { isOwn: true, mayErase: true }), []);
});

test("D3-06 An address names one of the three states, or all of them", () => {
  const at = (query) => stateIn(new URL(`https://portal.test/portal/fjord/people${query}`));
  assert.deepEqual(STATES.map((state) => at(`?state=${state}`)), STATES);
  for (const query of ["", "?state=", "?state=enabled", "?state=ACTIVE", "?state=ENABLED,DISABLED"]) {
    assert.equal(at(query), "", query);
  }
});
