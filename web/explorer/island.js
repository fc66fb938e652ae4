/** A part of the screen that is drawn by itself, so that a key typed in one part never redraws the others. */
import { draw, h } from "../lib/h.js";

let made = 0;

/**
 * Each island has a key of its own: a node is never handed from one to another.
 * @param {string} tag
 * @param {Record<string, any>} properties
 * @param {() => any} view
 */
export function createIsland(tag, properties, view) {
  let controller = null;
  const key = `island ${made += 1}`;
  const attach = (node) => {
    controller?.abort();
    controller = node ? new AbortController() : null;
    if (node) draw(node, view, controller.signal);
  };
  return () => h(tag, { ...properties, key, foreign: true, ref: attach });
}
