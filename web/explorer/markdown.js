/**
 * The little markdown that descriptions use, as elements: paragraphs, lists, code, bold, italics, links. Everything
 * else stays text. Nothing is ever parsed as markup of the page.
 */
import { h } from "../lib/h.js";

const INLINE =
  /`([^`]+)`|\*\*(.+?)\*\*|(?<![\w*])[*_]([^*_\s](?:[^*_]*[^*_\s])?)[*_](?![\w*])|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

/** @param {string | null | undefined} text */
export function markdown(text) {
  if (!text) return null;
  return h("div", { class: "prose" }, blocksOf(text).map(block));
}

function blocksOf(text) {
  const blocks = [];
  for (const [index, piece] of text.split(/^```\w*$/m).entries()) {
    if (index % 2) blocks.push({ code: piece.replace(/^\n|\n$/g, "") });
    else {blocks.push(
        ...piece.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean).map((part) => ({ text: part })),
      );}
  }
  return blocks;
}

function block({ text, code }) {
  if (code !== undefined) return h("pre", { class: "prose__code", tabindex: "0" }, code);
  const lines = text.split("\n");
  const isList = lines.every((line) => /^\s*(?:[-*]\s|\s)/.test(line));
  if (!isList) return h("p", null, inline(text));
  const items = text.split(/^\s*[-*]\s+/m).map((item) => item.trim()).filter(Boolean);
  return h("ul", { class: "prose__list" }, items.map((item) => h("li", null, inline(item))));
}

function inline(text) {
  const pieces = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    pieces.push(text.slice(at, match.index), element(match));
    at = match.index + match[0].length;
  }
  return [...pieces, text.slice(at)];
}

function element([, code, bold, soft, label, address]) {
  if (code) return h("code", null, code);
  if (bold) return h("strong", null, bold);
  if (soft) return h("em", null, soft);
  return h("a", { href: address, rel: "noreferrer", target: "_blank" }, label);
}
