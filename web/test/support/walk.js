/** Modules that a page loads: what each file imports statically, from a start. */
import { readFileSync } from "node:fs";

const web = new URL("../../", import.meta.url);
const IMPORT = /^(?:import|export)\s(?:[^"']*?from\s+)?"(\.[^"]+)"/gm;

/**
 * Every file that the given files import, at any depth, themselves included.
 * @param {string[]} starts paths from web/
 */
export function reach(starts) {
  const seen = new Set();
  const waiting = [...starts];
  while (waiting.length) {
    const path = waiting.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    for (const [, target] of read(path).matchAll(IMPORT)) {
      waiting.push(new URL(target, new URL(path, web)).href.slice(web.href.length));
    }
  }
  return [...seen].sort();
}

/** A file's text; queries.js is made by the server and counts as empty here. */
export function read(path) {
  return path === "queries.js" ? "" : readFileSync(new URL(path, web), "utf8");
}
