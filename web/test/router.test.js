import assert from "node:assert/strict";
import test from "node:test";
import { isPlainClick, match, safeReturnPath } from "../lib/router.js";

const routes = [{ path: "/" }, { path: "/customers" }, { path: "/customers/{id}" }, { path: "/admin/login" }];

test("A path finds its route", async (t) => {
  const cases = [
    ["/", "/", {}],
    ["/customers", "/customers", {}],
    ["/customers/", "/customers", {}],
    ["/customers/a%20b", "/customers/{id}", { id: "a b" }],
    ["/admin/login", "/admin/login", {}],
  ];
  for (const [path, route, params] of cases) {
    await t.test(path, () => assert.deepEqual(match(routes, path), { route: { path: route }, params }));
  }
});

test("What is no route, and what can't be decoded, finds nothing", () => {
  for (const path of ["/nowhere", "/customers/a/b", "/customers/%E0%A4%A", "/Customers", "//customers"]) {
    assert.equal(match(routes, path), null, path);
  }
});

test("A return path stays on this site and off the sign-in", () => {
  assert.equal(safeReturnPath("/customers?q=a", "/x"), "/customers?q=a");
  const others = [
    null,
    "",
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "javascript:1",
    "/a\nb",
    "/partner/login",
  ];
  for (const path of others) assert.equal(safeReturnPath(path, "/x"), "/x", String(path));
});

test("Only a plain click is followed here", () => {
  globalThis.location = /** @type {any} */ ({ origin: "http://a.test" });
  const link = (changes) => ({ target: "", origin: "http://a.test", hasAttribute: () => false, ...changes });
  const click = (changes) => ({ button: 0, defaultPrevented: false, ...changes });
  assert.equal(isPlainClick(click(), link()), true);
  for (const key of ["metaKey", "ctrlKey", "shiftKey", "altKey", "defaultPrevented"]) {
    assert.equal(isPlainClick(click({ [key]: true }), link()), false, key);
  }
  assert.equal(isPlainClick(click({ button: 1 }), link()), false);
  assert.equal(isPlainClick(click(), link({ target: "_blank" })), false);
  assert.equal(isPlainClick(click(), link({ origin: "http://b.test" })), false);
  assert.equal(isPlainClick(click(), link({ hasAttribute: () => true })), false);
});
