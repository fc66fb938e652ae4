/** The requests that are open, as a row of buttons; closing one that wasn't run asks first. */
import { h, icon } from "../lib/h.js";
import { createIsland } from "./island.js";
import { symbol } from "./symbols.js";
import { close, isDirty, open, select, titles } from "./tabs.js";

/** @param {any} workspace @param {() => void} onChange another request is in front */
export function createTabStrip(workspace, onChange) {
  function change(next) {
    workspace.setTabs(next);
    onChange();
  }

  function shut(tab, title) {
    const really = () => {
      const index = workspace.tabs.value.list.findIndex(({ id }) => id === tab.id);
      change(close(workspace.tabs.value, tab.id));
      setTimeout(() => focusBeside(index));
    };
    if (isDirty(tab)) askToClose(title, really);
    else really();
  }

  const actions = {
    choose: (id) => change(select(workspace.tabs.value, id)),
    add: () => {
      change(open(workspace.tabs.value));
      document.getElementById("query")?.focus();
    },
    shut,
  };
  return createIsland(
    "nav",
    { class: "strip", "aria-label": "Open queries" },
    () => view(workspace.tabs.value, actions),
  );
}

/** The focus goes to the neighbour: the button that had it is gone. */
function focusBeside(index) {
  const tabs = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".strip__tab"));
  tabs[Math.min(index, tabs.length - 1)]?.focus();
}

function view(tabs, { choose, shut, add }) {
  const names = titles(tabs);
  const item = (tab, index) =>
    h("li", { class: "strip__item", key: tab.id }, [
      h("button", {
        class: "strip__tab",
        type: "button",
        "aria-current": tab.id === tabs.current ? "true" : null,
        onclick: () => choose(tab.id),
        onkeydown: (event) => event.key === "Delete" && shut(tab, names[index]),
      }, [
        names[index],
        isDirty(tab) && h("span", { class: "strip__dot", role: "img", "aria-label": "not run yet" }),
      ]),
      h("button", {
        class: "strip__close",
        type: "button",
        "aria-label": `Close ${names[index]}`,
        onclick: () => shut(tab, names[index]),
      }, icon("close")),
    ]);
  return [
    h("ul", { class: "strip__list" }, tabs.list.map(item)),
    h("button", {
      class: "tool tool--small",
      type: "button",
      "aria-label": "New query",
      title: "New query",
      onclick: add,
    }, symbol("plus")),
  ];
}

async function askToClose(title, really) {
  const { openDialog } = await import("../lib/dialog.js");
  openDialog((shut) => [
    h("h2", { id: "close-title" }, `Close “${title}”?`),
    h("p", { class: "ask__text" }, "It was changed since it last ran. What was typed is lost."),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: shut }, "Keep it"),
      h("button", { class: "button button--main", type: "button", onclick: () => (shut(), really()) }, "Close it"),
    ]),
  ], { label: "close-title" });
}
