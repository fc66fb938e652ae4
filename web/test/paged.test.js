import assert from "node:assert/strict";
import test from "node:test";
import { pathTo, placeIn, variablesAt } from "../lib/paged.js";

const at = (path) => placeIn(new URL(path, "https://portal.test"));

test("A page of a part stands in the address and is read again", () => {
  for (const path of ["/customers/c1?tab=tasks", "/portal/fjord/contacts"]) {
    assert.deepEqual(at(path), { after: "", before: "" });
    assert.deepEqual(at(pathTo(path, { after: "a/b+c=" })), { after: "a/b+c=", before: "" });
    assert.deepEqual(at(pathTo(path, { before: "x&y" })), { after: "", before: "x&y" });
    assert.ok(pathTo(path, { after: "c" }).startsWith(path));
  }
});

test("Forward asks for first, backward for last, and never for both", () => {
  assert.deepEqual(variablesAt(at("/x")), { first: 50 });
  assert.deepEqual(variablesAt(at("/x?after=c")), { first: 50, after: "c" });
  assert.deepEqual(variablesAt(at("/x?before=c")), { last: 50, before: "c" });
  assert.deepEqual(variablesAt(at("/x?after=c&before=d")), { first: 50, after: "c" });
});
