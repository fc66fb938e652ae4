/** The answer: its figures in one line, its errors with ways to their places, its data as tree, table or text. */
import { h, icon, signal } from "../lib/h.js";
import { badge } from "../lib/table.js";
import { bytes, count, duration } from "../lib/format.js";
import { saveFile } from "../lib/save-file.js";
import { beginningOf } from "./beginning.js";
import { lexJSONLine } from "./lexer.js";
import { drawLine } from "./editor.js";
import { symbol } from "./symbols.js";

/** More text than this stays plain; more than the second is cut, for the tree shows it all and the download has it. */
const COLOURED = 60_000;
const MOST_TEXT = 300_000;
const LOADS = {
  tree: () => import("./tree.js"),
  table: () => import("./grid.js"),
  explanation: () => import("./explanation.js"),
};
const VIEWS = [["tree", "Tree"], ["table", "Table"], ["text", "JSON"]];

/**
 * @param {any} workspace
 * @param {{goTo: (place: {line: number, column: number}) => void, toast: (text: string) => void}} actions
 */
export function createResponse(workspace, { goTo, toast }) {
  const mode = signal("tree");
  const loaded = signal(/** @type {Record<string, any>} */ ({}));
  const parts = new WeakMap();

  /** Tree and table come when they are first needed: nobody waits for them before there is an answer. */
  async function need(name) {
    if (loaded.value[name] || !LOADS[name]) return;
    const module = await LOADS[name]();
    loaded.value = { ...loaded.value, [name]: module };
  }

  /** Made once an answer, and only when it is looked at. */
  function part(answer, name, make) {
    if (!parts.has(answer)) parts.set(answer, {});
    return (parts.get(answer)[name] ??= make());
  }

  async function copy(text, what) {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied.`);
  }

  const actions = {
    copy,
    goTo,
    choose: (name) => (mode.value = name),
    need,
    download: (answer) =>
      saveFile(answer.bytes, `answer.${answer.body === undefined ? "txt" : "json"}`, "application/json"),
    async csv(label, table) {
      const { fileName, toCSV } = await import("./csv.js");
      saveFile(toCSV(table), fileName(label, "csv"), "text/csv");
    },
    tree: (answer) => part(answer, "tree", () => loaded.value.tree.createTree(answer.body, { onCopy: copy })),
    table: (answer) =>
      part(answer, "table", () => loaded.value.table.createGrid(answer.body?.data, { onExport: actions.csv })),
    isLoaded: (name) => name in loaded.value,
    explanation: (found) => loaded.value.explanation.explanationView(found, { copy, measure: workspace.explained }),
    text: (answer) => part(answer, "text", () => beginning(answer)),
    drawn: (answer) => part(answer, "drawn", () => colour(actions.text(answer))),
    /** Shows a path of the data in the tree. */
    async reveal(answer, path) {
      mode.value = "tree";
      await need("tree");
      actions.tree(answer).go(["data", ...path]);
      setTimeout(() => document.getElementById("answer-tree")?.focus());
    },
  };
  return { view: () => view(workspace.outcome(), mode.value, actions) };
}

function view({ answer, explanation, message, isRunning }, mode, actions) {
  if (isRunning || answer) actions.need(mode);
  if (explanation) actions.need("explanation");
  return h("section", {
    class: "response",
    "aria-labelledby": "response-title",
    "aria-busy": isRunning ? "true" : null,
  }, [
    h("div", { class: "pane__head" }, [
      h("h2", { class: "pane__title", id: "response-title" }, explanation ? "Explanation" : "Response"),
      h(
        "p",
        { class: "response__status", role: "status" },
        explanation && !isRunning ? explainedLine(explanation) : statusLine(answer, message, isRunning),
      ),
    ]),
    answer && bar(answer, mode, actions),
    answer?.errors.length > 0 && errorList(answer, actions),
    explanation ? explained(explanation, actions) : answer ? content(answer, modeOf(answer, mode), actions) : hint(),
  ]);
}

const modeOf = (answer, mode) => (answer.body === undefined ? "text" : mode);

const explainedLine = ({ isMeasured, statementCount }) =>
  `${isMeasured ? "Run and measured" : "Nothing was run"}, ${count(statementCount, "statement")}`;

function explained(explanation, { isLoaded, explanation: draw }) {
  if (!isLoaded("explanation")) return h("div", { class: "response__part", key: "wait", "aria-busy": "true" });
  return h("div", { class: "response__part", key: "explanation" }, draw(explanation));
}

function hint() {
  const keys = [h("kbd", null, "Ctrl"), " ", h("kbd", null, "Enter")];
  return h("p", { class: "response__hint", key: "hint" }, "Run the query with ", keys, ".");
}

function statusLine(answer, message, isRunning) {
  if (isRunning) return "Running…";
  if (message) return h("span", { class: "response__message" }, icon("alert"), message);
  if (!answer) return null;
  const { status, errors, time, bytes: body } = answer;
  return [
    badge(String(status), status < 300 ? "good" : "bad"),
    errors.length > 0 && badge(count(errors.length, "error"), "bad"),
    h("span", null, duration(time)),
    h("span", null, bytes(body.length)),
  ];
}

function bar(answer, mode, { choose, copy, download }) {
  const choice = ([name, title]) =>
    h(
      "button",
      {
        class: "switch",
        type: "button",
        "aria-pressed": String(name === mode),
        onclick: () => choose(name),
      },
      symbol(name),
      title,
    );
  const isJSON = answer.body !== undefined;
  return h("div", { class: "response__bar", key: "bar" }, [
    isJSON && h("div", { class: "switches", role: "group", "aria-label": "Show the answer as" }, VIEWS.map(choice)),
    h("div", { class: "response__tools" }, [
      h("button", {
        class: "tool",
        type: "button",
        "aria-label": "Copy response",
        title: "Copy",
        onclick: () => copy(wholeOf(answer), "Response"),
      }, icon("copy")),
      h("button", {
        class: "tool",
        type: "button",
        "aria-label": "Download response",
        title: "Download",
        onclick: () => download(answer),
      }, symbol("download")),
    ]),
  ]);
}

function errorList(answer, { goTo, reveal }) {
  const item = ({ message, locations, path, extensions }, index) =>
    h("li", { class: "errors__item", key: index }, [
      h("p", null, extensions?.code && h("code", { class: "errors__code" }, extensions.code), " ", String(message)),
      locations?.map(({ line, column }) =>
        h("button", {
          class: "link",
          type: "button",
          onclick: () => goTo({ line, column }),
        }, `Line ${line}, column ${column}`)
      ),
      path?.length > 0 &&
      h("button", { class: "link", type: "button", onclick: () => reveal(answer, path) }, path.join(".")),
    ]);
  return h(
    "ul",
    { class: "errors", "aria-label": "Errors", tabindex: "0", key: "errors" },
    answer.errors.slice(0, 50).map(item),
  );
}

function content(answer, mode, actions) {
  const { isLoaded, drawn, text } = actions;
  if (mode in LOADS && !isLoaded(mode)) return h("div", { class: "response__part", key: "wait", "aria-busy": "true" });
  if (mode in LOADS) {
    return h("div", { class: "response__part response__text", key: mode }, actions[mode](answer).view());
  }
  const isCut = text(answer).length >= MOST_TEXT;
  return h("div", { class: "response__part", key: "text" }, [
    isCut &&
    h("p", { class: "response__note" }, "Only the beginning is shown here. The tree and the download have everything."),
    h(
      "pre",
      { class: "response__json response__text", tabindex: "0", role: "region", "aria-label": "Response text" },
      drawn(answer),
    ),
  ]);
}

const wholeOf = ({ body, text }) => (body === undefined ? text : JSON.stringify(body, null, 2));
const beginning = ({ body, text }) => (body === undefined ? text.slice(0, MOST_TEXT) : beginningOf(body, MOST_TEXT));

function colour(text) {
  if (text.length > COLOURED) return text;
  return text.split("\n").map((line) => [drawLine(lexJSONLine(line).tokens), "\n"]);
}
