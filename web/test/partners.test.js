/** The operator's partners: what adding one sends, which field an error is about, and the list's address. */
import assert from "node:assert/strict";
import test from "node:test";
import { inputOf, nameOf } from "../screens/partners/add.js";
import { readAddress, variablesOf, writeAddress } from "../screens/operator-partners.js";

const values = {
  name: " Aurora Watch AB ",
  legalName: " ",
  vatId: "SE1",
  timeZone: "Europe/Stockholm",
  "admin.name": "Astrid Ek",
  "admin.email": "astrid@aurora.test ",
  MSSP: false,
  "MSSP.name": "MSSP",
  "MSSP.currency": "EUR",
  "MSSP.periodAnchorDay": "26",
  RESELLER: true,
  "RESELLER.name": "Resale",
  "RESELLER.currency": "sek",
  "RESELLER.periodAnchorDay": "5",
  LEAD_BUYER: true,
  "LEAD_BUYER.name": "Leads",
  "LEAD_BUYER.currency": "EUR",
};

test("G-27 Only the partnerships chosen are sent, and nothing that was left empty", () => {
  assert.deepEqual(inputOf(values), {
    name: "Aurora Watch AB",
    vatId: "SE1",
    timeZone: "Europe/Stockholm",
    partnerships: [
      { type: "RESELLER", name: "Resale", currency: "sek", periodAnchorDay: 5 },
      { type: "LEAD_BUYER", name: "Leads", currency: "EUR" },
    ],
    admin: { name: "Astrid Ek", email: "astrid@aurora.test" },
  });
});

test("A day that is no number is sent as none that there is, for the server to say so", () => {
  const [first] = inputOf({ ...values, "RESELLER.periodAnchorDay": "soon" }).partnerships;
  assert.equal(first.periodAnchorDay, 0);
});

test("An error about a partnership stands at the field of its kind, any other one at its own", () => {
  assert.equal(nameOf(["partnerships", "0", "currency"], values), "RESELLER.currency");
  assert.equal(nameOf(["partnerships", "1", "name"], values), "LEAD_BUYER.name");
  assert.equal(nameOf(["partnerships"], values), "partnerships");
  assert.equal(nameOf(["admin", "email"], values), "admin.email");
});

test("Search, status and order stand in the address, and a status that there isn't is dropped", () => {
  const place = readAddress(new URLSearchParams("q=nord&status=SUSPENDED&sort=-CREATED_AT"));
  assert.equal(writeAddress(place), "/admin/partners?q=nord&status=SUSPENDED&sort=-CREATED_AT");
  assert.deepEqual(variablesOf(place), {
    first: 25,
    filter: { search: "nord", status: { eq: "SUSPENDED" } },
    orderBy: [{ field: "CREATED_AT", direction: "DESC" }],
  });
  assert.equal(writeAddress(readAddress(new URLSearchParams("status=GONE"))), "/admin/partners");
});
