/** A part of the page that wears the colour of a brand as its portal would. */
import { h } from "../../lib/h.js";

/**
 * @param {string} color six hexadecimal digits behind #
 * @param {{class: string, key?: string}} properties another colour needs another key
 * @param {any} [children]
 */
export function swatch(color, properties, children = null) {
  // The policy lets no style stand in the page, but a script may set one.
  const wear = (node) => node?.style.setProperty("--brand", color);
  return h("span", { ...properties, "data-brand": true, ref: wear }, children);
}
