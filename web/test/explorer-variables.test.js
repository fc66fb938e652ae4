import assert from "node:assert/strict";
import test from "node:test";
import { parseJSON, prettifyJSON } from "../explorer/json.js";
import { parse } from "../explorer/parse.js";
import { checkVariables, completeVariables, readHeaders, readVariables } from "../explorer/variables.js";
import { schema } from "./support/schema.js";

const HEAD = "($n: Int!, $s: [Status!], $f: CustomerFilter, $b: Boolean = true, $e: Either, $d: DateTime, $i: ID)";
const operation = parse(`query Q${HEAD} { a }`).operations[0];
const messages = (text) => checkVariables(text, operation, schema).map(({ message }) => message);

test("Variables are one object, or say why not", () => {
  assert.deepEqual(readVariables(' {"a": 1} '), { value: { a: 1 }, problem: "" });
  assert.deepEqual(readVariables(""), { value: {}, problem: "" });
  for (const text of ["[1]", "null", "3", "{", "{a: 1}", '{"a": 01}', '{"a":1,}', '{"a" 1}', '{"a":tru}']) {
    assert.notEqual(readVariables(text).problem, "", text);
  }
});

test("Headers are texts under names that a header can have", () => {
  assert.deepEqual(readHeaders('{"X-Trace": "1"}'), { value: { "X-Trace": "1" }, problem: "" });
  for (const text of ['{"X": 1}', '{"a b": "c"}', '{"a": "b\\n"}', '{"é": "b"}', '{"a": "\u{1F600}"}', "[]"]) {
    assert.notEqual(readHeaders(text).problem, "", text);
  }
});

test("What reads as JSON is what the language reads as JSON", () => {
  const texts = ["1", "-1.5e3", '"a\\u00e9"', "[]", "{}", '[1,[2,{"a":null}]]', "true", '{"a":"b"}', " [ 1 , 2 ] "];
  const broken = [
    "",
    "01",
    "+1",
    "1.",
    ".5",
    "'a'",
    "[1,]",
    "{a:1}",
    '{"a":}',
    '"\\x"',
    '"\n"',
    "[1 2]",
    "tru",
    "nul",
    "[",
    "}",
    "1 2",
    "NaN",
  ];
  for (const text of texts) assert.equal(parseJSON(text).problem, null, text);
  for (const text of broken) {
    assert.throws(() => JSON.parse(text), text);
    assert.notEqual(parseJSON(text).problem, null, text);
  }
  assert.match(parseJSON("[".repeat(300)).problem.message, /levels/);
});

test("Each variable is compared with what the operation declares", async (t) => {
  const cases = [
    ['{"n": 1}', []],
    ["", ["$n is missing: it is Int!."]],
    ['{"n": null}', ["$n can't be null: it is Int!."]],
    ['{"n": "1"}', ['$n is Int, not "1".']],
    ['{"n": 1.5}', ["$n is Int, not 1.5."]],
    ['{"n": 3000000000}', ["$n is Int, not 3000000000."]],
    ['{"n": 1, "x": 2}', ["The query declares no $x."]],
    ['{"n": 1, "n": 2}', ["“n” stands here twice."]],
    ['{"n": 1, "s": "ENABLED"}', []],
    ['{"n": 1, "s": ["ENABLED", "GONE"]}', ['$s[1] is one of ENABLED, DISABLED, not "GONE".']],
    ['{"n": 1, "s": null, "b": null}', []],
    ['{"n": 1, "b": 0}', ["$b is Boolean, not 0."]],
    ['{"n": 1, "f": {"status": {"eq": "ENABLED"}, "and": [{"name": "a"}]}}', []],
    ['{"n": 1, "f": {"and": [{"nme": "a"}]}}', ["CustomerFilter has no “nme”."]],
    ['{"n": 1, "f": []}', ["$f is an object, CustomerFilter."]],
    ['{"n": 1, "e": {"a": 1, "b": 2}}', ["$e takes exactly one field."]],
    ['{"n": 1, "d": {"any": 1}, "i": 7}', []],
    ['{"n": 1, "i": true}', ["$i is ID, not true."]],
    ["[]", ["Variables are one JSON object."]],
  ];
  for (const [text, wanted] of cases) await t.test(text, () => assert.deepEqual(messages(text), wanted));
});

test("A problem stands where its value stands, and an unknown name is only a warning", () => {
  const text = '{"n": "1", "x": 2}';
  const [unknown, wrong] = checkVariables(text, operation, schema);
  assert.deepEqual([text.slice(unknown.start, unknown.end), unknown.severity], ['"x"', "warning"]);
  assert.deepEqual([text.slice(wrong.start, wrong.end), wrong.severity], ['"1"', "error"]);
});

test("Nothing but the JSON is checked while there is no operation or schema", () => {
  assert.deepEqual(checkVariables('{"a": 1}', null, schema), []);
  assert.deepEqual(checkVariables('{"n": 1, "s": 5}', operation, null), []);
  assert.equal(checkVariables("{", null, null).length, 1);
});

test("Names and values are proposed", () => {
  const at = (marked) =>
    completeVariables(marked.replace("|", ""), marked.indexOf("|"), operation, schema).items.map(({ insert }) =>
      insert
    );
  assert.deepEqual(at("{|").slice(0, 2), ['"n": ', '"s": ']);
  assert.deepEqual(at('{"n": 1, "|"}').slice(0, 1), ['"s": ']);
  assert.deepEqual(at('{"b": |'), ["true", "false"]);
  assert.deepEqual(at('{"s": "EN|"'), ['"ENABLED"']);
  assert.deepEqual(at('{"n": 1, "f": {|'), []);
  assert.deepEqual(at("|"), []);
});

test("Laying JSON out keeps every number as it was written", () => {
  const text = '{"a":12345678901234567890,"b":[1.0,{}],"c":[],"d":"\\u00e9"}';
  assert.equal(
    prettifyJSON(text).text,
    '{\n  "a": 12345678901234567890,\n  "b": [\n    1.0,\n    {}\n  ],\n  "c": [],\n  "d": "\\u00e9"\n}\n',
  );
  assert.deepEqual(prettifyJSON(""), { text: "", problem: null });
  assert.equal(prettifyJSON("{a}").text, "{a}");
  assert.notEqual(prettifyJSON("{a}").problem, null);
});
