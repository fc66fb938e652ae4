/**
 * Tabs over one panel, after the WAI-ARIA pattern: one tab stop, arrows move between the tabs, Enter or Space opens.
 * They open by hand, since each asks the server. Every tab is an address, so it can be shared and opened elsewhere.
 */
import { h } from "./h.js";
import { t } from "./i18n.js";
import "./screen-words.js";

/**
 * The row of tabs.
 * @param {{label: string, tabs: {id: string, title: string, path: string, count?: number}[], open: string}} row
 */
export function tabRow({ label, tabs, open }) {
  const tab = ({ id, title, path, count }) =>
    h("a", {
      class: "tabs__tab",
      role: "tab",
      id: `tab-${id}`,
      href: path,
      tabindex: id === open ? "0" : "-1",
      "aria-selected": String(id === open),
      "aria-controls": id === open ? "panel" : null,
      key: id,
    }, [
      title,
      count !== undefined && h("span", { class: "tabs__count" }, t("list.number", { count })),
    ]);
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": label, onkeydown: press, key: "tabs" },
    tabs.map(tab),
  );
}

/** What the open tab shows. */
export function tabPanel(open, content) {
  return h(
    "div",
    { class: "tabs__panel", role: "tabpanel", id: "panel", "aria-labelledby": `tab-${open}`, key: open },
    [
      content,
    ],
  );
}

function press(event) {
  const all = [...event.currentTarget.querySelectorAll('[role="tab"]')];
  const here = all.indexOf(event.target.closest('[role="tab"]'));
  if (event.key === " ") {
    event.preventDefault();
    return all[here]?.click();
  }
  const next = step(event.key, here, all.length);
  if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  all[next].focus();
}

/** The place that a key leads to, round at both ends; null for any other key. */
export function step(key, here, count) {
  const steps = { ArrowRight: (here + 1) % count, ArrowLeft: (here - 1 + count) % count, Home: 0, End: count - 1 };
  return Object.hasOwn(steps, key) ? steps[key] : null;
}
