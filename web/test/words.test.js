/** The words: every key that a module names is there, none is left over, and numbers choose their form. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import { adopt, conventions, t } from "../lib/i18n.js";
import { reach, read } from "./support/walk.js";

const web = new URL("../", import.meta.url);
const folders = ["lib", "screens", "portal"].flatMap((name) =>
  readdirSync(new URL(name, web), { recursive: true }).filter((file) => String(file).endsWith(".js")).map((file) =>
    `${name}/${file}`
  )
);
const isOfWords = (path) => path.endsWith("words.js");
const modules = ["app.js", ...folders].filter((path) => !isOfWords(path));
/** @type {Record<string, Record<string, string | Record<string, string>>>} the words of each file */
const brought = {};
for (const path of folders.filter(isOfWords)) brought[path] = (await import(`../${path}`)).WORDS;
const EVERYWHERE = brought["lib/words.js"];
const WORDS = Object.assign({}, ...Object.values(brought));
const text = modules.map(read).join("\n");
const plain = new Set([...text.matchAll(/"([a-z][\w]*(?:\.[\w]+)+)"/g)].map(([, key]) => key));
const inside = /\$\{(?:[^{}]|\{[^}]*\})*\}/g;
const patternsIn = (source) =>
  [...source.matchAll(/`([^`\n]+)`/g)].map(([, template]) => template.replace(inside, "@"))
    .filter((template) => /^[@\w]+(\.[@\w]+)+$/.test(template))
    .map((template) => new RegExp(`^${template.replaceAll(".", "\\.").replaceAll("@", "[\\w.]+")}$`));
const patterns = patternsIn(text);

test("Every key that a module names has words", () => {
  const named = [...text.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key]) => key);
  assert.ok(named.length > 30);
  assert.deepEqual(named.filter((key) => !(key in WORDS)), []);
});

test("Whatever a module names is in words that it brings along", () => {
  for (const path of modules) {
    const own = reach([path]).flatMap((file) => Object.keys(brought[file] ?? {}));
    const known = new Set([...Object.keys(EVERYWHERE), ...own]);
    const named = [...read(path).matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key]) => key);
    assert.deepEqual(named.filter((key) => !known.has(key)), [], path);
    for (const pattern of patternsIn(read(path)).filter(({ source }) => !source.startsWith("^["))) {
      const fitting = Object.keys(WORDS).filter((key) => pattern.test(key));
      assert.ok(!fitting.length || fitting.some((key) => known.has(key)), `${path}: ${pattern.source}`);
    }
  }
});

test("No key stands in two files of words that one front brings", () => {
  assert.ok(Object.keys(brought).length > 5);
  for (const other of ["portal/", "screens/"]) {
    const files = Object.keys(brought).filter((path) => !path.startsWith(other));
    const keys = files.flatMap((path) => Object.keys(brought[path]));
    assert.deepEqual(keys.filter((key, place) => keys.indexOf(key) !== place), [], other);
  }
});

test("No words are left that nobody says", () => {
  const isSaid = (key) => plain.has(key) || patterns.some((pattern) => pattern.test(key));
  assert.ok(!isSaid("nobody"));
  assert.deepEqual(Object.keys(WORDS).filter((key) => !isSaid(key)), []);
});

test("Every list has the words that lists say", () => {
  const plans = [...text.matchAll(/const PLAN = \{\n {2}name: "(\w+)",[^]*?\n\};/g)];
  assert.ok(plans.length >= 4);
  for (const [plan, name] of plans) {
    const [, sorts] = /sorts: \[([^\]]*)\]/.exec(plan);
    const searched = plan.includes("isNotSearched: true") ? [] : ["search", "hint"];
    const orders = [...sorts.matchAll(/"(\w+)"/g)].map(([, sort]) => `by.${sort}`);
    const needed = ["title", "count", "unmatched", "unmatched.text", "empty", "empty.text", ...searched, ...orders];
    assert.deepEqual(needed.filter((key) => !(`${name}.${key}` in WORDS)), [], name);
  }
});

test("A key without words is a mistake, not a text", () => assert.throws(() => t("no.such.key"), /no\.such\.key/));

test("Every plural has the forms of its language", () => {
  const { pluralCategories } = new Intl.PluralRules("en").resolvedOptions();
  for (const [key, forms] of Object.entries(WORDS)) {
    if (typeof forms === "string") continue;
    assert.deepEqual(Object.keys(forms).toSorted(), pluralCategories.toSorted(), key);
  }
});

test("A number chooses its form and is written as the reader writes numbers", () => {
  adopt({ locale: "en-GB" });
  assert.equal(t("palette.found", { count: 1 }), "1 result");
  assert.equal(t("palette.found", { count: 1234 }), "1,234 results");
  adopt({ locale: "nb" });
  assert.equal(t("palette.found", { count: 1234 }).replace(/\s/g, " "), "1 234 results");
  adopt();
});

test("A value is put in as it is, also where it looks like a place for one", () => {
  assert.equal(t("palette.nothing", { text: "$& {text}" }), "Nothing found for “$& {text}”.");
});

test("The account's locale decides digits, its country the order of day and month, never the language", () => {
  adopt({ locale: "nb", timeZone: "Europe/Oslo" });
  assert.deepEqual({ ...conventions }, {
    language: "en-NO",
    locale: "nb",
    timeZone: "Europe/Oslo",
    businessZone: "Europe/Oslo",
  });
  adopt({ locale: "en-US", timeZone: "America/New_York", businessZone: "Europe/Berlin" });
  assert.deepEqual([conventions.language, conventions.businessZone], ["en-US", "Europe/Berlin"]);
  for (const locale of ["no such locale", "", null, "xx-invalid-"]) {
    adopt({ locale, timeZone: "Mars/Olympus" });
    assert.equal(conventions.timeZone, undefined);
    assert.match(conventions.language, /^en/);
  }
  adopt();
});
