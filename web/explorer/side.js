/** The panel beside the answer: the schema or the history. */
import { h, icon, signal } from "../lib/h.js";
import { createIsland } from "./island.js";

export function createSide({ docs }) {
  const panel = signal("docs");
  const history = signal(/** @type {(() => any) | null} */ (null));
  let bring = null;

  /** The history comes when somebody first looks for it. */
  async function show(name) {
    panel.value = name;
    if (name === "history" && !history.value) history.value = await bring();
  }

  const island = createIsland("div", { class: "pane pane--side" }, () => [
    h("div", { class: "switches pane__head", role: "group", "aria-label": "Side panel", key: "switches" }, [
      choice("docs", "Schema", "book", panel.value, show),
      choice("history", "History", "history", panel.value, show),
    ]),
    panel.value === "docs" ? docs.view() : history.value?.(),
  ]);
  return {
    view: island,
    show,
    bring: (load) => (bring = load),
    search() {
      show("docs");
      setTimeout(() => document.getElementById("docs-search")?.focus());
    },
  };
}

function choice(name, title, sign, chosen, show) {
  const isChosen = name === chosen;
  return h("button", { class: "switch", type: "button", "aria-pressed": String(isChosen), onclick: () => show(name) }, [
    icon(sign),
    title,
  ]);
}
