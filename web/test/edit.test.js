import assert from "node:assert/strict";
import test from "node:test";
import { changesOf, differences } from "../screens/customer-edit.js";
import { sortErrors } from "../lib/form.js";

const customer = { name: "Fjord AS", externalRef: null, phone: "+47 1", address: "A\nB", country: "NO" };
const typed = { name: "Fjord AS", externalRef: "", phone: "+47 1", address: "A\nB", country: "NO" };

test("Nothing typed, nothing sent", () => assert.deepEqual(changesOf(customer, typed), {}));

test("Only the fields that differ are sent; emptied ones as null; blanks around don't count", () => {
  const values = { ...typed, name: " Fjord AS ", phone: "  ", country: "se", externalRef: "R1" };
  assert.deepEqual(changesOf(customer, values), { phone: null, country: "SE", externalRef: "R1" });
});

test("A conflict shows the fields in which both differ", () => {
  assert.deepEqual(differences({ ...typed, name: "Mine" }, { ...customer, phone: "+47 2" }), ["name", "phone"]);
});

test("User errors find their fields; the others are the form's", () => {
  const errors = [
    { field: ["input", "name"], message: "Too long." },
    { field: ["input", "name"], message: "Second." },
    { field: ["input", "secret"], message: "Unknown place." },
    { field: null, message: "All wrong." },
  ];
  assert.deepEqual(sortErrors(errors, ["name"]), { fields: { name: "Too long." }, whole: "Unknown place. All wrong." });
  assert.equal(sortErrors(errors.slice(0, 1), ["name"]).whole, "One field needs a look.");
});
