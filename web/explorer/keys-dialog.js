/** The explorer's own keys. */
import { h, icon } from "../lib/h.js";
import { openDialog } from "../lib/dialog.js";

/** @type {[string[], string][]} */
const KEYS = [
  [["Ctrl", "Enter"], "Run the operation at the caret"],
  [["Ctrl", "Space"], "Propose what could stand here"],
  [["Ctrl", "Shift", "P"], "Prettify"],
  [["Ctrl", "Shift", "E"], "Explain what the operation would do (admins)"],
  [["Ctrl", "Shift", "C"], "Copy the query"],
  [["Ctrl", "D"], "Show what stands at the caret in the schema"],
  [["Ctrl", "Alt", "K"], "Search the schema"],
  [["Ctrl", "/"], "Make lines comments, or no longer"],
  [["F8"], "Go to the next problem"],
  [["Delete"], "Close the chosen query, on its tab"],
  [["← →"], "Move a line between panes; open and close branches"],
  [["Tab"], "Leave the editor; takes a proposal while the list is open"],
  [["Esc"], "Close the list of proposals"],
];

export function showKeys() {
  openDialog((close) => [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "keys-title" }, "Keys of the explorer"),
      h("button", { class: "tool", type: "button", "aria-label": "Close", onclick: close }, icon("close")),
    ]),
    h(
      "dl",
      { class: "shortcuts" },
      KEYS.map(([keys, text]) =>
        h("div", { class: "shortcuts__row" }, [
          h("dt", null, keys.map((key) => h("kbd", null, key))),
          h("dd", null, text),
        ])
      ),
    ),
  ], { label: "keys-title", isWide: true });
}
