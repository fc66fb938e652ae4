/**
 * The list of proposals below the caret. The focus stays in the text; the list says through it which proposal is
 * chosen. Escape closes the list, and is everybody else's when there is none.
 */
import { h, patch } from "../lib/h.js";

const OPENS = /[\w$@]/;
const SIGNS = {
  field: "f",
  argument: "a",
  value: "v",
  variable: "$",
  type: "T",
  fragment: "…",
  directive: "@",
  keyword: "k",
};

/**
 * @param {object} completion
 * @param {string} completion.id of the text area
 * @param {(text: string, offset: number) => {start: number, end: number, items: any[]}} completion.complete
 * @param {(change: any) => void} completion.apply
 * @param {(offset: number) => DOMRect} completion.rectOf
 */
export function createCompletion({ id, complete, apply, rectOf }) {
  let area = null;
  let box = null;
  let found = { start: 0, end: 0, items: [] };
  let chosen = 0;
  let isOpen = false;
  let opened = -1;
  const list = `${id}-proposals`;

  function open() {
    found = complete(area.value, area.selectionStart);
    chosen = 0;
    if (!found.items.length || area.selectionStart !== area.selectionEnd) return close();
    if (!isOpen) box.showPopover();
    isOpen = true;
    opened = area.selectionStart;
    render();
    place();
  }

  function close() {
    opened = -1;
    if (!isOpen) return;
    isOpen = false;
    box.hidePopover();
    for (const name of ["aria-activedescendant", "aria-controls"]) area?.removeAttribute(name);
    patch(box, []);
  }

  function place() {
    const at = rectOf(found.start);
    const { width, height } = box.getBoundingClientRect();
    const isBelow = at.bottom + height + 8 < innerHeight || at.top < height;
    box.style.left = `${Math.max(8, Math.min(at.left - 8, innerWidth - width - 8))}px`;
    box.style.top = `${isBelow ? at.bottom + 4 : at.top - height - 4}px`;
  }

  function render() {
    const item = found.items[chosen];
    const options = found.items.map((one, index) => option(one, index, { list, chosen, accept }));
    patch(box, [
      h("ul", { class: "proposals__list", role: "listbox", id: list, "aria-label": "Proposals" }, options),
      item.text && h("p", { class: "proposals__text" }, item.text),
    ]);
    area.setAttribute("aria-controls", list);
    area.setAttribute("aria-activedescendant", `${list}-${chosen}`);
    document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    chosen = (chosen + by + found.items.length) % found.items.length;
    render();
  }

  function accept(index = chosen) {
    const { insert } = found.items[index];
    const { start, end } = found;
    close();
    apply({ from: start, to: end, text: insert, start: start + insert.length, end: start + insert.length });
    if (/: $/.test(insert)) open();
  }

  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

  return {
    attributes: { "aria-autocomplete": "list" },
    show: open,
    attach: (node) => (area = node),
    close,
    /** Proposals come by themselves while names are typed, and go when something else is. */
    typed(event) {
      const isName = event.inputType === "insertText" && OPENS.test(event.data ?? "");
      const isSpread = event.data === "." && area.value.slice(0, area.selectionStart).endsWith("...");
      const isShorter = isOpen && event.inputType === "deleteContentBackward";
      if (isName || isSpread || isShorter) open();
      else close();
    },
    moved() {
      if (isOpen && area.selectionStart !== opened) close();
    },
    /** A text that scrolls takes the list along, as long as what it is about can be seen. */
    scrolled() {
      if (!isOpen) return;
      const [at, seen] = [rectOf(found.start), area.getBoundingClientRect()];
      if (at.bottom < seen.top || at.top > seen.bottom) close();
      else place();
    },
    /** @returns {boolean} whether the key was the list's */
    key(event) {
      if (event.ctrlKey && event.key === " ") {
        event.preventDefault();
        open();
        return true;
      }
      if (!isOpen || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
      if (event.key === "Escape") close();
      else if (event.key === "Enter" || event.key === "Tab") accept();
      else if (moves[event.key]) move(moves[event.key]);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    view: () => h("div", { class: "proposals", popover: "manual", foreign: true, ref: (node) => (box = node ?? box) }),
  };
}

function option({ label, kind, detail, isDeprecated }, index, { list, chosen, accept }) {
  const isChosen = index === chosen;
  return h("li", {
    class: `proposal${isDeprecated ? " is-deprecated" : ""}`,
    role: "option",
    id: `${list}-${index}`,
    key: `${index} ${label}`,
    "aria-selected": String(isChosen),
    onmousedown: (event) => (event.preventDefault(), accept(index)),
  }, [
    h("span", { class: `proposal__sign proposal__sign--${kind}`, "aria-hidden": "true" }, SIGNS[kind]),
    h("span", { class: "proposal__label" }, label),
    h("span", { class: "proposal__detail" }, detail ?? ""),
    isDeprecated && h("span", { class: "visually-hidden" }, " deprecated"),
  ]);
}
