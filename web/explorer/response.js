/** The answer: its figures in one line, its text in colour below. */
import { h, icon } from "../lib/h.js";
import { badge } from "../lib/table.js";
import { bytes, count, duration } from "../lib/format.js";
import { drawLine } from "./editor.js";
import { lexJSONLine } from "./lexer.js";

/** Above this many lines the text stays plain: colour isn't worth a page that stutters. */
const MOST_LINES = 3000;
const drawn = new WeakMap();

/**
 * @param {{answer: any, message: string, isRunning: boolean}} state
 * @param {() => void} onCopy
 */
export function responseView({ answer, message, isRunning }, onCopy) {
  return h("section", {
    class: "response",
    "aria-labelledby": "response-title",
    "aria-busy": isRunning ? "true" : null,
  }, [
    h("div", { class: "pane__head" }, [
      h("h2", { class: "pane__title", id: "response-title" }, "Response"),
      h("p", { class: "response__status", role: "status" }, statusLine(answer, message, isRunning)),
      answer &&
      h("button", { class: "tool", type: "button", "aria-label": "Copy response", onclick: onCopy }, icon("copy")),
    ]),
    answer
      ? h(
        "pre",
        { class: "response__text", tabindex: "0", role: "region", "aria-label": "Response text" },
        textOf(answer),
      )
      : h(
        "p",
        { class: "response__hint" },
        "Run the query with ",
        h("kbd", null, "Ctrl"),
        " ",
        h("kbd", null, "Enter"),
        ".",
      ),
  ]);
}

function statusLine(answer, message, isRunning) {
  if (isRunning) return "Running…";
  if (message) return h("span", { class: "response__message" }, icon("alert"), message);
  if (!answer) return null;
  const { status, errors, time, size } = answer;
  return [
    badge(String(status), status < 300 ? "good" : "bad"),
    errors > 0 && badge(count(errors, "error"), "bad"),
    h("span", null, duration(time)),
    h("span", null, bytes(size)),
  ];
}

/** Drawn once an answer: the screen is drawn again with every key typed in the editor. */
function textOf(answer) {
  if (!drawn.has(answer)) drawn.set(answer, colour(answer.text));
  return drawn.get(answer);
}

function colour(text) {
  const lines = text.split("\n");
  if (lines.length > MOST_LINES) return text;
  return lines.map((line) => [drawLine(lexJSONLine(line).tokens), "\n"]);
}
