/** What can be done with the request: run it, lay it out, take it along. */
import { h, icon } from "../lib/h.js";
import { createIsland } from "./island.js";
import { symbol } from "./symbols.js";

export function createToolbar(workspace, actions) {
  return createIsland("div", { class: "tools", role: "group", "aria-label": "Request" }, () => {
    // Read for the redraw: the caret decides which operation runs.
    const { value } = workspace.caret;
    const operations = value >= 0 ? workspace.operations() : [];
    return [
      tool("Prettify", "Ctrl+Shift+P", symbol("prettify"), actions.prettify),
      tool("Copy query", "Ctrl+Shift+C", icon("copy"), actions.copyQuery),
      workspace.canExplain && tool("Explain", "Ctrl+Shift+E", symbol("explain"), actions.explain),
      workspace.canRunAs && tool("Run as…", "", icon("user"), actions.runAs),
      tool("Copy link", "", symbol("link"), actions.share),
      tool("Keys", "", symbol("keys"), actions.keys),
      operations.length > 1 && picker(operations, workspace.chosen(), actions),
      runButton(workspace.isRunning(), actions),
    ];
  });
}

function tool(label, keys, drawing, onclick) {
  const title = keys ? `${label} (${keys})` : label;
  return h("button", { class: "tool tool--named", type: "button", title, key: label, onclick }, [
    drawing,
    h("span", { class: "tool__name" }, label),
  ]);
}

/** Several operations: the one at the caret runs, and choosing another one takes the caret there. */
function picker(operations, chosen, { chooseOperation }) {
  const at = operations.indexOf(operations.find(({ start }) => start === chosen?.start));
  const option = ({ kind, name }, index) =>
    h("option", { value: index, selected: index === at, key: index }, name ?? `${kind} ${index + 1}`);
  return h("label", { class: "tools__picker", key: "picker" }, [
    h("span", { class: "visually-hidden" }, "Operation to run"),
    h("select", {
      class: "choice__select",
      value: String(at),
      onchange: (event) => chooseOperation(operations[Number(event.currentTarget.value)]),
    }, operations.map(option)),
  ]);
}

function runButton(isRunning, { run, cancel }) {
  const properties = { type: "button", id: "run", key: "run" };
  if (isRunning) return h("button", { ...properties, class: "button", onclick: cancel }, icon("stop"), "Cancel");
  return h(
    "button",
    { ...properties, class: "button button--main", title: "Ctrl+Enter", onclick: run },
    icon("play"),
    "Run",
  );
}
