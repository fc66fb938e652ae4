/**
 * The renderer: h() describes elements, patch() makes the page equal to a description, signal() says when.
 * Text only ever becomes a text node. Nothing here parses markup, so it runs under `trusted-types 'none'`.
 */
import { setProperties } from "./properties.js";

const DESCRIPTION = Symbol("description");
const SVG = "http://www.w3.org/2000/svg";

/**
 * Describes an element.
 * @param {string} tag
 * @param {Record<string, any> | null} [properties] attributes; `on…` functions; `key`; `ref`; `foreign` where
 *   somebody else looks after the children
 * @param {...any} children descriptions, texts, numbers, arrays of them; null and booleans are left out
 */
export function h(tag, properties, ...children) {
  return { tag, properties: properties ?? {}, key: properties?.key, children: flatten(children) };
}

/** A symbol of the sprite in index.html. It carries no meaning: the text beside it does. */
export function icon(name) {
  const use = h("use", { href: `#i-${name}` });
  return h("svg", { class: "icon", "aria-hidden": "true", width: 18, height: 18 }, use);
}

function flatten(children, into = []) {
  for (const child of children) {
    if (Array.isArray(child)) flatten(child, into);
    else if (child === null || child === undefined || typeof child === "boolean" || child === "") continue;
    else if (typeof child === "object") into.push(child);
    else if (into.at(-1)?.tag === "#text") into[into.length - 1] = text(into.at(-1).text + child);
    else into.push(text(String(child)));
  }
  return into;
}

function text(value) {
  return { tag: "#text", text: value, properties: {}, key: undefined, children: [] };
}

/** Makes the children of `parent` equal to the descriptions, keeping every node that can be kept. */
export function patch(parent, ...children) {
  patchChildren(parent, flatten(children));
}

function patchChildren(parent, wanted) {
  const kept = matchOld(parent, wanted);
  for (const node of [...parent.childNodes]) if (!kept.has(node)) remove(node);
  let cursor = parent.firstChild;
  for (const description of wanted) {
    const node = kept.get(description) ?? create(description, parent);
    if (node === cursor) cursor = cursor.nextSibling;
    else place(parent, node, cursor);
    update(node, description);
  }
}

/** Finds the old node of each new description: by key, or else the next one of the same tag. Maps both ways. */
function matchOld(parent, wanted) {
  const byKey = new Map();
  const unkeyed = new Map();
  for (const node of parent.childNodes) {
    const old = node[DESCRIPTION];
    if (!old) continue;
    if (old.key !== undefined) byKey.set(old.key, node);
    else unkeyed.set(old.tag, [...(unkeyed.get(old.tag) ?? []), node]);
  }
  const kept = new Map();
  const seen = new Set();
  for (const description of wanted) {
    const { key, tag } = description;
    if (key !== undefined && seen.has(key)) throw new Error(`The key ${key} stands twice in one list.`);
    seen.add(key);
    const node = key === undefined ? unkeyed.get(tag)?.shift() : byKey.get(key);
    if (node?.[DESCRIPTION].tag === tag) kept.set(description, node).set(node, description);
  }
  return kept;
}

function create(description, parent) {
  if (description.tag === "#text") return document.createTextNode("");
  const inSVG = description.tag === "svg" || (parent.namespaceURI === SVG && parent.localName !== "foreignObject");
  return inSVG ? document.createElementNS(SVG, description.tag) : document.createElement(description.tag);
}

/** moveBefore keeps focus, selection and running animations, where the browser has it. */
function place(parent, node, before) {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
}

function update(node, description) {
  const old = node[DESCRIPTION];
  node[DESCRIPTION] = description;
  if (description.tag === "#text") {
    if (node.data !== description.text) node.data = description.text;
    return;
  }
  if (!description.properties.foreign) patchChildren(node, description.children);
  setProperties(node, old?.properties ?? {}, description.properties);
  if (!old) description.properties.ref?.(node);
}

function remove(node) {
  release(node);
  node.remove();
}

/** Tells the refs inside that their nodes are gone. */
function release(node) {
  for (const child of node.childNodes) release(child);
  node[DESCRIPTION]?.properties.ref?.(null);
}

/** @type {(() => void) | null} the rendering that reads signals right now */
let reader = null;

/**
 * A value that redraws whoever read it while drawing.
 * @template T
 * @param {T} initial
 */
export function signal(initial) {
  let current = initial;
  /** @type {Set<() => void>} */
  const readers = new Set();
  return {
    get value() {
      if (reader) readers.add(reader);
      return current;
    },
    set value(next) {
      if (Object.is(next, current)) return;
      current = next;
      const waiting = [...readers];
      readers.clear();
      for (const redraw of waiting) redraw();
    },
  };
}

/**
 * Draws `view()` into `root` now, and again whenever a signal that it read has changed, until `ended` is aborted.
 * @param {Element} root
 * @param {() => any} view
 * @param {AbortSignal} ended
 * @param {(error: unknown) => void} [onError] told when `view()` fails; the page stays as it was drawn last
 */
export function draw(root, view, ended, onError) {
  let waiting = false;
  const run = () => {
    waiting = false;
    if (ended.aborted) return;
    const outer = reader;
    reader = later;
    try {
      patch(root, view());
    } catch (error) {
      if (!onError) throw error;
      onError(error);
    } finally {
      reader = outer;
    }
  };
  const later = () => {
    if (waiting || ended.aborted) return;
    waiting = true;
    queueMicrotask(run);
  };
  run();
}
