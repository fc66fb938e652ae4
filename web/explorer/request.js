/** The request: the query, and below it its variables and headers, each with what is wrong with it. */
import { h, patch, signal } from "../lib/h.js";
import { complete } from "./complete.js";
import { thingAt } from "./context.js";
import { createEditor } from "./editor.js";
import { createIsland } from "./island.js";
import { prettifyJSON } from "./json.js";
import { lexJSONLine, lexLine } from "./lexer.js";
import { lower, queryPart } from "./request-view.js";
import { card, placeInDocs } from "./signature.js";
import { offsetOf } from "./tokens.js";
import { completeVariables } from "./variables.js";

const NOTHING = { start: 0, end: 0, items: [] };

export function createRequest(workspace, { ended, openDocs }) {
  const part = signal("variables");
  const { current, edit, schema, problems } = workspace;
  const known = () => schema.value.known;
  let hover = null;
  let settling = 0;
  /** The caret moves with every key; what depends on its place waits until it rests, or is needed. */
  const settle = () => (workspace.caret.value = query.caret());

  const query = createEditor({
    id: "query",
    label: "Query",
    value: current().query,
    lex: lexLine,
    onInput: (text) => {
      hide();
      edit({ query: text });
    },
    onCaret: () => {
      clearTimeout(settling);
      settling = setTimeout(settle, 100);
    },
    complete: (text, offset) => (known() ? complete(text, offset, known()) : NOTHING),
    onPoint: point,
    onFollow: (offset) => openAt(offset),
  });
  const variables = createEditor({
    id: "variables",
    label: "Variables",
    value: current().variables,
    lex: lexJSONLine,
    onInput: (text) => edit({ variables: text }),
    complete: (text, offset) => completeVariables(text, offset, workspace.chosen(), known()),
  });
  const headers = createEditor({
    id: "headers",
    label: "Headers",
    value: current().headers,
    lex: lexJSONLine,
    onInput: (text) => edit({ headers: text }),
  });

  function reload() {
    query.load(current().query);
    variables.load(current().variables);
    headers.load(current().headers);
    // A link may name the operation that is meant.
    const at = workspace.operations().find(({ name }) => name && name === current().operationName)?.start ?? 0;
    query.place(at);
    workspace.caret.value = at;
    workspace.look(0);
  }

  function openAt(offset) {
    const place = known() && placeInDocs(thingAt(current().query, offset, known()));
    if (place) openDocs(...place);
  }

  /** The card beside the pointer stays while the pointer is on it, and goes with Escape (WCAG 1.4.13). */
  function point(offset, { x, y }) {
    const thing = offset === null || !known() ? null : thingAt(current().query, offset, known());
    if (!thing || !hover || thing.kind === "variable" && !thing.type) return hide();
    patch(hover, card(thing, () => (hide(), openDocs(...placeInDocs(thing)))));
    if (!hover.matches(":popover-open")) hover.showPopover();
    const { width, height } = hover.getBoundingClientRect();
    hover.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
    hover.style.top = `${y + 14 + height > innerHeight ? y - height - 10 : y + 14}px`;
  }

  function hide() {
    if (hover?.matches(":popover-open")) hover.hidePopover();
  }

  document.addEventListener("keydown", (event) => event.key === "Escape" && hide(), { signal: ended });
  document.addEventListener("pointermove", ({ target }) => {
    if (target instanceof Element && !target.closest("#query, .hover")) hide();
  }, { signal: ended });

  async function run() {
    settle();
    const text = await workspace.filled();
    if (text !== null) {
      const at = query.caret();
      query.set(text);
      query.focusAt(at);
    }
    await workspace.run();
    showProblem();
  }

  async function explain() {
    settle();
    await workspace.explained();
    showProblem();
  }

  function showProblem() {
    if (problems.value.headers) part.value = "headers";
    else if (problems.value.variables.some(({ severity }) => severity === "error")) part.value = "variables";
  }

  async function tidy() {
    const { prettify } = await import("./pretty.js");
    const { query: text, variables: given, headers: sent } = current();
    const laid = prettify(text);
    if (!laid.problem) query.set(laid.text);
    for (const [editor, old] of [[variables, given], [headers, sent]]) {
      const next = prettifyJSON(old);
      if (!next.problem && next.text !== old && editor.isThere()) editor.set(next.text);
    }
    query.focus();
    if (laid.problem) query.focusAt(laid.problem.start, laid.problem.end);
    workspace.look(0);
  }

  function restore(entry) {
    part.value = "variables";
    queueMicrotask(() => {
      variables.set(entry.variables);
      if (entry.headers !== undefined) edit({ headers: entry.headers });
      headers.load(current().headers);
      query.set(entry.query);
      const operation = workspace.operations().find(({ name }) => name === entry.operationName);
      query.focusAt(operation?.start ?? 0);
    });
  }

  function nextProblem() {
    const { query: found } = problems.value;
    const after = found.toSorted((a, b) => a.start - b.start).find(({ start }) => start > query.caret());
    const next = after ?? found.toSorted((a, b) => a.start - b.start)[0];
    if (next) query.focusAt(next.start, next.end);
  }

  const actions = { openDocs, choose: (name) => (part.value = name), query, variables };
  const attach = (node) => (hover = node);
  const island = createIsland("section", { class: "pane pane--edit", "aria-label": "Request" }, () => {
    const { value: found } = problems;
    const isFresh = found.text === current().query;
    query.setProblems(isFresh ? found.query : []);
    variables.setProblems(found.variables);
    return [
      queryPart(workspace, found, known(), actions),
      lower(part.value, found, { variables, headers }, workspace, actions),
      h("div", { class: "hover", popover: "manual", foreign: true, ref: attach, key: "hover" }),
    ];
  });

  return {
    view: island,
    run,
    explain,
    reload,
    restore,
    nextProblem,
    prettify: tidy,
    openAtCaret: () => openAt(query.caret()),
    chooseOperation: ({ start }) => query.focusAt(start),
    goTo: (place) => query.focusAt(offsetOf(current().query, place)),
  };
}
