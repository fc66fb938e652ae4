import assert from "node:assert/strict";
import test from "node:test";
import { conditionsFor, fieldOf, membersOf, namedType, readSchema, search, typeText } from "../explorer/schema.js";
import { printSchema } from "../explorer/sdl.js";
import { list, named, schema as whole, some } from "./support/schema.js";

const customers = some(list(some(named("Customer"))));
const schema = readSchema({
  queryType: { name: "Query" },
  mutationType: null,
  types: [
    { kind: "OBJECT", name: "Query", fields: [{ name: "customers", args: [], type: customers }] },
    { kind: "OBJECT", name: "Customer", fields: [{ name: "name" }, { name: "nickname" }] },
    { kind: "ENUM", name: "Kind", enumValues: [{ name: "CUSTOMER" }] },
    { kind: "OBJECT", name: "__Type", fields: [] },
  ],
});

test("Types are written as in the language", () => {
  assert.equal(typeText(customers), "[Customer!]!");
  assert.equal(namedType(customers), "Customer");
});

test("Introspection's own types aren't listed", () => {
  assert.deepEqual(schema.listed.map(({ name }) => name), ["Customer", "Kind", "Query"]);
  assert.deepEqual(schema.roots, ["Query"]);
  assert.deepEqual(membersOf({ kind: "SCALAR", name: "ID" }), []);
});

test("A search finds the very name first, then beginnings, then the rest", () => {
  const found = search(schema, "customer").map(({ type, member }) => (member ? `${type}.${member}` : type));
  assert.deepEqual(found, ["Customer", "Kind.CUSTOMER", "Query.customers"]);
  assert.deepEqual(search(schema, "NAME").map(({ member }) => member), ["name", "nickname"]);
  assert.deepEqual(search(schema, "  "), []);
  assert.deepEqual(search(schema, "zzz"), []);
});

test("Every composite type has __typename, and only the query root the schema", () => {
  assert.equal(typeText(fieldOf(whole, "Found", "__typename").type), "String!");
  assert.ok(fieldOf(whole, "Query", "__schema"));
  assert.equal(fieldOf(whole, "Customer", "__schema"), undefined);
  assert.equal(fieldOf(whole, "Status", "__typename"), undefined);
});

test("A fragment may be about types that share an object with where it stands", () => {
  assert.deepEqual(conditionsFor(whole, "Node"), ["Contact", "Customer", "Found", "Node"]);
  assert.deepEqual(conditionsFor(whole, "Viewer"), ["Found", "Viewer"]);
});

test("The schema language says everything again", () => {
  const text = printSchema(whole);
  for (
    const piece of [
      "interface Node {",
      '"A company."\ntype Customer implements Node {',
      '  nickname: String @deprecated(reason: "Use `name`.")',
      "  contacts(first: Int, after: String): ContactConnection!",
      "union Found = Customer | Viewer",
      "enum Status {\n  ENABLED\n  DISABLED\n}",
      "  down: Boolean! = false",
      "input Either @oneOf {",
      "scalar DateTime",
    ]
  ) assert.ok(text.includes(piece), piece);
  assert.doesNotMatch(text, /scalar Int|__Type|directive @skip|undefined/);
});
