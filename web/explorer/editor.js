/**
 * A code editor that is a real textarea, so undo, input methods, find, spelling and screen readers are the browser's.
 * Its text is transparent; the same text stands below it, in colour, hidden from assistive technology.
 */
import { h, patch } from "../lib/h.js";

/**
 * @param {object} editor
 * @param {string} editor.id
 * @param {string} editor.label
 * @param {string} editor.value the text to begin with; later texts go through `set`
 * @param {(line: string, isInBlock: boolean) => {tokens: any[], isInBlock: boolean}} editor.lex
 * @param {(text: string) => void} editor.onInput
 */
export function createEditor({ id, label, value, lex, onInput }) {
  const lines = createLines(lex);
  let area = null;
  let paper = null;

  const paint = () => paper && lines.paint(paper, area.value);
  const input = () => {
    requestAnimationFrame(paint);
    onInput(area.value);
  };
  const scroll = () => {
    paper.scrollTop = area.scrollTop;
    paper.scrollLeft = area.scrollLeft;
  };

  return {
    /** Replaces the whole text as if it had been typed, so that undo brings the old one back. */
    set(text) {
      area.focus();
      area.select();
      if (!document.execCommand("insertText", false, text)) area.value = text;
      input();
    },
    focusAt: (offset) => (area.focus(), area.setSelectionRange(offset, offset)),
    view: ({ describedBy = null, isInvalid = false } = {}) =>
      h("div", { class: "editor", key: id }, [
        h("pre", { class: "editor__paper", "aria-hidden": "true", foreign: true, ref: (node) => (paper = node) }),
        h("textarea", {
          ...PLAIN,
          id,
          class: "editor__area",
          "aria-label": label,
          "aria-describedby": describedBy,
          "aria-invalid": isInvalid ? "true" : null,
          oninput: input,
          onkeydown: indent,
          onscroll: scroll,
          ref: (node) => {
            area = node;
            if (!node) return;
            node.value = value;
            queueMicrotask(paint);
          },
        }),
      ]),
  };
}

const PLAIN = { spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off" };

/** Keeps the indentation on Enter. Tab stays the key that leaves the field (WCAG 2.1.2). */
function indent(event) {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const isOpen = /[{([]\s*$/.test(line);
  const blank = /^\s*/.exec(line)[0] + (isOpen ? "  " : "");
  if (!blank || selectionStart !== selectionEnd) return;
  event.preventDefault();
  document.execCommand("insertText", false, `\n${blank}`);
}

/** Paints only the lines whose text, or whose place inside a block string, has changed. */
function createLines(lex) {
  let known = [];
  return {
    paint(paper, text) {
      const next = [];
      let isInBlock = false;
      for (const [index, line] of text.split("\n").entries()) {
        const old = known[index];
        const isSame = old?.line === line && old.began === isInBlock;
        const { tokens, isInBlock: ends } = isSame ? old : lex(line, isInBlock);
        next.push({ line, began: isInBlock, tokens, isInBlock: ends, drawn: isSame ? old.drawn : drawLine(tokens) });
        isInBlock = ends;
      }
      resize(paper, next.length);
      for (const [index, entry] of next.entries()) {
        if (known[index]?.drawn !== entry.drawn) patch(paper.childNodes[index], entry.drawn);
      }
      known = next;
    },
  };
}

function resize(paper, count) {
  while (paper.childNodes.length > count) paper.lastChild.remove();
  while (paper.childNodes.length < count) paper.append(document.createElement("div"));
}

/** One line's tokens as coloured pieces. An empty line still needs its height. */
export function drawLine(tokens) {
  if (!tokens.length) return ["\u200b"];
  return tokens.map(({ kind, text }) => (kind === "plain" ? text : h("span", { class: `t-${kind}` }, text)));
}
