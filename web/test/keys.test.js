import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { createSequence } = await load("lib/keys.js");
const { isFind } = await load("lib/keys.js");
const { initials } = await load("lib/shell.js");
const { mayOpen, placesFor } = await load("lib/nav.js");
const { homePath, realmOf, signInPath } = await load("lib/router.js");
const { clock, secondsIn } = await load("lib/sign-in.js");
const press = (...keys) => {
  const sequence = createSequence();
  return keys.map(([key, time]) => sequence.press(key, time));
};

test("Single keys act at once", () => {
  assert.deepEqual(press(["/", 0], ["?", 1], ["x", 2]), ["search", "help", undefined]);
});

test("g waits a moment for what follows", () => {
  assert.deepEqual(press(["g", 0], ["c", 500]), [undefined, "go c"]);
  assert.deepEqual(press(["g", 0], ["e", 5000]), [undefined, undefined]);
  assert.deepEqual(press(["g", 0], ["g", 10], ["c", 20]), [undefined, undefined, undefined]);
  assert.deepEqual(press(["c", 0]), [undefined]);
  assert.deepEqual(press(["g", 0], ["/", 10]), [undefined, undefined]);
});

const SETTINGS = ["/settings/partnerships", "/settings/account"];
const who = (role, realm = "PARTNER") => ({ realm, role });

test("Everybody has the places of the own role, each with a key of its own", () => {
  const paths = (viewer) => placesFor(viewer).map(({ path }) => path);
  assert.deepEqual(paths(null), []);
  assert.deepEqual(paths(who("MARKETING")), ["/kit", ...SETTINGS, "/explorer"]);
  const work = ["/customers", "/tasks", "/reports", "/leads", "/invoices", "/kit"];
  assert.deepEqual(paths(who("USER")), ["/", ...work, ...SETTINGS, "/explorer"]);
  const operators = [
    "partners",
    "partnerships",
    "users",
    "invoices",
    "kit",
    "mails",
    "domains",
    "audit",
    "account",
    "explorer",
  ];
  assert.deepEqual(paths(who("OPERATOR", "OPERATOR")), ["/admin", ...operators.map((name) => `/admin/${name}`)]);
  for (const viewer of [who("ADMIN"), who("USER"), who("MARKETING"), who("OPERATOR", "OPERATOR")]) {
    const keys = placesFor(viewer).map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length, viewer.role);
    assert.ok(keys.every((key) => /^[a-fh-z]$/.test(key)));
  }
});

test("What lies below a place is opened by the place's rule, and other addresses are everybody's", () => {
  assert.equal(mayOpen("/customers", who("MARKETING")), false);
  assert.equal(mayOpen("/customers/x", who("MARKETING")), false);
  assert.equal(mayOpen("/settings/users/x", who("USER")), false);
  assert.equal(mayOpen("/settings/users", who("ADMIN")), true);
  assert.equal(mayOpen("/customersx", who("MARKETING")), true);
  assert.equal(mayOpen("/customers/x", who("USER")), true);
  assert.equal(mayOpen("/nowhere", who("MARKETING")), true);
});

test("The palette opens with Ctrl or Cmd and K, not with both, nor with Alt, which the explorer uses", () => {
  const key = (changes) => ({ key: "k", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...changes });
  assert.deepEqual(
    [{ ctrlKey: true }, { metaKey: true }, { ctrlKey: true, key: "K" }, {}, { ctrlKey: true, altKey: true }].map((
      changes,
    ) => isFind(key(changes))),
    [true, true, true, false, false],
  );
});

test("Initials are the first letters of the first and the last word, whole characters", () => {
  assert.deepEqual(["Ingrid Solberg", "Ana de la Cruz", "Cher", "", "𝔸da Low"].map(initials), [
    "IS",
    "AC",
    "C",
    "",
    "𝔸L",
  ]);
});

test("A path belongs to a realm, and its sign-in leads back", () => {
  assert.deepEqual(["/admin", "/admin/login", "/administer", "/customers"].map(realmOf), [
    "OPERATOR",
    "OPERATOR",
    "PARTNER",
    "PARTNER",
  ]);
  assert.equal(signInPath("PARTNER", "/customers?q=a&kind=b"), "/partner/login?next=%2Fcustomers%3Fq%3Da%26kind%3Db");
  assert.equal(signInPath("PARTNER", "/"), "/partner/login");
  assert.equal(signInPath("OPERATOR", "/admin"), "/admin/login");
  assert.equal(homePath("OPERATOR"), "/admin");
});

test("The waiting time is read from the refusal and shown as a clock", () => {
  assert.deepEqual([secondsIn("Try again in 30 seconds."), secondsIn("in 2 minutes"), secondsIn("later")], [
    30,
    120,
    undefined,
  ]);
  assert.deepEqual([clock(75), clock(5)], ["1:15", "0:05"]);
});
