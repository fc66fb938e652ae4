/** The history as a list: run again, name, star, forget. */
import { h, icon, signal } from "../lib/h.js";
import { duration, moment } from "../lib/format.js";
import { clear, forget, inOrder, rename, star, titleOf } from "./history.js";
import { createIsland } from "./island.js";
import { symbol } from "./symbols.js";

/** @param {any} workspace @param {(entry: any) => void} onChoose */
export function createHistory(workspace, onChoose) {
  const state = signal({ editing: "", turn: 0 });
  const change = (next) => workspace.setEntries(next(workspace.entries.value));
  const actions = {
    onChoose,
    edit: (id) => (state.value = { ...state.value, editing: id }),
    star: (id) => change((entries) => star(entries, id)),
    forget: (id) => change((entries) => forget(entries, id)),
    clear: () => change(clear),
    name(id, text) {
      if (state.value.editing !== id) return;
      change((entries) => rename(entries, id, text));
      state.value = { ...state.value, editing: "" };
    },
    keep(isWanted) {
      workspace.store.keep(isWanted);
      state.value = { ...state.value, turn: state.value.turn + 1 };
    },
  };
  return createIsland(
    "section",
    { class: "history", "aria-label": "History" },
    () => view(inOrder(workspace.entries.value), { ...state.value, isKept: workspace.store.isKept() }, actions),
  );
}

function view(entries, state, actions) {
  return [
    entries.length
      ? h("ul", { class: "history__list" }, entries.map((entry) => item(entry, state, actions)))
      : h("p", { class: "docs__message" }, "What you run appears here."),
    h("div", { class: "history__foot" }, [
      h("label", { class: "check" }, [
        h("input", {
          type: "checkbox",
          checked: state.isKept,
          onchange: (event) => actions.keep(event.currentTarget.checked),
        }),
        h("span", null, "Keep tabs and history in this browser until I sign out"),
      ]),
      h(
        "p",
        { class: "docs__brief" },
        "Otherwise they go when this browser tab is closed. Headers and answers are never kept.",
      ),
      entries.some(({ isFavourite }) => !isFavourite) &&
      h("button", { class: "small", type: "button", onclick: actions.clear }, "Clear history"),
    ]),
  ];
}

function item(entry, { editing }, actions) {
  const title = entry.label ?? titleOf(entry.query);
  return h("li", { class: "history__row", key: entry.id }, [
    editing === entry.id ? field(entry, title, actions) : h("button", {
      class: "history__item",
      type: "button",
      title: entry.at ? moment(entry.at) : null,
      onclick: () => actions.onChoose(entry),
    }, [
      icon(entry.isFine ? "check" : "alert"),
      h("span", { class: "history__name" }, title),
      !entry.isFine && h("span", { class: "visually-hidden" }, "with errors"),
      h("span", { class: "history__time" }, duration(entry.time ?? 0)),
    ]),
    tool("Star", title, symbol("star"), () => actions.star(entry.id), Boolean(entry.isFavourite)),
    tool("Rename", title, icon("edit"), () => actions.edit(entry.id)),
    tool("Forget", title, symbol("trash"), () => actions.forget(entry.id)),
  ]);
}

function tool(what, title, drawing, onclick, isOn = undefined) {
  return h("button", {
    class: "tool tool--small",
    type: "button",
    "aria-label": `${what} ${title}`,
    "aria-pressed": isOn === undefined ? null : String(isOn),
    title: what,
    onclick,
  }, drawing);
}

function field({ id }, title, { name }) {
  const keys = (event) => {
    if (event.key === "Enter") name(id, event.currentTarget.value);
    if (event.key === "Escape") name(id, title);
  };
  return h("input", {
    class: "history__field",
    "aria-label": `Name of ${title}`,
    onkeydown: keys,
    onblur: (event) => name(id, event.currentTarget.value),
    ref: (node) => {
      if (!node) return;
      node.value = title;
      setTimeout(() => node.select());
    },
  });
}
