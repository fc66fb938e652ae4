/** The request: the query, and below it its variables and headers, each with what is wrong with it. */
import { h, patch, signal } from "../lib/h.js";
import { complete } from "./complete.js";
import { thingAt } from "./context.js";
import { createEditor } from "./editor.js";
import { createIsland } from "./island.js";
import { prettifyJSON } from "./json.js";
import { lexJSONLine, lexLine } from "./lexer.js";
import { problemList, verdict } from "./problems.js";
import { card, placeInDocs, signatureOf } from "./signature.js";
import { offsetOf } from "./tokens.js";
import { completeVariables } from "./variables.js";

const NOTHING = { start: 0, end: 0, items: [] };

export function createRequest(workspace, { ended, openDocs }) {
  const part = signal("variables");
  const { current, edit, schema, problems } = workspace;
  const known = () => schema.value.known;
  let hover = null;

  const query = createEditor({
    id: "query",
    label: "Query",
    value: current().query,
    lex: lexLine,
    onInput: (text) => {
      hide();
      edit({ query: text });
    },
    onCaret: (offset) => (workspace.caret.value = offset),
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
    workspace.caret.value = 0;
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
    const text = workspace.filled();
    if (text !== null) {
      const at = query.caret();
      query.set(text);
      query.focusAt(at);
    }
    await workspace.run();
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
    reload,
    restore,
    nextProblem,
    prettify: tidy,
    openAtCaret: () => openAt(query.caret()),
    chooseOperation: ({ start }) => query.focusAt(start),
    goTo: (place) => query.focusAt(offsetOf(current().query, place)),
  };
}

function queryPart(workspace, found, known, { query, openDocs }) {
  const list = problemList({
    id: "query-problems",
    label: "Problems of the query",
    text: found.text,
    problems: found.query,
    goTo: query.focusAt,
  });
  const isWrong = found.query.some(({ severity }) => severity === "error");
  return [
    h("div", { class: "pane__head", key: "head" }, [
      h("h2", { class: "pane__title" }, "Query"),
      h("p", { class: "pane__verdict", role: "status" }, verdict(found)),
    ]),
    query.view({ describedBy: list ? "query-problems editor-note" : "editor-note", isInvalid: isWrong }),
    h(
      "p",
      { class: "visually-hidden", id: "editor-note", key: "note" },
      "Tab leaves the editor. Ctrl and Space proposes.",
    ),
    signatureLine(workspace, known, openDocs),
    list,
  ];
}

/** What stands at the caret, for those who have no pointer to rest on it. */
function signatureLine(workspace, known, openDocs) {
  const thing = known && thingAt(workspace.current().query, workspace.caret.value, known);
  const place = placeInDocs(thing);
  return h("div", { class: "signature", key: "signature" }, [
    thing && place &&
    h("button", {
      class: "signature__link",
      type: "button",
      title: "Show in the schema (Ctrl+D)",
      onclick: () => openDocs(...place),
    }, signatureOf(thing)),
    thing && !place && h("span", { class: "signature__text" }, signatureOf(thing)),
    !thing && h("span", { class: "signature__text t-comment" }, "Ctrl+Space proposes, Ctrl+D opens the schema"),
  ]);
}

function lower(part, found, { variables, headers }, workspace, { choose }) {
  const choice = (name, title, worst) =>
    h(
      "button",
      { class: "switch", type: "button", "aria-pressed": String(part === name), onclick: () => choose(name) },
      [
        title,
        worst && h("span", { class: `switch__dot switch__dot--${worst}`, role: "img", "aria-label": `has a ${worst}` }),
      ],
    );
  const isVariables = part === "variables";
  const wrong = isVariables ? found.variables : [];
  const problem = found.headers &&
    h("p", { class: "pane__problem", id: "headers-problem", role: "alert", key: "alert" }, found.headers);
  return [
    h("div", {
      class: "switches pane__head pane__head--lower",
      role: "group",
      "aria-label": "Variables and headers",
      key: "lower",
    }, [
      choice("variables", "Variables", worstOf(found.variables)),
      choice("headers", "Headers", found.headers && "error"),
    ]),
    isVariables
      ? variables.view({
        describedBy: wrong.length ? "variables-problems" : null,
        isInvalid: wrong.some(({ severity }) => severity === "error"),
      })
      : headers.view({
        describedBy: found.headers ? "headers-problem" : "headers-note",
        isInvalid: Boolean(found.headers),
      }),
    problemList({
      id: "variables-problems",
      label: "Problems of the variables",
      text: workspace.current().variables,
      problems: wrong,
      goTo: variables.focusAt,
    }),
    !isVariables &&
    (problem ||
      h(
        "p",
        { class: "pane__note", id: "headers-note", key: "headers note" },
        "One JSON object. An Authorization header takes the place of your sign-in, also for Reload schema. Headers are never kept.",
      )),
  ];
}

function worstOf(problems) {
  return problems.find(({ severity }) => severity === "error")?.severity ?? problems[0]?.severity;
}
