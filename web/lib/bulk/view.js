/** What the dialog looks like that does something with several rows. */
import { h, icon } from "../h.js";
import { summary } from "../form.js";
import { t } from "../i18n.js";
import { inState } from "./run.js";
import "./dialog-words.js";

/** In this order: what needs a look comes first. */
const PARTS = { asking: ["REFUSED", "READY", "LEFT"], over: ["UNSURE", "REFUSED", "READY", "DONE", "LEFT"] };

export function runView(entries, state, actions) {
  const { title, phase } = state;
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "run-title" }, title),
      h("button", { class: "tool", type: "button", "aria-label": t("run.close"), onclick: actions.close }, [
        icon("close"),
      ]),
    ]),
    h("div", { class: "dialog__form", key: phase }, VIEWS[phase](entries, state, actions)),
  ];
}

const VIEWS = {
  looking: (entries, { step }, { close }) => {
    const count = entries.filter(({ state }) => state !== "LEFT").length;
    return [
      progress(t("run.looking", { part: step, count }), step, count),
      buttons(button(t("run.cancel"), close, { ref: focus, key: "cancel" })),
    ];
  },
  failed: (_, { message }, { close }) => [summary(message), buttons(button(t("run.close"), close))],
  asking: (entries, { verb, text }, { go, close }) => {
    const { length: count } = inState(entries, "READY");
    return [
      h("p", { id: "run-text", key: "text" }, count ? text || t("run.asked", { count }) : t("run.none")),
      parts(entries, PARTS.asking, "READY"),
      buttons(
        button(t("run.cancel"), close, { ref: focus, key: "cancel", "aria-describedby": "run-text" }),
        count > 0 && button(t(`run.yes.${verb}`, { count }), go, { class: "button button--main", key: "yes" }),
      ),
    ];
  },
  running: (entries, { isStopping }, { stop }) => {
    const part = inState(entries, "DONE").length + inState(entries, "REFUSED").length;
    const count = part + inState(entries, "READY").length + inState(entries, "UNSURE").length;
    return [
      progress(t("run.doing", { part, count }), part, count),
      buttons(button(t(isStopping ? "run.stopping" : "run.stop"), stop, { ref: focus, key: "stop" })),
    ];
  },
  over: (entries, { end, message }, { go, close }) => {
    const done = inState(entries, "DONE").length;
    const rest = inState(entries, "READY").length + inState(entries, "UNSURE").length;
    const isWhole = end === "OVER" && done === entries.length;
    const count = entries.filter(({ state }) => state !== "LEFT").length;
    return [
      h("p", { class: "bulk__end", role: "status", tabindex: "-1", ref: focus, key: "end" }, [
        t(`run.end.${end}`, { done, count, message }),
        !isWhole && end !== "ENDED" && ` ${t("run.chosen")}`,
      ]),
      parts(entries, PARTS.over, "REST"),
      buttons(
        rest > 0 && end !== "ENDED" && button(t("run.on", { count: rest }), go, { key: "on" }),
        button(t("run.close"), close, { class: "button button--main", key: "close" }),
      ),
    ];
  },
};

const focus = (node) => node && queueMicrotask(() => node.focus());

function progress(text, value, max) {
  return [
    h("p", { id: "run-text", key: "text" }, text),
    h("progress", { class: "bulk__progress", "aria-labelledby": "run-text", value, max, key: "progress" }),
  ];
}

/** What stands for those that are ready depends on whether they still may be done, or weren't reached. */
function parts(entries, states, ready) {
  const one = (state) => {
    const found = inState(entries, state);
    if (!found.length) return null;
    const id = `run-${state}`;
    return h("section", { key: state }, [
      h("h3", { class: "bulk__title", id }, [
        ["UNSURE", "REFUSED"].includes(state) && icon("alert"),
        t(`run.part.${state === "READY" ? ready : state}`, { count: found.length }),
      ]),
      h("ul", { class: "bulk__list", "aria-labelledby": id }, found.map((entry) => line(entry, ready))),
    ]);
  };
  // It scrolls, so it takes the focus of those who have no mouse.
  const look = { class: "bulk__parts", role: "group", "aria-labelledby": "run-title", tabindex: "0", key: "parts" };
  return h("div", look, states.map(one));
}

function line({ row: { id, name }, state, text }, ready) {
  const isPast = state === "READY" && ready === "REST";
  return h("li", { key: id }, h("strong", null, name), text && !isPast && h("span", { class: "sub" }, text));
}

function buttons(...children) {
  return h("div", { class: "dialog__actions", key: "buttons" }, children);
}

function button(text, onclick, rest = {}) {
  return h("button", { class: "button", type: "button", onclick, ...rest }, text);
}
