/** Loads a module of the front where there is no browser: queries.js is made as the server makes it. */
import { readdirSync, readFileSync } from "node:fs";
import { register } from "node:module";

const queries = new URL("../../queries/", import.meta.url);
const documents = readdirSync(queries).map((file) => {
  const text = readFileSync(new URL(file, queries), "utf8");
  return `export const ${file.replace(".graphql", "")} = ${JSON.stringify({ id: file, text })};`;
});
const source = `data:text/javascript,${encodeURIComponent(documents.join("\n"))}`;
const hook = `export async function resolve(name, context, next) {
  return name.endsWith("/queries.js") ? { url: ${JSON.stringify(source)}, shortCircuit: true } : next(name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

// What shell.js looks at when it is loaded.
globalThis.document ??= /** @type {any} */ ({ documentElement: { dataset: {} } });

/** @param {string} path from web/ */
export function load(path) {
  return import(new URL(`../../${path}`, import.meta.url).href);
}
