/** What a request would do: which rule decides each field, which rows there are, and how they would be read. */
import { h, icon } from "../lib/h.js";
import { badge } from "../lib/table.js";
import { count, number } from "../lib/format.js";
import { planOf } from "./plan.js";
import { styles } from "./styles.js";

await styles(["explanation.css"]);

const DECISIONS = {
  SHOWN: ["shown", "good"],
  NULL: ["always null", "warn"],
  REFUSED: ["refused", "bad"],
  HIDDEN: ["hidden", "bad"],
};

export function explanationView(explanation, { copy, measure }) {
  const { fields, rows, statements, isMeasured } = explanation;
  return h("div", { class: "explained", tabindex: "0", role: "group", "aria-label": "What the request would do" }, [
    part("Fields", "The rules that decide whether a field is there for you.", fieldTable(fields)),
    part("Rows", "Of each type you get only the rows that its rule lets through.", rowTable(rows)),
    statements && part("Statements", statementNote(statements), [
      statements.length > 0 && !isMeasured && h("button", {
        class: "button button--small",
        type: "button",
        onclick: () => measure(true),
      }, icon("play"), "Run and measure"),
      statements.map((statement, index) => statementView(statement, index, copy)),
    ]),
  ]);
}

function part(title, note, content) {
  return h("section", { class: "explained__part", key: title, "aria-label": title }, [
    h("h3", { class: "explained__title" }, title),
    h("p", { class: "explained__note" }, note),
    content,
  ]);
}

function statementNote(statements) {
  if (statements.length === 0) return "Nothing is read: the answer comes from memory.";
  return `${count(statements.length, "statement")}, sent together in one round trip.`;
}

function table(label, heads, rows) {
  return h("div", { class: "explained__scroll", tabindex: "0", role: "group", "aria-label": label }, [
    h("table", { class: "explained__table" }, [
      h("thead", null, h("tr", null, heads.map((head) => h("th", { scope: "col", key: head }, head)))),
      h("tbody", null, rows),
    ]),
  ]);
}

function fieldTable(fields) {
  const row = ({ coordinate, decision, rules }) => {
    const [word, tone] = DECISIONS[decision] ?? [decision, "plain"];
    return h("tr", { key: coordinate }, [
      h("th", { scope: "row" }, h("code", null, coordinate)),
      h("td", null, badge(word, tone)),
      h("td", null, rules.map((rule) => h("code", { class: "explained__rule", key: rule }, rule))),
    ]);
  };
  return table("Fields", ["Field", "For you", "Decided by"], fields.map(row));
}

function rowTable(rows) {
  if (rows.length === 0) return h("p", null, "No type with rows is asked for.");
  const hasConditions = rows.some((row) => "condition" in row);
  const row = ({ type, rule, condition }) =>
    h("tr", { key: type }, [
      h("th", { scope: "row" }, h("code", null, type)),
      h("td", null, h("code", { class: "explained__rule" }, rule)),
      hasConditions && h("td", null, condition === null ? "no row" : h("code", null, condition)),
    ]);
  return table("Rows", ["Type", "Rule", ...(hasConditions ? ["For you"] : [])], rows.map(row));
}

function statementView({ text, plan }, index, copy) {
  const found = planOf(plan);
  const title = `Statement ${index + 1}`;
  return h("section", { class: "statement", key: index, "aria-label": title }, [
    h("div", { class: "statement__head" }, [
      h("h4", null, title),
      found && h("p", { class: "statement__sum" }, sum(found)),
      h("button", {
        class: "tool",
        type: "button",
        "aria-label": `Copy ${title.toLowerCase()}`,
        title: "Copy",
        onclick: () => copy(text, title),
      }, icon("copy")),
    ]),
    h("pre", { class: "statement__text", tabindex: "0", role: "group", "aria-label": `Text of ${title}` }, text),
    found && h("ul", { class: "plan", "aria-label": `Plan of ${title}` }, planStep(found.root, 0)),
  ]);
}

function sum({ cost, rows, actual }) {
  const estimate = `cost ${number(Math.round(cost))}, about ${count(rows, "row")}`;
  return actual ? `${estimate}; ${actual.time} ms, ${count(actual.rows, "row")}` : estimate;
}

function planStep({ name, target, rows, actual, conditions, children }, index) {
  return h("li", { class: "plan__step", key: index }, [
    h("p", { class: "plan__head" }, [
      h("b", null, name),
      target && h("code", null, target),
      h("span", { class: "plan__figures" }, `about ${count(rows, "row")}`),
      actual && h("span", { class: "plan__figures" }, `got ${count(actual.rows, "row")} in ${actual.time} ms`),
    ]),
    conditions.map((condition) =>
      h("p", { class: "plan__condition", key: condition.name }, [`${condition.name}: `, h("code", null, condition.text)])
    ),
    children.length > 0 && h("ul", { class: "plan__steps" }, children.map(planStep)),
  ]);
}
