import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { createSequence } = await load("lib/keys.js");
const { linksFor } = await load("lib/shell.js");
const { homePath, realmOf, signInPath } = await load("lib/router.js");
const { clock, secondsIn } = await load("screens/sign-in.js");
const press = (...keys) => {
  const sequence = createSequence();
  return keys.map(([key, time]) => sequence.press(key, time));
};

test("Single keys act at once", () => {
  assert.deepEqual(press(["/", 0], ["?", 1], ["x", 2]), ["search", "help", undefined]);
});

test("g waits a moment for what follows", () => {
  assert.deepEqual(press(["g", 0], ["c", 500]), [undefined, "customers"]);
  assert.deepEqual(press(["g", 0], ["e", 5000]), [undefined, undefined]);
  assert.deepEqual(press(["g", 0], ["g", 10], ["c", 20]), [undefined, undefined, undefined]);
  assert.deepEqual(press(["c", 0]), [undefined]);
  assert.deepEqual(press(["g", 0], ["/", 10]), [undefined, undefined]);
});

test("Everybody has the links of the own role", () => {
  const paths = (viewer) => linksFor(viewer).map(({ path }) => path);
  assert.deepEqual(paths(null), []);
  assert.deepEqual(paths({ realm: "PARTNER", role: "USER" }), ["/customers", "/explorer"]);
  assert.deepEqual(paths({ realm: "PARTNER", role: "MARKETING" }), ["/explorer"]);
  assert.deepEqual(paths({ realm: "OPERATOR", role: "OPERATOR" }), ["/admin", "/admin/explorer"]);
});

test("A path belongs to a realm, and its sign-in leads back", () => {
  assert.deepEqual(["/admin", "/admin/login", "/administer", "/customers"].map(realmOf), [
    "OPERATOR",
    "OPERATOR",
    "PARTNER",
    "PARTNER",
  ]);
  assert.equal(signInPath("PARTNER", "/customers?q=a&kind=b"), "/partner/login?next=%2Fcustomers%3Fq%3Da%26kind%3Db");
  assert.equal(signInPath("PARTNER", "/customers"), "/partner/login");
  assert.equal(signInPath("OPERATOR", "/"), "/admin/login");
  assert.equal(homePath("PARTNER", { role: "MARKETING" }), "/explorer");
});

test("The waiting time is read from the refusal and shown as a clock", () => {
  assert.deepEqual([secondsIn("Try again in 30 seconds."), secondsIn("in 2 minutes"), secondsIn("later")], [
    30,
    120,
    undefined,
  ]);
  assert.deepEqual([clock(75), clock(5)], ["1:15", "0:05"]);
});
