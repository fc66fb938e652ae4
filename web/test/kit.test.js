import assert from "node:assert/strict";
import test from "node:test";
import { addressAt, groupsOf } from "../screens/kit.js";

const address = addressAt("/kit");
const read = (text) => address.read(new URLSearchParams(text));

test("What is asked for stands in the address, and what means nothing is dropped", () => {
  for (const path of ["/kit", "/kit?q=logo&kind=LOGO&locale=de-AT", "/kit?locale=ja"]) {
    assert.equal(address.write(read(path.split("?")[1] ?? "")), path);
  }
  assert.equal(address.write(read("kind=GAME&locale=english&sort=SIZE")), "/kit");
});

test("Filters are sent only where they filter", () => {
  assert.equal(address.variables(read("q=%20")).filter, undefined);
  assert.deepEqual(address.variables(read("q=+logo+&kind=DECK&locale=nb")).filter, {
    search: "logo",
    kind: { eq: "DECK" },
    locale: { eq: "nb" },
  });
});

test("Cards stand under their kind, kinds in their own order, none without cards", () => {
  const groups = groupsOf([{ id: 1, kind: "OTHER" }, { id: 2, kind: "LOGO" }, { id: 3, kind: "OTHER" }]);
  assert.deepEqual(groups.map(({ kind, assets }) => [kind, assets.map(({ id }) => id)]), [
    ["LOGO", [2]],
    ["OTHER", [1, 3]],
  ]);
});
