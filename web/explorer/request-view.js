/** The request as it is drawn: the query with its verdict, and below it variables or headers. */
import { h } from "../lib/h.js";
import { thingAt } from "./context.js";
import { problemList, verdict } from "./problems.js";
import { placeInDocs, signatureOf } from "./signature.js";

export function queryPart(workspace, found, known, { query, openDocs }) {
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

let last = { text: "", offset: -1, schema: null, thing: null };

/** The line is drawn again with everything around it; what it tells of changes with text, caret or schema. */
function thingOnce(text, offset, schema) {
  const isSame = last.text === text && last.offset === offset && last.schema === schema;
  if (!isSame) last = { text, offset, schema, thing: thingAt(text, offset, schema) };
  return last.thing;
}

/** What stands at the caret, for those who have no pointer to rest on it. */
function signatureLine(workspace, known, openDocs) {
  const thing = known && thingOnce(workspace.current().query, workspace.caret.value, known);
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

export function lower(part, found, { variables, headers }, workspace, { choose }) {
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
