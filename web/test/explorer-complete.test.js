import assert from "node:assert/strict";
import test from "node:test";
import { complete } from "../explorer/complete.js";
import { thingAt } from "../explorer/context.js";
import { warningsOf } from "../explorer/warnings.js";
import { schema } from "./support/schema.js";

const at = (marked) => complete(marked.replace("|", ""), marked.indexOf("|"), schema);
const labels = (marked) => at(marked).items.map(({ label }) => label);

/** Where the caret stands, and what is proposed there: these first, or exactly these where the list ends in a dot. */
const CASES = [
  ["|", "query mutation fragment ."],
  ["que|", "query ."],
  ["query Q |", "."],
  ["{ | }", "viewer node customers customer found __typename __schema __type ."],
  ["{ cust|", "customers customer ."],
  ["{ a: cust|", "customers customer ."],
  ["{ csts|", "customers ."],
  ["query { viewer { name | } }", "name role __typename ."],
  ["{ customers { nodes { n|", "name nickname contacts"],
  ["{ customers { nodes { name } } | }", "viewer node"],
  ["mutation { |", "rename __typename ."],
  ["mutation M($a: Int) { |", "rename __typename ."],
  ["{ customers(|) { totalCount } }", "first after filter orderBy ."],
  ["{ customers(first: 1, |", "after filter orderBy ."],
  ["{ customers(|, first: 1)", "after filter orderBy ."],
  ["{ customer(|", "id ."],
  ["mutation { rename(input: {|", "id label ."],
  ["{ customers(filter: {status: {eq: |", "ENABLED DISABLED null ."],
  ["{ customers(filter: {status: {in: [|", "ENABLED DISABLED ."],
  ["{ customers(filter: {status: {in: [ENABLED |", "ENABLED DISABLED ."],
  ["{ customers(filter: {and: [{ |", "status name and ."],
  ['{ customers(filter: {and: [{name: "a"}], |', "status name ."],
  ["{ customers(orderBy: {field: |", "ENABLED DISABLED ."],
  ["{ customers(orderBy: [{field: ENABLED |", "down ."],
  ["{ customers(orderBy: [{down: |", "true false ."],
  ["query($n: Int, $s: String) { customers(first: |", "$n null ."],
  ["query($n: Int, $s: String) { customers(first: $|", "n ."],
  ["query($s: [Status!]) { customers(filter: {status: {in: $|", "s ."],
  ["query($n: |", "Int Float String Boolean ID CustomerFilter"],
  ["query($n: [Stat|", "Status StatusFilter ."],
  ["query($n: Status = |", "$n ENABLED DISABLED null ."],
  ["query($n: Int, |", "."],
  ["{ viewer @|", "include skip ."],
  ["{ viewer { name @include(|", "if ."],
  ["{ viewer { name @include(if: |", "true false ."],
  ["{ ... @|", "include skip ."],
  ["query Q @|", "."],
  ["{ node(id: 1) { ... on |", "Contact Customer Found Node ."],
  ["{ node(id: 1) { ... on Customer { s|", "status contacts ."],
  ["{ node(id: 1) { ...|", "on ."],
  ["{ node(id: 1) { ...|} } fragment C on Customer { id } fragment V on Viewer { name }", "C on ."],
  ["{ customer(id: 1) { | } } fragment C on Customer { id }", "id name status contacts ...C __typename nickname ."],
  ["fragment F |", "on ."],
  ["fragment F on Cust|", "Customer CustomerConnection ."],
  ["fragment F on Contact { |", "id email __typename ."],
  ["{ found { ... on Viewer { r|", "role"],
  ["# |", "."],
  ['{ customers(filter: {name: "|"})', "."],
  ['{ customers(filter: {name: """\n|', "."],
  ["{ customers(first: 1|", "."],
  ["{ nothing { |", "."],
  ["{ customers(nothing: |", "."],
  ["}} ) | {", "query"],
];

test("At each place what can stand there is proposed", async (t) => {
  for (const [marked, wanted] of CASES) {
    await t.test(marked, () => {
      const isAll = wanted.endsWith(".");
      const names = wanted.replace(/\.$/, "").split(" ").filter(Boolean);
      const found = labels(marked);
      assert.deepEqual(isAll ? found : found.slice(0, names.length), names);
    });
  }
});

test("A proposal takes the place of the whole word at the caret", () => {
  const { start, end, items } = at("{ cust|xyz(first: 1) }");
  assert.deepEqual([start, end, items[0].insert], [2, 9, "customers"]);
});

test("An argument brings its colon, where there is none yet", () => {
  assert.equal(at("{ customer(|").items[0].insert, "id: ");
  assert.equal(at("{ customer(i|: 1)").items[0].insert, "id");
});

test("What is deprecated comes last and says why", () => {
  const { items } = at("{ customer(id: 1) { n|");
  const named = items.filter(({ label }) => label.startsWith("n"));
  assert.deepEqual(named.map(({ label, isDeprecated }) => [label, isDeprecated]), [["name", false], [
    "nickname",
    true,
  ]]);
  assert.match(named[1].text, /Use `name`/);
});

test("A word that is complete and alone isn't proposed again", () => {
  assert.deepEqual(labels("{ viewer { role|"), []);
});

test("Whatever stands around the caret, nothing fails", () => {
  const pieces = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "$",
    "@",
    "...",
    "on",
    "query",
    "customers",
    '"',
    "=",
    "!",
    "1",
    "#",
  ];
  for (const a of pieces) {
    for (const b of pieces) {
      for (const c of pieces) {
        const text = `query Q { ${a} ${b} ${c} `;
        complete(text, text.length, schema);
        complete(`${a}${b}${c}`, 2, schema);
      }
    }
  }
});

test("The thing at a place is known by its kind", () => {
  const text =
    "query ($s: Status) { customers(filter: {status: {eq: ENABLED, in: $s}}) @skip(if: true) { nodes { ... on Customer { id } } } }";
  const kindAt = (word, index = 0) => {
    const thing = thingAt(text, text.indexOf(word, index) + 1, schema);
    return thing && `${thing.kind} ${thing.type?.name ?? thing.type ?? ""}`.trim();
  };
  assert.equal(kindAt("customers"), "field Query");
  assert.equal(kindAt("filter"), "argument");
  assert.equal(kindAt("eq"), "argument StatusFilter");
  assert.equal(kindAt("ENABLED"), "value Status");
  assert.equal(kindAt("s}}", 60), "variable Status");
  assert.equal(kindAt("skip"), "directive");
  assert.equal(kindAt("Customer {"), "type Customer");
  assert.equal(kindAt("Status)"), "type Status");
  assert.equal(thingAt(text, text.indexOf("{") + 1, schema), null);
});

test("What is deprecated is a warning where it stands", () => {
  const text = "{ customer(id: 1) { nickname } }";
  assert.deepEqual(warningsOf(text, schema), [
    { start: 20, end: 28, severity: "warning", message: "“nickname” is deprecated: Use `name`." },
  ]);
  assert.deepEqual(warningsOf("{ customer(id: 1) { name } }", schema), []);
});
