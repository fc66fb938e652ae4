/**
 * The answer as a tree. Only the rows in view are in the page, so a megabyte more makes nothing slower. The focus stays
 * on the tree; arrows choose a row, open it and close it.
 */
import { h, signal } from "../lib/h.js";
import { grow, pathOf, reveal, search, sizeOf, toggle } from "./branches.js";
import { createIsland } from "./island.js";

const SPARE = 8;
const MOST_FOUND = 1000;
const SLICE = 12;

/** @param {any} body @param {{onCopy: (text: string, what: string) => void}} actions */
export function createTree(body, { onCopy }) {
  const rows = grow(body);
  const state = signal({ top: 0, height: 600, chosen: 0, turn: 0, text: "", found: [], at: -1, isLooking: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let box = null;
  let looking = 0;
  const row = () => 1.5 * parseFloat(getComputedStyle(document.documentElement).fontSize);

  function choose(index) {
    if (!rows.length) return;
    const chosen = Math.max(0, Math.min(index, rows.length - 1));
    set({ chosen });
    // After the drawing: only then has the box the height that it is to be scrolled in.
    queueMicrotask(() => box && bringIntoView(chosen));
  }

  function bringIntoView(index) {
    const [top, height] = [index * row(), box.clientHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    if (top + row() > box.scrollTop + height) box.scrollTop = top + row() - height;
    measure();
  }

  const measure = () => set({ top: box.scrollTop, height: box.clientHeight });

  function flip(index) {
    toggle(rows, index);
    set({ turn: state.value.turn + 1 });
    choose(index);
  }

  function go(path) {
    const index = reveal(rows, path);
    set({ turn: state.value.turn + 1 });
    if (index >= 0) choose(index);
    return index >= 0;
  }

  function keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { chosen } = state.value;
    const one = rows[chosen];
    const page = Math.max(1, Math.floor(box.clientHeight / row()) - 1);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rows.length, End: rows.length };
    if (event.key in moves) choose(chosen + moves[event.key]);
    else if (event.key === "ArrowRight") one.isOpen || !sizeOf(one) ? choose(chosen + 1) : flip(chosen);
    else if (event.key === "ArrowLeft") one.isOpen ? flip(chosen) : choose(rows.indexOf(one.parent));
    else if (event.key === "Enter" || event.key === " ") flip(chosen);
    else return;
    event.preventDefault();
  }

  /** Looks in small slices: the page stays alive however large the answer is. */
  async function find(text) {
    const mine = (looking += 1);
    set({ text, found: [], at: -1, isLooking: Boolean(text.trim()) });
    if (!text.trim()) return;
    const found = [];
    let since = performance.now();
    for (const path of search(body, text.trim())) {
      if (path) found.push(path);
      if (found.length >= MOST_FOUND) break;
      if (performance.now() - since < SLICE) continue;
      await new Promise((resume) => setTimeout(resume));
      if (mine !== looking) return;
      since = performance.now();
    }
    set({ found, isLooking: false });
    if (found.length) next(1);
  }

  function next(by) {
    const { found, at } = state.value;
    if (!found.length) return;
    const to = (at + by + found.length) % found.length;
    set({ at: to });
    go(found[to]);
  }

  function attach(node) {
    box = node;
    if (node) queueMicrotask(() => box && measure());
  }

  const actions = { keydown, measure, flip, choose, attach, find, next, onCopy };
  const island = createIsland("div", { class: "tree" }, () => view(rows, state.value, actions, row()));
  return { view: island, go };
}

function view(rows, state, actions, height) {
  const from = Math.max(0, Math.floor(state.top / height) - SPARE);
  const to = Math.min(rows.length, Math.ceil((state.top + state.height) / height) + SPARE);
  const shown = rows.slice(from, to);
  return [
    finder(state, actions),
    h("div", {
      class: "tree__rows",
      role: "tree",
      tabindex: "0",
      id: "answer-tree",
      "aria-label": "Answer",
      "aria-activedescendant": state.chosen >= from && state.chosen < to ? `answer-${state.chosen}` : null,
      onkeydown: actions.keydown,
      onscroll: actions.measure,
      ref: actions.attach,
    }, [
      h("div", { role: "presentation", class: "tree__room", ref: sized(rows.length * height), key: rows.length }),
      shown.map((row, index) => line(row, from + index, state.chosen, height, actions)),
    ]),
    detail(rows[state.chosen], actions),
  ];
}

/** Sizes are the element's own style: the policy allows no style attribute. */
const sized = (height) => (node) => node && (node.style.height = `${height}px`);

function line(row, index, chosen, height, { flip, choose }) {
  const isBranch = sizeOf(row) > 0;
  return h("div", {
    class: "branch",
    role: "treeitem",
    id: `answer-${index}`,
    key: `${index} ${row.level}`,
    "aria-level": row.level,
    "aria-posinset": row.position,
    "aria-setsize": row.size,
    "aria-expanded": isBranch ? String(row.isOpen) : null,
    "aria-selected": String(index === chosen),
    onclick: () => (isBranch ? flip(index) : choose(index)),
    ref: (node) => {
      if (!node) return;
      node.style.top = `${index * height}px`;
      node.style.paddingInlineStart = `${(Math.min(row.level, 24) - 1) * 1.1 + 0.5}rem`;
    },
  }, [
    h("span", { class: "branch__arrow", "aria-hidden": "true" }, isBranch ? (row.isOpen ? "▾" : "▸") : ""),
    row.parent && h("span", { class: row.kind === "range" ? "t-comment" : "t-name" }, keyText(row)),
    row.parent && h("span", { class: "t-punctuation" }, ": "),
    row.kind === "leaf" ? leaf(row.value) : h("span", { class: "branch__size" }, summary(row)),
  ]);
}

const keyText = ({ key, kind }) => (kind === "range" ? `[${key}]` : String(key));

function summary(row) {
  const size = sizeOf(row);
  if (row.kind === "object") {
    return row.isOpen
      ? "{" + size + "}"
      : `{ ${Object.keys(row.value).slice(0, 6).join(", ")}${size > 6 ? ", …" : ""} }`;
  }
  return `[${size}]`;
}

/** Long texts are cut: the whole one stands below the tree. */
function leaf(value) {
  const kind = typeof value === "string" ? "string" : typeof value === "number" ? "number" : "keyword";
  const text = JSON.stringify(value);
  return h("span", { class: `t-${kind}` }, text.length > 300 ? `${text.slice(0, 300)}…` : text);
}

function finder({ text, found, at, isLooking }, { find, next }) {
  const key = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    next(event.shiftKey ? -1 : 1);
  };
  const many = found.length >= MOST_FOUND ? `${MOST_FOUND}+` : found.length;
  const status = isLooking ? "Looking…" : text.trim() ? (found.length ? `${at + 1} of ${many}` : "Nothing found") : "";
  return h("div", { class: "finder" }, [
    h("input", {
      class: "finder__input",
      type: "search",
      "aria-label": "Find in the answer",
      placeholder: "Find in the answer",
      value: text,
      oninput: (event) => find(event.currentTarget.value),
      onkeydown: key,
    }),
    h("span", { class: "finder__status", role: "status" }, status),
    found.length > 1 && h("button", { class: "small", type: "button", onclick: () => next(-1) }, "Previous"),
    found.length > 1 && h("button", { class: "small", type: "button", onclick: () => next(1) }, "Next"),
  ]);
}

function detail(row, { onCopy }) {
  if (!row?.parent) return null;
  const path = pathOf(row).map((key, index) => (typeof key === "number" ? `[${key}]` : (index ? "." : "") + key)).join(
    "",
  );
  const isText = typeof row.value === "string";
  const whole = () => (isText ? row.value : JSON.stringify(row.value, null, 2));
  return h("div", { class: "detail-line" }, [
    h("code", { class: "detail-line__path" }, path),
    isText && row.value.length > 60 &&
    h("p", { class: "detail-line__value", tabindex: "0" }, row.value.slice(0, 20_000)),
    h("button", { class: "small", type: "button", onclick: () => onCopy(path, "Path") }, "Copy path"),
    h("button", { class: "small", type: "button", onclick: () => onCopy(whole(), "Value") }, "Copy value"),
  ]);
}
