/** What a customer's portal decides without a browser: realms, addresses, places, figures and colours. */
import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/load.js";

const { homePath, portalOf, realmOf, safeReturnPath, signInPath } = await load("lib/router.js");
const { mayOpen, placesFor } = await load("lib/nav.js");
const { change, usageRows } = await load("lib/usage-table.js");
const { people } = await load("lib/contact-cards.js");
const { ordered, remaining } = await load("lib/contract-table.js");
const { addDays, daysTo, today } = await load("lib/days.js");
const { isColour } = await load("portal/brand.js");
const { nearby } = await load("portal/missing.js");

test("The realm of a path is the portal that it names, as the server takes the name", () => {
  const longest = "a".repeat(60);
  for (const path of ["/portal/fjord", "/portal/fjord/", "/portal/fjord/usage", "/portal/a-1", `/portal/${longest}`]) {
    assert.equal(realmOf(path), `PORTAL/${path.split("/")[2]}`);
  }
  for (const path of ["/portal", "/portal/", "/portal/Fjord", "/portal/a_b", `/portal/${longest}a`, "/portalx/fjord"]) {
    assert.equal(realmOf(path), "PARTNER", path);
  }
  assert.equal(portalOf("PORTAL/fjord"), "fjord");
  assert.equal(portalOf("OPERATOR"), undefined);
});

test("A portal has its own home and its own door", () => {
  assert.equal(homePath("PORTAL/fjord"), "/portal/fjord");
  assert.equal(signInPath("PORTAL/fjord", "/portal/fjord"), "/portal/fjord/login");
  assert.equal(signInPath("PORTAL/fjord", "/portal/fjord/usage"), "/portal/fjord/login?next=%2Fportal%2Ffjord%2Fusage");
});

test("The way back from a door stays in its realm", () => {
  const back = (value, realm) => safeReturnPath(value, "/x", realm);
  assert.equal(back("/portal/fjord/people?state=DISABLED", "PORTAL/fjord"), "/portal/fjord/people?state=DISABLED");
  assert.equal(back("/portal/fjord?a=b", "PORTAL/fjord"), "/portal/fjord?a=b");
  for (const other of ["/customers", "/portal/other", "/admin", "/portal/fjord/login"]) {
    assert.equal(back(other, "PORTAL/fjord"), "/x", other);
  }
  assert.equal(back("/portal/fjord", "PARTNER"), "/x");
});

test("The places of a portal lie below its home, and the administrator's are closed to others", () => {
  const viewer = (role) => ({ realm: "PORTAL", role, home: "/portal/fjord" });
  const paths = (role) => placesFor(viewer(role)).map(({ path }) => path.replace("/portal/fjord", ""));
  assert.deepEqual(paths("PORTAL_ADMIN"), [
    "",
    "/usage",
    "/contracts",
    "/invoices",
    "/contacts",
    "/people",
    "/account",
  ]);
  assert.deepEqual(paths("PORTAL_USER"), ["", "/usage", "/contracts", "/contacts", "/account"]);
  assert.equal(mayOpen("/portal/fjord/invoices/x", viewer("PORTAL_USER")), false);
  assert.equal(mayOpen("/portal/fjord/invoices/x", viewer("PORTAL_ADMIN")), true);
  const keys = placesFor(viewer("PORTAL_ADMIN")).map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});

test("An address in large letters has one in small letters nearby, where that can be one", () => {
  assert.equal(nearby("/portal/Fjord/usage"), "/portal/fjord");
  assert.equal(nearby("/portal/fj_ord"), null);
  assert.equal(nearby("/portal"), null);
});

test("A brand's colour is six hexadecimal digits and nothing else", () => {
  assert.ok(isColour("#0b5c7a"));
  for (const text of [null, undefined, "", "red", "#fff", "#0b5c7a;x", "url(x)", "#0b5c7g"]) {
    assert.equal(isColour(text), false, String(text));
  }
});

const total = (label, id, quantity) => ({
  label,
  startOn: `${label}-01`,
  endOn: `${label}-28`,
  product: { id, name: id },
  quantity,
});

test("Usage becomes a row for each period, the latest first, each figure beside the one before", () => {
  const rows = usageRows([total("2026-02", "a", 7), total("2026-01", "a", 5), total("2026-02", "b", 1)]);
  assert.deepEqual(rows.map(({ id }) => id), ["2026-02", "2026-01"]);
  assert.deepEqual(rows[0].figures, { a: { now: 7, before: 5 }, b: { now: 1, before: undefined } });
  assert.equal(rows[1].figures.b.now, undefined);
  assert.equal(change({ now: 7, before: 5 }), "2 more than before");
  assert.equal(change({ now: 5, before: 7 }), "2 fewer than before");
  assert.equal(change({ now: 5, before: 5 }), "as before");
  assert.equal(change({ now: 5, before: undefined }), null);
});

test("Whoever does several things is one person", () => {
  const contact = (id, type, name) => ({ id, type, name, email: `${name}@x.test` });
  const found = people([contact("1", "SALES", "a"), contact("2", "FINANCE", "b"), contact("3", "TECHNICAL", "a")]);
  assert.deepEqual(found.map(({ name, types }) => [name, types]), [["a", ["SALES", "TECHNICAL"]], ["b", ["FINANCE"]]]);
});

test("What runs comes before what will and what did, the next to end first, and a near end is told", () => {
  const contract = (status, days, autoRenew = false) => ({ status, endsOn: addDays(today(), days), autoRenew });
  const list = [contract("ENDED", -5), contract("UPCOMING", 400), contract("ACTIVE", 90), contract("ACTIVE", 9)];
  assert.deepEqual(ordered(list).map(({ endsOn }) => daysTo(endsOn)), [9, 90, 400, -5]);
  assert.equal(remaining(contract("ACTIVE", 9)), "ends in 9 days");
  assert.equal(remaining(contract("ACTIVE", 1, true)), "renews in 1 day");
  assert.equal(remaining(contract("CANCELLED", 9, true)), "ends in 9 days");
  for (const far of [contract("ACTIVE", 181), contract("ENDED", -5), contract("UPCOMING", 9)]) {
    assert.equal(remaining(far), null);
  }
});
