/** What is wrong with a text, as a list whose entries lead to the place. */
import { h, icon } from "../lib/h.js";
import { count } from "../lib/format.js";
import { placeOf } from "./tokens.js";

/** One sentence for the head of the editor: screen readers hear it when typing has paused. */
export function verdict({ query, isChecking, isChecked }) {
  const errors = query.filter(({ severity }) => severity === "error").length;
  const warnings = query.length - errors;
  if (errors) return h("span", { class: "verdict verdict--bad" }, icon("alert"), count(errors, "problem"));
  if (isChecking) return h("span", { class: "verdict" }, "Checking…");
  if (warnings) return h("span", { class: "verdict verdict--warn" }, icon("alert"), count(warnings, "warning"));
  return isChecked && h("span", { class: "verdict verdict--good" }, icon("check"), "Valid");
}

/**
 * @param {{id: string, label: string, text: string, problems: any[], goTo: (start: number, end: number) => void}} list
 */
export function problemList({ id, label, text, problems, goTo }) {
  if (!problems.length) return null;
  const item = ({ message, start, end, severity }, index) => {
    const { line, column } = placeOf(text, start);
    return h("li", { key: `${index} ${start} ${message}` }, [
      h("button", { class: `problem problem--${severity}`, type: "button", onclick: () => goTo(start, end) }, [
        h("span", { class: "problem__place" }, `${line}:${column}`),
        h("span", null, severity === "warning" && h("span", { class: "visually-hidden" }, "Warning: "), message),
      ]),
    ]);
  };
  return h("ul", { class: "problems", id, "aria-label": label, key: id }, problems.slice(0, 50).map(item));
}
