/** The list of keyboard shortcuts, and the switch that turns them off. */
import { h, icon, signal } from "./h.js";
import { openDialog } from "./dialog.js";
import { areOn, turn } from "./keys.js";

const SHORTCUTS = [
  [["/"], "Search"],
  [["?"], "This list"],
  [["g", "c"], "Go to customers"],
  [["g", "o"], "Go to the operator's overview"],
  [["g", "e"], "Go to the explorer"],
  [["Ctrl", "Enter"], "Run the query, in the explorer"],
  [["Ctrl", "S"], "Save, in a form"],
  [["Esc"], "Close what is open"],
];

/** Shows the list. */
export function showHelp() {
  const isOn = signal(areOn());
  const set = (event) => {
    turn(event.currentTarget.checked);
    isOn.value = areOn();
  };
  openDialog((close) => view(close, isOn.value, set), { label: "help-title" });
}

function view(close, isOn, set) {
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "help-title" }, "Keyboard shortcuts"),
      h("button", { class: "tool", type: "button", "aria-label": "Close", onclick: close }, icon("close")),
    ]),
    h("dl", { class: "shortcuts" }, SHORTCUTS.map(shortcut)),
    h("label", { class: "check" }, [
      h("input", { type: "checkbox", checked: isOn, onchange: set }),
      h("span", null, "Single-key shortcuts are on"),
    ]),
  ];
}

function shortcut([keys, text]) {
  return h("div", { class: "shortcuts__row" }, [
    h("dt", null, keys.map((key) => h("kbd", null, key))),
    h("dd", null, text),
  ]);
}
