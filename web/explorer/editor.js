/**
 * A code editor that is a real textarea, so undo, input methods, find, spelling and screen readers are the browser's.
 * Its text is transparent; the same text stands below it, in colour, hidden from assistive technology.
 */
import { h, patch } from "../lib/h.js";
import { createCompletion } from "./completion.js";
import { createMarks, rangeIn } from "./marks.js";
import { tokenize } from "./tokens.js";
import { commented, partners, typed } from "./typing.js";

const PLAIN = { spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off" };

/**
 * @param {object} editor
 * @param {string} editor.id
 * @param {string} editor.label
 * @param {string} editor.value the text to begin with; later texts go through `set` and `load`
 * @param {(line: string, isInBlock: boolean) => {tokens: any[], isInBlock: boolean}} editor.lex
 * @param {(text: string) => void} editor.onInput
 * @param {(offset: number) => void} [editor.onCaret]
 * @param {(text: string, offset: number) => any} [editor.complete]
 * @param {(offset: number | null, place: {x: number, y: number}) => void} [editor.onPoint] the pointer rests on a text
 * @param {(offset: number) => void} [editor.onFollow] Ctrl and a click
 */
export function createEditor({ id, label, value, lex, onInput, onCaret, complete, onPoint, onFollow }) {
  const lines = createLines(lex);
  const marks = createMarks();
  let area = null;
  let paper = null;
  let text = value;
  let problems = [];
  let isWaiting = false;
  /** Whether a change is being made by us and not by a key. */
  let isOurs = false;

  function paint() {
    isWaiting = false;
    if (!paper || !area) return;
    lines.paint(paper, area.value);
    align();
    mark();
  }

  /** Also after painting: a paper can't scroll to lines that it doesn't have yet. */
  function align() {
    paper.scrollTop = area.scrollTop;
    paper.scrollLeft = area.scrollLeft;
  }

  function mark() {
    const pair = document.activeElement === area ? partners(tokenize(area.value), area.selectionStart) : null;
    const brackets = (pair ?? []).map(({ start, end }) => ({ name: "bracket", start, end }));
    const wrong = problems.map(({ severity, start, end }) => ({ name: severity, start, end }));
    marks.set(paper, area.value, [...wrong, ...brackets]);
  }

  const later = () => {
    if (!isWaiting) requestAnimationFrame(paint);
    isWaiting = true;
  };

  function input(event) {
    text = area.value;
    later();
    onInput(text);
    if (event?.isTrusted && !isOurs) completion?.typed(event);
  }

  function caret() {
    if (!area) return;
    later();
    completion?.moved();
    onCaret?.(area.selectionStart);
  }

  /** Makes a change as if it had been typed, so that undo brings the old text back. */
  function apply({ from, to, text: piece, start, end }) {
    area.focus();
    if (from !== to || piece) {
      area.setSelectionRange(from, to);
      isOurs = true;
      const isDone = document.execCommand(piece ? "insertText" : "delete", false, piece);
      if (!isDone) area.setRangeText(piece, from, to, "end");
      isOurs = false;
      input();
    }
    area.setSelectionRange(start, end);
  }

  function keydown(event) {
    if (completion?.key(event) || event.isComposing) return;
    const { selectionStart: start, selectionEnd: end } = area;
    const isCommand = event.ctrlKey || event.metaKey;
    const isComment = isCommand && event.key === "/";
    if (!isComment && (isCommand || event.altKey || (event.shiftKey && event.key === "Enter"))) return;
    const change = isComment ? commented(area.value, start, end) : typed(event.key, area.value, start, end);
    if (!change) return;
    event.preventDefault();
    apply(change);
    if (event.key === "(") completion?.show();
  }

  /** Where an offset stands on the screen. */
  function rectOf(offset) {
    paint();
    const before = area.value.slice(0, offset).split("\n");
    const column = before.at(-1).length;
    const range = rangeIn(paper.childNodes[before.length - 1], column, column);
    return range?.getBoundingClientRect() ?? paper.getBoundingClientRect();
  }

  /** The offset under the pointer: every character is as wide as the other. */
  function offsetUnder({ clientX, clientY }) {
    const first = paper.firstChild?.getBoundingClientRect();
    if (!first) return null;
    const all = area.value.split("\n");
    const line = Math.floor((clientY - first.top) / first.height);
    const begin = rangeIn(paper.firstChild, 0, 0)?.getBoundingClientRect().left ?? first.left;
    const column = Math.floor((clientX - begin) / widthOf(paper));
    if (!(line in all) || column < 0 || column >= all[line].length) return null;
    return all.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
  }

  const completion = complete && createCompletion({ id, complete, apply, rectOf });
  let resting = 0;

  function point(event) {
    clearTimeout(resting);
    const place = { x: event.clientX, y: event.clientY };
    resting = setTimeout(() => area && onPoint?.(offsetUnder(event), place), 350);
  }

  const handlers = {
    oninput: input,
    onkeydown: keydown,
    onscroll: () => (align(), completion?.scrolled()),
    onselectionchange: caret,
    onkeyup: caret,
    onclick: (event) => {
      caret();
      if ((event.ctrlKey || event.metaKey) && onFollow) onFollow(area.selectionStart);
    },
    onblur: () => (completion?.close(), later()),
    onfocus: later,
    onmousemove: onPoint ? point : undefined,
    onmouseleave: () => clearTimeout(resting),
  };

  function attach(node) {
    area = node;
    completion?.attach(node);
    if (!node) return marks.clear();
    node.value = text;
    queueMicrotask(paint);
  }

  const keep = (node) => (paper = node);

  return {
    /** Replaces the whole text as if it had been typed. */
    set(next) {
      if (next === area?.value) return;
      apply({ from: 0, to: area.value.length, text: next, start: next.length, end: next.length });
    },
    /** Shows another text altogether: there is nothing to undo. */
    load(next) {
      text = next;
      if (area && area.value !== next) area.value = next;
      later();
    },
    /** Puts the caret at a place, and the focus nowhere. */
    place: (offset) => area?.setSelectionRange(offset, offset),
    isThere: () => area !== null,
    focus: () => area?.focus(),
    caret: () => area?.selectionStart ?? 0,
    /** Puts the caret at a place and brings it into view. */
    focusAt(start, end = start) {
      area.focus();
      area.setSelectionRange(start, end);
      const height = paper.firstChild?.getBoundingClientRect().height ?? 20;
      const line = area.value.slice(0, start).split("\n").length - 1;
      area.scrollTop = Math.max(0, line * height - area.clientHeight / 2);
      caret();
    },
    setProblems(next) {
      problems = next;
      later();
    },
    view: ({ describedBy = null, isInvalid = false } = {}) =>
      h("div", { class: "editor", key: id }, [
        h("pre", { class: "editor__paper", "aria-hidden": "true", foreign: true, ref: keep }),
        h("textarea", {
          ...PLAIN,
          ...completion?.attributes,
          ...handlers,
          id,
          class: "editor__area",
          "aria-label": label,
          "aria-describedby": describedBy,
          "aria-invalid": isInvalid ? "true" : null,
          ref: attach,
        }),
        completion?.view(),
      ]),
  };
}

let width = 0;

function widthOf(paper) {
  const probe = document.createElement("span");
  probe.textContent = "0".repeat(50);
  paper.firstChild.append(probe);
  width = probe.getBoundingClientRect().width / 50 || width;
  probe.remove();
  return width;
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
      const isNew = paper.childNodes.length === 0;
      resize(paper, next.length);
      for (const [index, entry] of next.entries()) {
        if (isNew || known[index]?.drawn !== entry.drawn) patch(paper.childNodes[index], entry.drawn);
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
