import assert from "node:assert/strict";
import test from "node:test";
import { beginningOf } from "../explorer/beginning.js";
import { grow, pathOf, reveal, search, toggle } from "../explorer/branches.js";
import { field, fileName, toCSV } from "../explorer/csv.js";
import { sortRows, sourcesOf, tableOf } from "../explorer/rows.js";

const data = {
  viewer: { name: "Ingrid" },
  customers: {
    totalCount: 3,
    pageInfo: { endCursor: "x" },
    nodes: [
      {
        name: "A",
        tags: ["x", "y"],
        price: { minorUnits: -5, currency: "EUR" },
        partnership: { name: "P" },
        contacts: { totalCount: 9, nodes: [{ name: "c1" }, { name: "c2", email: "=x" }] },
        invoices: { edges: [{ cursor: "q", node: { number: 1 } }] },
      },
      { name: "B", tags: [], partnership: null, contacts: { totalCount: 0, nodes: [] }, invoices: null },
      null,
    ],
  },
};

test("Every list of objects is a table, inner ones too", () => {
  assert.deepEqual(sourcesOf(data), [
    { label: "customers", path: ["customers", "nodes"], count: 3 },
    { label: "customers › contacts", path: ["customers", "nodes", "contacts", "nodes"], count: 2 },
    { label: "customers › invoices", path: ["customers", "nodes", "invoices", "edges"], count: 1 },
  ]);
});

test("A row has its own values and those of objects in it; inner lists are counted", () => {
  const { columns, rows } = tableOf(data, ["customers", "nodes"]);
  assert.deepEqual(columns.map(({ title }) => title), [
    "name",
    "tags",
    "price.minorUnits",
    "price.currency",
    "partnership.name",
    "contacts.totalCount",
    "contacts (rows)",
    "invoices (rows)",
  ]);
  assert.deepEqual(rows[0], ["A", "x; y", -5, "EUR", "P", 9, 2, 1]);
  assert.deepEqual(rows[1], ["B", "", null, null, null, 0, 0, null]);
  assert.deepEqual(rows[2], Array(8).fill(null));
  assert.deepEqual(columns.filter(({ isNumber }) => isNumber).map(({ title }) => title), [
    "price.minorUnits",
    "contacts.totalCount",
    "contacts (rows)",
    "invoices (rows)",
  ]);
});

test("A row of an inner list repeats the row it hangs on, and lists side by side don't multiply", () => {
  const { columns, rows } = tableOf(data, ["customers", "nodes", "contacts", "nodes"]);
  assert.equal(rows.length, 2);
  const at = (title) => columns.findIndex((column) => column.title === title);
  assert.deepEqual(rows.map((row) => [row[at("name")], row[at("contacts.name")], row[at("contacts.email")]]), [
    ["A", "c1", null],
    ["A", "c2", "=x"],
  ]);
  const edges = tableOf(data, ["customers", "nodes", "invoices", "edges"]);
  assert.deepEqual(edges.rows[0].slice(-2), ["q", 1]);
});

test("Data without a list are one row, and no data no table", () => {
  assert.deepEqual(sourcesOf({ a: 1 }), [{ label: "Answer", path: [], count: 1 }]);
  assert.deepEqual(tableOf({ a: 1, b: { c: "x" } }, []), {
    columns: [{ title: "a", isNumber: true }, { title: "b.c", isNumber: false }],
    rows: [[1, "x"]],
  });
  for (const none of [null, undefined, 5]) assert.deepEqual(sourcesOf(none), []);
});

test("Lists with the same name are told apart by their whole path", () => {
  const both = { a: { nodes: [{ x: 1 }], edges: [{ node: { x: 1 } }] } };
  assert.deepEqual(sourcesOf(both).map(({ label }) => label), ["a › nodes", "a › edges"]);
});

test("Sorting knows numbers from texts and leaves empty cells at the end", () => {
  const rows = [["b", 10], [null, null], ["a2", -2], ["a10", 3]];
  assert.deepEqual(sortRows(rows, 1, false).map((row) => row[1]), [-2, 3, 10, null]);
  assert.deepEqual(sortRows(rows, 1, true).map((row) => row[1]), [10, 3, -2, null]);
  assert.deepEqual(sortRows(rows, 0, false).map((row) => row[0]), ["a2", "a10", "b", null]);
});

test("No cell of a CSV is a formula, and negative numbers stay numbers", async (t) => {
  const cases = [
    ["=1+1", "'=1+1"],
    ["+31 6 12", "'+31 6 12"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-1+1", "'-1+1"],
    ["-a", "'-a"],
    ["\tx", '"\'\tx"'],
    ["\rx", '"\'\rx"'],
    ["\n=1", '"\'\n=1"'],
    ["\uff1d1", "'\uff1d1"],
    ["-5", "-5"],
    ["-12.50", "-12.50"],
    [-5, "-5"],
    [0, "0"],
    [true, "true"],
    [null, ""],
    [undefined, ""],
    ['say "hi"', '"say ""hi"""'],
    ["a,b", '"a,b"'],
    ["a;b", '"a;b"'],
    ["two\nlines", '"two\nlines"'],
    [" a", '" a"'],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ["plain", "plain"],
    ["", ""],
  ];
  for (const [value, wanted] of cases) {
    await t.test(JSON.stringify(value) ?? "undefined", () => assert.equal(field(value), wanted));
  }
});

test("A CSV has a byte order mark, its titles and CRLF", () => {
  const text = toCSV({ columns: [{ title: "a" }, { title: "b" }], rows: [[1, "x"], [null, "y,z"]] });
  assert.equal(text, '\ufeffa,b\r\n1,x\r\n,"y,z"\r\n');
  assert.equal(fileName("customers › contacts", "csv", new Date(2026, 10, 1)), "customers-contacts-2026-11-01.csv");
  assert.equal(fileName("›", "json", new Date(2026, 0, 31)), "answer-2026-01-31.json");
});

const keys = (rows) => rows.map(({ key }) => key);

test("A tree's rows open and close in place", () => {
  const rows = grow({ a: [1, { b: 2 }], c: {} });
  assert.deepEqual(keys(rows), ["a", 0, 1, "b", "c"]);
  assert.deepEqual(rows.map(({ level }) => level), [1, 2, 2, 3, 1]);
  assert.deepEqual([rows[2].position, rows[2].size], [2, 2]);
  toggle(rows, 0);
  assert.deepEqual(keys(rows), ["a", "c"]);
  toggle(rows, 1);
  assert.equal(rows[1].isOpen, false);
  assert.deepEqual(keys(grow(5)), [""]);
  assert.deepEqual(keys(grow([])), [""]);
});

test("A huge value makes few rows, a hundred at a time", () => {
  const value = { nodes: Array.from({ length: 100_000 }, (_, id) => ({ id, name: `n${id}` })) };
  const rows = grow(value);
  assert.ok(rows.length <= 1500, `${rows.length} rows`);
  assert.equal(rows[1].kind, "range");
  const index = reveal(rows, ["nodes", 77_777, "name"]);
  assert.equal(rows[index].value, "n77777");
  assert.deepEqual(pathOf(rows[index]), ["nodes", 77_777, "name"]);
  assert.ok(rows.length <= 2000);
  assert.equal(reveal(rows, ["nodes", 100_000]), -1);
  assert.equal(reveal(rows, ["nothing"]), -1);
});

test("A search finds keys and values in their order and lets the caller breathe", () => {
  const found = [...search(data, "c1")].filter(Boolean);
  assert.deepEqual(found, [["customers", "nodes", 0, "contacts", "nodes", 0, "name"]]);
  assert.deepEqual([...search({ abc: 1, x: ["ABC"] }, "abc")], [["abc"], ["x", 0]]);
  const pauses = [...search(Array.from({ length: 5000 }, () => 1), "nothing")];
  assert.ok(pauses.length >= 4 && pauses.every((one) => one === null));
});

test("The beginning of an answer is laid out as the language does it, and no more of it than is read", () => {
  for (const value of [data, [], {}, null, 'é"', [[], {}, [1, { a: null }]], { a: { b: [] } }]) {
    assert.equal(beginningOf(value, 1e6), JSON.stringify(value, null, 2));
  }
  const huge = new Proxy([], {
    get: (target, key) => (key === "keys"
      ? function* () {
        for (let at = 0;; at += 1) yield at;
      }
      : target[key] ?? "x"),
  });
  const text = beginningOf(huge, 1000);
  assert.ok(text.length > 1000 && text.length < 1100);
  const whole = JSON.stringify(data, null, 2);
  assert.ok(whole.startsWith(beginningOf(data, 100)));
});
