/** A line between two panes that moves with the pointer and with the arrow keys (WCAG 2.5.7). */
import { h } from "../lib/h.js";

const STEP = 2;

/**
 * @param {object} splitter
 * @param {string} splitter.label
 * @param {string} splitter.name of the custom property that says how wide the pane before or behind it is, in percent
 * @param {number} splitter.value
 * @param {number} splitter.least
 * @param {number} splitter.most
 * @param {1 | -1} splitter.direction 1 where the pane before it is measured
 * @param {() => HTMLElement | null} splitter.box that the panes share
 */
export function createSplitter({ label, name, value, least, most, direction, box }) {
  let now = value;
  let handle = null;

  function move(to) {
    now = Math.round(Math.max(least, Math.min(most, to)) * 10) / 10;
    box()?.style.setProperty(name, `${now}%`);
    handle?.setAttribute("aria-valuenow", String(Math.round(now)));
  }

  function keydown(event) {
    const isBack = document.documentElement.dir === "rtl";
    const sign = direction * (isBack ? -1 : 1);
    const to = { ArrowLeft: now - STEP * sign, ArrowRight: now + STEP * sign, Home: least, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  }

  function pointerdown(event) {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = ({ clientX }) => {
      const { left, right, width } = box().getBoundingClientRect();
      move((direction > 0 ? clientX - left : right - clientX) / width * 100);
    };
    handle.onpointerup = () => (handle.onpointermove = null);
  }

  const attach = (node) => (handle = node);
  return () =>
    h("div", {
      class: "splitter",
      role: "separator",
      tabindex: "0",
      key: name,
      "aria-label": label,
      "aria-orientation": "vertical",
      "aria-valuemin": least,
      "aria-valuemax": most,
      "aria-valuenow": Math.round(now),
      onkeydown: keydown,
      onpointerdown: pointerdown,
      ondblclick: () => move(value),
      ref: attach,
    });
}
