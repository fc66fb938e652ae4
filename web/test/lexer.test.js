import assert from "node:assert/strict";
import test from "node:test";
import { lexJSONLine, lexLine } from "../explorer/lexer.js";

const kinds = (line, isInBlock) =>
  lexLine(line, isInBlock).tokens.filter(({ text }) => text.trim()).map(({ kind, text }) => `${kind} ${text}`);

test("A query's words get their kinds", () => {
  assert.deepEqual(kinds("query Q($id: ID!) { node(id: $id) @skip(if: true) }"), [
    "keyword query",
    "name Q",
    "punctuation (",
    "variable $id",
    "punctuation :",
    "type ID",
    "punctuation !",
    "punctuation )",
    "punctuation {",
    "name node",
    "punctuation (",
    "name id",
    "punctuation :",
    "variable $id",
    "punctuation )",
    "directive @skip",
    "punctuation (",
    "name if",
    "punctuation :",
    "keyword true",
    "punctuation )",
    "punctuation }",
  ]);
});

test("A type stands after `on`, and after a colon where it begins with a capital", () => {
  assert.deepEqual(kinds("... on Customer { a: b }"), [
    "punctuation ...",
    "keyword on",
    "type Customer",
    "punctuation {",
    "name a",
    "punctuation :",
    "name b",
    "punctuation }",
  ]);
});

test("Strings end where they end", async (t) => {
  const cases = [
    ['"a \\" b" c', ['string "a \\" b"', "name c"]],
    ['"open', ['string "open']],
    ['"""block""" c', ['string """', 'string block"""', "name c"]],
    ["# all { of } it", ["comment # all { of } it"]],
    ["-1.5e3 007", ["number -1.5e3", "number 0", "number 0", "number 7"]],
  ];
  for (const [line, wanted] of cases) await t.test(line, () => assert.deepEqual(kinds(line), wanted));
});

test("A block string runs over lines until its end", () => {
  const first = lexLine('a(b: """one');
  assert.equal(first.isInBlock, true);
  const second = lexLine('two \\""" "" still', true);
  assert.equal(second.isInBlock, true);
  const third = lexLine('end""" c', true);
  assert.equal(third.isInBlock, false);
  assert.deepEqual(kinds('end""" c', true), ['string end"""', "name c"]);
});

test("Whatever is typed, nothing is lost and nothing fails", () => {
  const alphabet = ['"', "\\", "{", "#", "é", " ", "$", "@", "1", "a", "-", "\u{1F600}"];
  let texts = [""];
  for (let length = 1; length <= 4; length += 1) {
    texts = texts.flatMap((text) => [text, ...alphabet.map((character) => text + character)]);
  }
  for (const text of new Set(texts)) {
    for (const isInBlock of [false, true]) {
      assert.equal(lexLine(text, isInBlock).tokens.map((token) => token.text).join(""), text);
    }
    assert.equal(lexJSONLine(text).tokens.map((token) => token.text).join(""), text);
  }
});

test("JSON keys differ from strings", () => {
  const found = lexJSONLine('  "a": ["b", -1.5, true, null],').tokens.filter(({ kind }) => !/pl|pu/.test(kind));
  assert.deepEqual(found, [
    { kind: "name", text: '"a"' },
    { kind: "string", text: '"b"' },
    { kind: "number", text: "-1.5" },
    { kind: "keyword", text: "true" },
    { kind: "keyword", text: "null" },
  ]);
});
