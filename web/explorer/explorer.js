/** Runs queries against the portal's API, as the viewer who is signed in. */
import { h, icon, signal } from "../lib/h.js";
import { duration } from "../lib/format.js";
import { createDocs } from "./docs.js";
import { createEditor } from "./editor.js";
import { remember, titleOf } from "./history.js";
import { lexJSONLine, lexLine } from "./lexer.js";
import { responseView } from "./response.js";
import { readVariables, runQuery } from "./run.js";

const FIRST = {
  PARTNER: `# Everything below is what your account may see. Run it with Ctrl+Enter.
query FirstLook($first: Int) {
  viewer {
    name
    role
    organizationName
  }
  customers(first: $first, orderBy: [{ field: NAME }]) {
    totalCount
    nodes {
      name
      status
      contacts(first: 2) {
        nodes {
          name
          type
        }
      }
    }
  }
}
`,
  OPERATOR: `# Everything below is what an operator may see. Run it with Ctrl+Enter.
query FirstLook($first: Int) {
  viewer {
    name
    role
  }
  partnerships(first: $first, orderBy: [{ field: NAME }]) {
    totalCount
    nodes {
      name
      type
      organization {
        name
      }
    }
  }
}
`,
};
const VARIABLES = '{\n  "first": 5\n}\n';

export default function explorer({ realm, client, ended, setTitle, toast }) {
  const text = { query: FIRST[realm], variables: VARIABLES };
  const state = signal({ answer: null, message: "", isRunning: false, problem: "", history: [], panel: "docs" });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const docs = createDocs(client);
  const query = createEditor({
    id: "query",
    label: "Query",
    value: text.query,
    lex: lexLine,
    onInput: (value) => (text.query = value),
  });
  const variables = createEditor({
    id: "variables",
    label: "Variables",
    value: text.variables,
    lex: lexJSONLine,
    onInput: (value) => {
      text.variables = value;
      if (state.value.problem) set({ problem: readVariables(value).problem });
    },
  });
  let underway = null;
  setTitle("Explorer");
  ended.addEventListener("abort", () => underway?.abort());

  async function run() {
    const { value, problem } = readVariables(text.variables);
    if (problem) return set({ problem });
    underway?.abort();
    const mine = (underway = new AbortController());
    const entry = { query: text.query, variables: text.variables };
    set({ isRunning: true, message: "", problem: "" });
    try {
      const answer = await runQuery({ query: text.query, variables: value, realm, signal: mine.signal });
      if (mine !== underway) return;
      const history = remember(state.value.history, { ...entry, time: answer.time, isFine: answer.errors === 0 });
      set({ answer, isRunning: false, history });
    } catch (error) {
      if (mine !== underway) return;
      const message = error.name === "AbortError" ? "Cancelled." : "The server can't be reached.";
      set({ isRunning: false, message, answer: null });
    }
  }

  async function copy() {
    await navigator.clipboard.writeText(state.value.answer.text);
    toast("Response copied.");
  }

  function restore(entry) {
    variables.set(entry.variables);
    query.set(entry.query);
  }

  const actions = { run, copy, restore, cancel: () => underway?.abort(), show: (panel) => set({ panel }) };
  return { view: () => page(state.value, { query, variables, docs }, actions) };
}

function page(state, { query, variables, docs }, actions) {
  const keys = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    actions.run();
  };
  return h("div", { class: "explorer", onkeydown: keys }, [
    h("div", { class: "explorer__head" }, [
      h("h1", { tabindex: "-1" }, "Explorer"),
      runButton(state.isRunning, actions),
    ]),
    h("div", { class: "explorer__panes" }, [
      h("section", { class: "pane pane--edit", "aria-label": "Request" }, [
        h("h2", { class: "pane__title" }, "Query"),
        query.view(),
        h("h2", { class: "pane__title" }, "Variables"),
        variables.view({ describedBy: state.problem ? "variables-problem" : null, isInvalid: Boolean(state.problem) }),
        state.problem && h("p", { class: "pane__problem", id: "variables-problem", role: "alert" }, state.problem),
      ]),
      h("div", { class: "pane" }, responseView(state, actions.copy)),
      h(
        "div",
        { class: "pane pane--side" },
        tabs(state.panel, actions.show),
        state.panel === "docs" ? docs.view() : historyView(state, actions),
      ),
    ]),
  ]);
}

function runButton(isRunning, { run, cancel }) {
  if (isRunning) {
    return h("button", { class: "button", type: "button", id: "run", onclick: cancel }, icon("stop"), "Cancel");
  }
  return h("button", { class: "button button--main", type: "button", id: "run", onclick: run }, icon("play"), "Run");
}

function tabs(panel, show) {
  const tab = (name, title, symbol) =>
    h(
      "button",
      { class: "switch", type: "button", "aria-pressed": String(panel === name), onclick: () => show(name) },
      icon(symbol),
      title,
    );
  return h(
    "div",
    { class: "switches", role: "group", "aria-label": "Side panel" },
    tab("docs", "Schema", "book"),
    tab("history", "History", "history"),
  );
}

function historyView({ history }, { restore }) {
  const item = (entry) =>
    h("li", { key: entry.query + entry.variables }, [
      h("button", { class: "history__item", type: "button", onclick: () => restore(entry) }, [
        icon(entry.isFine ? "check" : "alert"),
        h("span", null, titleOf(entry.query)),
        h("span", { class: "history__time" }, duration(entry.time)),
      ]),
    ]);
  return h("section", { class: "history", "aria-label": "History" }, [
    history.length
      ? h("ul", null, history.map(item))
      : h("p", { class: "docs__message" }, "What you run appears here, until the page is closed."),
  ]);
}
