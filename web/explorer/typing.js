/**
 * What keys do to a text beyond typing: pairs of brackets, indentation, comments. Pure: a text and its selection in,
 * a change out, so that the editor can make it in a way that undo understands.
 */

/** @typedef {{from: number, to: number, text: string, start: number, end: number}} Change replaced, by what, caret */

const PAIRS = { "{": "}", "(": ")", "[": "]" };
const CLOSING = new Set(Object.values(PAIRS));

/**
 * @param {string} key
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {Change | null} null where the browser shall do what it does
 */
export function typed(key, text, start, end) {
  if (key === "Enter") return newLine(text, start, end);
  if (key === "Backspace") return start === end ? emptyPair(text, start) : null;
  if (PAIRS[key]) return opening(key, PAIRS[key], text, start, end);
  if (key === '"') return quote(text, start, end);
  if (CLOSING.has(key) && start === end && text[start] === key && isBalanced(text)) return over(start);
  return null;
}

const over = (start) => ({ from: start, to: start, text: "", start: start + 1, end: start + 1 });

function opening(open, close, text, start, end) {
  const inside = text.slice(start, end);
  if (start === end && /[\w"$@{([]/.test(text[start] ?? "")) return null;
  return { from: start, to: end, text: open + inside + close, start: start + 1, end: end + 1 };
}

function quote(text, start, end) {
  if (start !== end) return null;
  if (text[start] === '"') return over(start);
  const isFree = /[\s)\]},]|^$/.test(text[start] ?? "") && /[\s([{,:]|^$/.test(text[start - 1] ?? "");
  return isFree ? { from: start, to: start, text: '""', start: start + 1, end: start + 1 } : null;
}

function emptyPair(text, at) {
  const [open, close] = [text[at - 1], text[at]];
  if (PAIRS[open] !== close && !(open === '"' && close === '"')) return null;
  return open ? { from: at - 1, to: at + 1, text: "", start: at - 1, end: at - 1 } : null;
}

function isBalanced(text) {
  return [...text].filter((one) => PAIRS[one]).length <= [...text].filter((one) => CLOSING.has(one)).length;
}

/** Keeps the indentation, deepens it behind an open bracket, and puts the closing one on a line of its own. */
function newLine(text, start, end) {
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const blank = /^[^\S\n]*/.exec(line)[0];
  const open = /[{([]\s*$/.exec(line)?.[0].trim();
  if (!open) return blank ? { from: start, to: end, text: `\n${blank}`, ...caret(start + 1 + blank.length) } : null;
  const inner = `\n${blank}  `;
  const tail = text[end] === PAIRS[open] ? `\n${blank}` : "";
  return { from: start, to: end, text: inner + tail, ...caret(start + inner.length) };
}

const caret = (at) => ({ start: at, end: at });

/** Makes comments of the selected lines, or no longer. */
export function commented(text, start, end) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const found = text.indexOf("\n", Math.max(start, end - 1));
  const to = found < 0 ? text.length : found;
  const lines = text.slice(from, to).split("\n");
  const isOff = lines.every((line) => /^\s*(#|$)/.test(line)) && lines.some((line) => line.trim());
  const changed = lines.map((line) => (isOff ? line.replace(/^(\s*)# ?/, "$1") : line.replace(/^(\s*)(?=\S)/, "$1# ")));
  const result = changed.join("\n");
  return { from, to, text: result, start: from, end: from + result.length };
}

/** The bracket beside the caret and its partner, by the tokens around them; null where there is none. */
export function partners(tokens, offset) {
  const stack = [];
  for (const token of tokens) {
    if (PAIRS[token.text]) stack.push(token);
    else if (CLOSING.has(token.text)) {
      const open = stack.pop();
      if (!open || PAIRS[open.text] !== token.text) return null;
      if ([open.start, open.end, token.start, token.end].includes(offset)) return [open, token];
    }
  }
  return null;
}
