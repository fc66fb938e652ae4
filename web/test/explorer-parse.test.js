import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { fillLeaves } from "../explorer/fill.js";
import { operationAt, parse } from "../explorer/parse.js";
import { prettify } from "../explorer/pretty.js";
import { isClosed, offsetOf, pieceAt, placeOf, tokenize } from "../explorer/tokens.js";
import { schema } from "./support/schema.js";

const queries = new URL("../queries/", import.meta.url);
const documents = readdirSync(queries).map((name) => readFileSync(new URL(name, queries), "utf8"));
const words = (text) => tokenize(text).map((token) => token.text);

test("A document's operations and fragments are known with their places", () => {
  const text =
    "query A($n: [Int!]! = [1]) @x { a: b(c: {d: $n}) { ...F ... on T { e } } }\nfragment F on T { f }\nmutation { g }";
  const { operations, fragments, problem } = parse(text);
  assert.equal(problem, null);
  assert.deepEqual(operations.map(({ kind, name }) => [kind, name]), [["query", "A"], ["mutation", null]]);
  assert.deepEqual(operations[0].variables.map(({ name, type }) => [name, type.kind]), [["n", "NON_NULL"]]);
  assert.deepEqual(fragments.map(({ name, on }) => [name, on]), [["F", "T"]]);
  assert.equal(text.slice(operations[1].start, operations[1].end), "mutation { g }");
});

test("What is wrong is said where it stands", async (t) => {
  const cases = [
    ["{ a ", "Expected a field, found the end.", 4],
    ["query A( { a }", "Expected “$”, found “{”.", 9],
    ["{ a(b) }", "Expected “:”, found “)”.", 5],
    ["{ a() }", "Expected something, found “)”.", 4],
    ['{ a(b: "open) }', "This text has no end.", 7],
    ["fragment on { a }", "Expected “on”, found “{”.", 12],
    ["type A { b: C }", "Expected an operation or a fragment, found “type”.", 0],
    ["", "Expected an operation or a fragment, found the end.", 0],
    [`{ ${"a { ".repeat(200)}`, "More than 100 levels.", 402],
  ];
  for (const [text, message, start] of cases) {
    await t.test(text.slice(0, 40), () => {
      const { problem } = parse(text);
      assert.deepEqual([problem.message, problem.start], [message, start]);
    });
  }
});

test("The operation at a place is the one around it", () => {
  const { operations } = parse("query A { a }\nquery B { b }");
  assert.equal(operationAt(operations, 3).name, "A");
  assert.equal(operationAt(operations, 20).name, "B");
  assert.equal(operationAt(operations, 999).name, "B");
  assert.equal(operationAt([], 0), null);
});

test("Places count lines and UTF-16 units from 1, and lead back", () => {
  const text = "{\n  é\u{1F600}x\n}";
  const at = text.indexOf("x");
  assert.deepEqual(placeOf(text, at), { line: 2, column: 6 });
  assert.equal(offsetOf(text, { line: 2, column: 6 }), at);
  assert.equal(offsetOf(text, { line: 9, column: 1 }), text.length);
  assert.equal(offsetOf(text, { line: 1, column: 99 }), 1);
  assert.deepEqual(pieceAt("{ abc }", 3), { start: 2, end: 5 });
  assert.deepEqual(pieceAt("{ abc }", 99), { start: 6, end: 7 });
  assert.deepEqual(pieceAt("", 0), { start: 0, end: 0 });
});

test("A text is closed by quotes that nothing escapes", () => {
  const closed = ['""', '"a"', '"a\\""', '"\\\\"', '""""""', '"""a"""'];
  const open = ['"', '"a', '"a\\"', '"""', '"""a', '"""a\\"""'];
  for (const text of closed) assert.ok(isClosed({ text }), text);
  for (const text of open) assert.ok(!isClosed({ text }), text);
});

const MESSY = [
  "{a b}",
  "query($a:Int=5,$b:[ID!]!@x(y:1)){a}",
  "# head\nquery Q { # why\n a # a's\n\n # own\n b(x:1 # in\n y:[1,2,{z:E}]) @skip(if:true)\n # last\n}\n# end",
  '{a(b:"""\n  block "q"\n""", c:"s\\"")}',
  "fragment F on T @d {...G ...on X @i{a} ...{b} ...@s{c}}",
  '{customers(first:$first,orderBy:[{field:NAME,direction:DESC}],filter:{name:"a long text that needs its room",and:[{a:1},{b:2}]}){totalCount}}',
  "subscription{a:b(c:{},d:[])}",
  "query A { on: type query: fragment }",
  ...documents,
];

test("Prettifying keeps every token in its order, comments too, and is done after once", async (t) => {
  for (const text of MESSY) {
    await t.test(text.slice(0, 50), () => {
      const { text: once, problem } = prettify(text);
      assert.equal(problem, null);
      assert.deepEqual(
        words(once).filter((word) => !word.startsWith("#")),
        words(text).filter((word) => !word.startsWith("#")),
      );
      assert.deepEqual(
        words(once).filter((word) => word.startsWith("#")).sort(),
        words(text).filter((word) => word.startsWith("#")).sort(),
      );
      assert.equal(prettify(once).text, once);
      assert.equal(parse(once).problem, null);
    });
  }
});

test("The layout is the reference's, with lines that somebody left blank", () => {
  const { text } = prettify("query($a:Int=5){a,b:c(x:1,y:{z:[1,2]})@include(if:$b)\n\n...F ...on X{id}}");
  assert.equal(
    text,
    "query ($a: Int = 5) {\n  a\n  b: c(x: 1, y: { z: [1, 2] }) @include(if: $b)\n\n  ...F\n  ... on X {\n    id\n  }\n}\n",
  );
});

test("Long arguments stand below each other", () => {
  const { text } = prettify(
    '{a(first:"0123456789012345678901234567890123456789",second:{third:[ENABLED,DISABLED],fourth:1})}',
  );
  assert.equal(
    text,
    '{\n  a(\n    first: "0123456789012345678901234567890123456789"\n    second: { third: [ENABLED, DISABLED], fourth: 1 }\n  )\n}\n',
  );
});

test("What can't be read, or holds nothing, stays as it is", () => {
  for (const text of ["{ a(", "{", "x", '{ a(b: "open) }']) {
    assert.equal(prettify(text).text, text);
    assert.notEqual(prettify(text).problem, null, text);
  }
  for (const text of ["", "  \n", "# only this"]) assert.deepEqual(prettify(text), { text, problem: null });
});

test("Objects without a selection get a small one", () => {
  const { text, count } = fillLeaves(
    "{\n  customers\n  viewer\n  node(id: 1) { ... on Customer { contacts } }\n}",
    schema,
  );
  assert.equal(count, 3);
  assert.equal(
    prettify(text).text,
    `{
  customers {
    totalCount
    nodes {
      id
      name
    }
  }
  viewer {
    name
    role
  }
  node(id: 1) {
    ... on Customer {
      contacts {
        totalCount
        nodes {
          id
        }
      }
    }
  }
}
`,
  );
  assert.deepEqual(fillLeaves("{ found }", schema), { text: "{ found {\n  __typename\n} }", count: 1 });
  for (const same of ["{ viewer { name } }", "{ unknown }", "{ viewer { ", ""]) {
    assert.deepEqual(fillLeaves(same, schema), { text: same, count: 0 });
  }
});
