/** What the explorer costs beside the page: its own scripts and styles, which no other screen loads. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { reach, read } from "./support/walk.js";

const folder = new URL("../explorer/", import.meta.url);
const files = (ending) => readdirSync(folder).filter((file) => file.endsWith(ending)).map((file) => `explorer/${file}`);
const size = (paths) => paths.reduce((sum, path) => sum + gzipSync(read(path), { level: 9 }).length, 0);

const named = (path) => [...read(path).matchAll(/"(\w+\.css)"/g)].map(([, name]) => `explorer/${name}`);

test("The explorer's styles are its own files, at most 6.2 kB, and 1 kB for explanations", () => {
  // Each file is compressed by itself: the same rules in one file more weigh 0.2 kB more.
  const [first, later] = [named("explorer/explorer.js"), named("explorer/explanation.js")];
  assert.deepEqual([...first, ...later].toSorted(), files(".css").toSorted());
  assert.ok(size(first) <= 6_200, `${size(first)} bytes`);
  assert.ok(size(later) <= 1_000, `${size(later)} bytes`);
});

test("Nobody but the explorer loads its parts", () => {
  assert.deepEqual(reach(["app.js"]).filter((path) => path.startsWith("explorer/")), []);
  for (const part of ["tree.js", "grid.js", "fill.js", "csv.js", "sdl.js", "pretty.js", "history-view.js", "explanation.js", "plan.js", "run-as.js"]) {
    assert.ok(!reach(["explorer/explorer.js"]).includes(`explorer/${part}`), part);
  }
});

test("Modules that only think never touch the page", () => {
  const pure = [
    "branches",
    "complete",
    "context",
    "csv",
    "fill",
    "history",
    "json",
    "link",
    "parse",
    "plan",
    "pretty",
    "rows",
    "schema",
    "sdl",
    "store",
    "tabs",
    "tokens",
    "typing",
    "variables",
    "viewable",
    "warnings",
  ];
  for (const name of pure) {
    const text = read(`explorer/${name}.js`);
    assert.doesNotMatch(text, /\b(?:document|window|location|fetch|localStorage|sessionStorage)\b(?:\.\w|\()/, name);
    assert.doesNotMatch(text, /lib\/h\.js/, name);
  }
});
