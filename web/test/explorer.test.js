import assert from "node:assert/strict";
import test from "node:test";
import { remember, titleOf } from "../explorer/history.js";
import { membersOf, namedType, readSchema, search, typeText } from "../explorer/schema.js";
import { load } from "./support/load.js";

const { prettify, readVariables } = await load("explorer/run.js");
const named = (name) => ({ kind: "OBJECT", name, ofType: null });
const list = { kind: "NON_NULL", ofType: { kind: "LIST", ofType: { kind: "NON_NULL", ofType: named("Customer") } } };
const schema = readSchema({
  queryType: { name: "Query" },
  mutationType: null,
  types: [
    { kind: "OBJECT", name: "Query", fields: [{ name: "customers", args: [], type: list }] },
    { kind: "OBJECT", name: "Customer", fields: [{ name: "name" }, { name: "nickname" }] },
    { kind: "ENUM", name: "Kind", enumValues: [{ name: "CUSTOMER" }] },
    { kind: "OBJECT", name: "__Type", fields: [] },
  ],
});

test("Types are written as in the language", () => {
  assert.equal(typeText(list), "[Customer!]!");
  assert.equal(namedType(list), "Customer");
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

test("History keeps each query with its variables once, newest first, at most twenty", () => {
  let entries = [];
  for (let index = 0; index < 30; index += 1) entries = remember(entries, { query: `{ a${index} }`, variables: "" });
  assert.equal(entries.length, 20);
  entries = remember(entries, { query: "{ a20 }", variables: "" });
  assert.equal(entries.length, 20);
  assert.equal(entries[0].query, "{ a20 }");
  entries = remember(entries, { query: "{ a20 }", variables: '{"b":1}' });
  assert.equal(entries[1].query, "{ a20 }");
  assert.equal(remember(entries, { query: "  ", variables: "" }), entries);
});

test("A query has a title", () => {
  assert.equal(titleOf("# c\nquery Look { a }"), "query Look");
  assert.equal(titleOf("{ viewer { name } }"), "{ viewer }");
  assert.equal(titleOf(""), "Query");
});

test("Variables are one object, or say why not", () => {
  assert.deepEqual(readVariables(' {"a": 1} '), { value: { a: 1 }, problem: "" });
  assert.deepEqual(readVariables(""), { value: {}, problem: "" });
  for (const text of ["[1]", "null", "3", "{", "{a: 1}"]) assert.notEqual(readVariables(text).problem, "", text);
});

test("An answer that isn't JSON stays as it came", () => {
  assert.deepEqual(prettify("Bad gateway"), { pretty: "Bad gateway", errors: 0 });
  assert.deepEqual(prettify('{"errors":[{},{}]}').errors, 2);
  assert.deepEqual(prettify("null"), { pretty: "null", errors: 0 });
});
