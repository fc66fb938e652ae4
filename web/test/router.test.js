import assert from "node:assert/strict";
import test from "node:test";
import { forget } from "../lib/forget.js";
import { isPlainClick, keepFragment, match, safeReturnPath, withFragment } from "../lib/router.js";

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

function storage() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}
const blocked = () => {
  throw new Error("blocked");
};

test("What stands behind the # comes back once, and to its own address alone", () => {
  const place = storage();
  const at = (path, hash) => ({ pathname: path, search: "", hash });
  keepFragment(at("/explorer", "#query=%7B+a+%7D"), () => place);
  assert.equal(withFragment("/explorer", () => place), "/explorer#query=%7B+a+%7D");
  assert.equal(withFragment("/explorer", () => place), "/explorer");
  keepFragment(at("/explorer", "#query=a"), () => place);
  assert.equal(withFragment("/", () => place), "/");
  keepFragment(at("/explorer", ""), () => place);
  assert.equal(place.length, 0);
  place.setItem("portico-fragment", JSON.stringify({ path: "/", hash: "//evil.test" }));
  assert.equal(withFragment("/", () => place), "/");
  keepFragment(at("/explorer", "#a"), blocked);
  assert.equal(withFragment("/explorer", blocked), "/explorer");
});

test("Who signs out leaves nothing of the explorer behind, and takes nothing of another realm", () => {
  const place = storage();
  for (const name of ["portico-explorer:PARTNER:a:b", "portico-explorer:OPERATOR::c", "portico-theme"]) {
    place.setItem(name, "x");
  }
  forget("PARTNER", () => [/** @type {any} */ (place)]);
  assert.deepEqual([place.key(0), place.key(1), place.length], ["portico-explorer:OPERATOR::c", "portico-theme", 2]);
  forget("PARTNER", blocked);
});
