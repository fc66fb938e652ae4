import assert from "node:assert/strict";
import test from "node:test";
import { clear, forget, inOrder, remember, rename, star, titleOf } from "../explorer/history.js";
import { decodeLink, encodeLink } from "../explorer/link.js";
import { createStore } from "../explorer/store.js";
import { viewablePeople } from "../explorer/viewable.js";
import * as tabs from "../explorer/tabs.js";
import { commented, partners, typed } from "../explorer/typing.js";
import { tokenize } from "../explorer/tokens.js";
import { load } from "./support/load.js";

const { open, probeOf } = await load("explorer/run.js");
const entry = (id, query, rest = {}) => ({ id, query, variables: "", ...rest });

test("History keeps each request once, newest first, at most twenty", () => {
  let entries = [];
  for (let index = 0; index < 30; index += 1) entries = remember(entries, entry(`${index}`, `{ a${index} }`));
  assert.equal(entries.length, 20);
  entries = remember(entries, entry("again", "{ a20 }"));
  assert.equal(entries.length, 20);
  assert.deepEqual([entries[0].query, entries[0].id], ["{ a20 }", "20"]);
});

test("Other variables or headers or another operation are another request", () => {
  let entries = remember([], entry("1", "{ a }"));
  for (const rest of [{ variables: '{"b":1}' }, { headers: '{"x":"y"}' }, { operationName: "A" }]) {
    entries = remember(entries, entry("2", "{ a }", rest));
  }
  assert.equal(entries.length, 4);
});

test("What can't be read or is huge isn't kept", () => {
  for (const query of ["  ", "{ a", "bad {}", `{ ${"a ".repeat(60_000)} }`]) {
    assert.deepEqual(remember([], entry("1", query)), [], query.slice(0, 9));
  }
});

test("Names and stars stay with a request, and stars outlive the rest", () => {
  let entries = remember([], entry("1", "{ a }"));
  entries = star(rename(entries, "1", "  Mine "), "1");
  for (let index = 0; index < 40; index += 1) entries = remember(entries, entry(`n${index}`, `{ b${index} }`));
  assert.equal(entries.length, 21);
  assert.equal(inOrder(entries)[0].label, "Mine");
  entries = remember(entries, entry("other", "{ a }"));
  assert.deepEqual([entries[0].id, entries[0].label, entries[0].isFavourite], ["1", "Mine", true]);
  assert.deepEqual(clear(entries).map(({ id }) => id), ["1"]);
  assert.deepEqual(forget(clear(entries), "1"), []);
  assert.equal(rename(entries, "1", " ")[0].label, undefined);
});

test("A query has a title", () => {
  assert.equal(titleOf("# c\nquery Look { a }"), "query Look");
  assert.equal(titleOf("{ viewer { name } }"), "{ viewer }");
  assert.equal(titleOf(""), "Query");
});

test("Tabs keep their texts, and one is always open", () => {
  let state = tabs.firstTab("{ a }", "");
  state = tabs.open(state, { query: "{ b }" });
  assert.equal(tabs.currentOf(state).query, "{ b }");
  state = tabs.update(state, { query: "{ c }" });
  state = tabs.select(state, 1);
  assert.equal(tabs.currentOf(state).query, "{ a }");
  state = tabs.close(state, 1);
  assert.equal(tabs.currentOf(state).query, "{ c }");
  state = tabs.close(state, 2);
  assert.deepEqual(state.list.map(({ query }) => query), [""]);
  assert.equal(tabs.select(state, 99).current, state.current);
  for (let index = 0; index < 40; index += 1) state = tabs.open(state);
  assert.equal(state.list.length, 20);
});

test("Equal titles are told apart, and what wasn't run is dirty", () => {
  const state = tabs.open(tabs.open(tabs.firstTab("query A { a }", ""), { query: "query A { b }" }));
  assert.deepEqual(tabs.titles(state), ["A", "A 2", "New query"]);
  assert.deepEqual(state.list.map(tabs.isDirty), [false, true, false]);
});

test("A link leads back to the request it was made of, headers aside", () => {
  const request = { query: '{ a(b: "é & = # +") }', variables: '{"x": "ü"}', operationName: "Q" };
  assert.deepEqual(decodeLink(encodeLink({ ...request, headers: '{"Authorization":"secret"}' })), request);
  assert.doesNotMatch(encodeLink({ ...request, headers: '{"Authorization":"secret"}' }), /secret/);
  assert.equal(encodeLink({ query: "{a}", variables: " {} " }), "#query=%7Ba%7D");
  for (const hash of ["", "#", "#main", "#query=", "#query=%20", `#query=${"a".repeat(100_001)}`, "?query=a"]) {
    assert.equal(decodeLink(hash), null, hash.slice(0, 20));
  }
  assert.equal(decodeLink("#query=%zz").query, "%zz");
});

function storage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

test("Texts are kept for their own viewer, without headers, and in the browser only if that is wanted", () => {
  const places = { session: storage(), local: storage() };
  const mine = createStore({ realm: "PARTNER", email: "a@x" }, places);
  mine.save({ tabs: { list: [{ query: "{ a }", headers: '{"Authorization":"secret"}' }] } });
  assert.equal(places.local.length, 0);
  assert.doesNotMatch(places.session.getItem(places.session.key(0)), /secret/);
  mine.keep(true);
  assert.deepEqual([mine.isKept(), places.local.length], [true, 1]);
  const later = createStore({ realm: "PARTNER", email: "a@x" }, { session: storage(), local: places.local });
  assert.equal(later.load().tabs.list[0].query, "{ a }");
  const other = createStore({ realm: "PARTNER", email: "b@x" }, places);
  assert.equal(other.load(), null);
  assert.deepEqual([places.session.length, places.local.length], [0, 0]);
});

test("Whoever views as somebody else finds the own texts again, and none of what was looked at", () => {
  const places = { session: storage(), local: storage() };
  const own = { realm: "OPERATOR", email: "o@x" };
  const seen = { realm: "PARTNER", organizationName: "Nordlys", email: "a@x", impersonator: { realm: "OPERATOR" } };
  createStore(own, places).save({ query: "{ own }" });
  createStore(own, places).keep(true);
  const viewing = createStore(seen, places);
  assert.equal(viewing.load(), null);
  viewing.save({ query: "{ seen }" });
  assert.equal(createStore(seen, places).load().query, "{ seen }");
  assert.equal(createStore({ ...seen, email: "b@x" }, places).load(), null);
  createStore(seen, places).save({ query: "{ seen }" });
  assert.equal(createStore({ ...seen, impersonator: null }, { session: storage(), local: places.local }).load(), null);
  const back = createStore(own, places);
  assert.equal(back.load().query, "{ own }");
  assert.equal(places.session.length, 1);
});

test("The people whom one may view as are those of companies that allow it now", () => {
  const user = { id: "1", name: "Ada", role: "USER", email: "ada@x" };
  assert.deepEqual(viewablePeople({ users: { totalCount: 1, nodes: [user] } }, 0), {
    people: [{ ...user, sub: "ada@x" }],
    note: "",
  });
  assert.match(viewablePeople({ users: { totalCount: 9, nodes: [user] } }, 0).note, /There are more/);
  const portal = { enabled: true, users: { nodes: [{ id: "2", name: "Bo" }] } };
  const customers = { nodes: [{ name: "C", portal }, { name: "D", portal: null }, {
    name: "E",
    portal: { ...portal, enabled: false },
  }] };
  assert.deepEqual(viewablePeople({ users: { totalCount: 0, nodes: [] }, customers }, 0).people, [
    { id: "2", name: "Bo", role: "PORTAL", sub: "C" },
  ]);
  const company = (name, supportAccessUntil) => ({ name, supportAccessUntil, users: { nodes: [user] } });
  const nodes = [company("A", "2026-01-02T00:00:00Z"), company("B", "2026-01-01T00:00:00Z"), company("C", null)];
  const found = viewablePeople({ organizations: { totalCount: 3, nodes } }, Date.parse("2026-01-01T12:00:00Z"));
  assert.deepEqual(found.people.map(({ sub }) => sub), ["A"]);
  assert.equal(found.note, "B, C allow no access by the operator.");
});

test("Storage that is blocked or broken costs nothing but the keeping", () => {
  const blocked = new Proxy({}, {
    get: () => () => {
      throw new Error("blocked");
    },
  });
  const store = createStore({ realm: "PARTNER", email: "a" }, { session: blocked, local: blocked });
  store.save({ a: 1 });
  store.keep(true);
  assert.deepEqual([store.load(), store.isKept()], [null, false]);
  const broken = storage();
  broken.setItem("portico-explorer:PARTNER::a", "{oops");
  assert.equal(createStore({ realm: "PARTNER", email: "a" }, { session: broken, local: storage() }).load(), null);
});

/** `|` is the caret, before and after a key. */
function press(key, marked) {
  const at = marked.indexOf("|");
  const text = marked.replace("|", "");
  const change = typed(key, text, at, at);
  if (!change) return null;
  const after = text.slice(0, change.from) + change.text + text.slice(change.to);
  return `${after.slice(0, change.start)}|${after.slice(change.start)}`;
}

test("Brackets and quotes come in pairs, and lines keep their depth", async (t) => {
  const cases = [
    ["{", "|", "{|}"],
    ["(", "a|", "a(|)"],
    ["{", "|abc", null],
    ["}", "{|}", "{}|"],
    ["}", "{{|}", null],
    ['"', "a: |", 'a: "|"'],
    ['"', 'a: "|"', 'a: ""|'],
    ['"', "abc|", null],
    ["Backspace", "{|}", "|"],
    ["Backspace", "a|}", null],
    ["Backspace", "|", null],
    ["Enter", "{|}", "{\n  |\n}"],
    ["Enter", "  a|", "  a\n  |"],
    ["Enter", "a|", null],
    ["Enter", "  b {|", "  b {\n    |"],
    ["x", "|", null],
  ];
  for (const [key, before, after] of cases) {
    await t.test(`${key} in ${before}`, () => assert.equal(press(key, before), after));
  }
});

test("Lines become comments, and again text", () => {
  const once = commented("{\n  a\n  b\n}", 4, 9);
  assert.equal(once.text, "  # a\n  # b");
  assert.equal(commented(once.text, 0, once.text.length).text, "  a\n  b");
});

test("The bracket at the caret knows its partner", () => {
  const pair = (marked) => partners(tokenize(marked.replace("|", "")), marked.indexOf("|"))?.map(({ start }) => start);
  assert.deepEqual(pair("{ a(|b: [1]) }"), [3, 10]);
  assert.deepEqual(pair("{ a }|"), [0, 4]);
  assert.equal(pair("{ a| "), undefined);
  assert.equal(pair("( ]|"), undefined);
});

test("An answer that isn't JSON stays as it came", () => {
  const bytes = (text) => new TextEncoder().encode(text);
  assert.deepEqual(open(bytes("Bad gateway")), { body: undefined, errors: [], text: "Bad gateway" });
  assert.equal(open(bytes('{"errors":[{},{}]}')).errors.length, 2);
  assert.deepEqual(open(bytes("null")), { body: null, errors: [], text: "" });
  assert.deepEqual(open(bytes('{"errors":"x"}')).errors, []);
});

test("A check sends the whole document, and nothing of it can run", () => {
  const probe = probeOf("mutation A { a }");
  assert.match(probe.query, /^mutation A \{ a \}\nquery PorticoCheck \{ __typename \}$/);
  assert.equal(probe.operationName, "PorticoCheck");
  assert.equal(probeOf("query PorticoCheck { a }").operationName, "PorticoCheck_");
  assert.deepEqual([probeOf("{ a").query, probeOf("{ a").operationName], ["{ a", "PorticoCheck"]);
  const lone = { message: "This anonymous operation must be the only defined operation." };
  assert.equal(probeOf("{ a }").ignores(lone), true);
  assert.equal(probeOf("{ a } { b }").ignores(lone), false);
  assert.equal(probeOf("query A { a }").ignores(lone), false);
});
