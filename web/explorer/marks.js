/**
 * Underlines and backgrounds on text that somebody else draws: ranges, no elements (CSS Custom Highlight API). Where a
 * browser has none, the list of problems says the same.
 */

const isThere = typeof CSS !== "undefined" && "highlights" in CSS;

/** Marks of one paper, whose children are lines. They are set again after each painting: that moves the texts. */
export function createMarks() {
  /** @type {Map<string, Range[]>} */
  const mine = new Map();

  function clear() {
    for (const [name, ranges] of mine) for (const range of ranges) CSS.highlights.get(name)?.delete(range);
    mine.clear();
  }

  return {
    clear: () => isThere && clear(),
    /**
     * @param {Element} paper
     * @param {string} text what the paper shows
     * @param {{name: string, start: number, end: number}[]} wanted
     */
    set(paper, text, wanted) {
      if (!isThere) return;
      clear();
      for (const { name, start, end } of wanted) {
        const ranges = rangesOf(paper, text, start, Math.max(end, start + 1));
        mine.set(name, [...(mine.get(name) ?? []), ...ranges]);
        for (const range of ranges) registered(name).add(range);
      }
    },
  };
}

function registered(name) {
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
  return CSS.highlights.get(name);
}

/** One range a line: a line's end is no character of the paper. */
function rangesOf(paper, text, start, end) {
  const ranges = [];
  let at = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, line.length);
    if (from < to) ranges.push(rangeIn(paper.childNodes[index], from, to));
    at += line.length + 1;
    if (at >= end) break;
  }
  return ranges.filter(Boolean);
}

/** A range of a line by columns from 0. */
export function rangeIn(line, from, to) {
  if (!line) return null;
  const range = document.createRange();
  const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let hasBegun = false;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (!hasBegun && from <= passed + length) {
      range.setStart(node, from - passed);
      hasBegun = true;
    }
    if (hasBegun && to <= passed + length) {
      range.setEnd(node, to - passed);
      return range;
    }
    passed += length;
  }
  return hasBegun ? range : null;
}
