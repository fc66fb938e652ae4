/** Short messages at the edge of the page. Those that tell of an error stay until they are closed. */
import { h, icon, patch } from "./h.js";
import { t } from "./i18n.js";

const LASTS = 6000;
let shown = [];
let next = 0;

/**
 * Shows a message.
 * @param {string} message
 * @param {{isError?: boolean}} [options]
 */
export function toast(message, { isError = false } = {}) {
  const item = { id: ++next, message, isError };
  shown = [...shown.slice(-2), item];
  render();
  if (!isError) setTimeout(() => close(item), LASTS);
}

function close(item) {
  shown = shown.filter((other) => other !== item);
  render();
}

function render() {
  patch(document.getElementById("toasts"), shown.map(card));
}

function card(item) {
  const { id, message, isError } = item;
  return h("div", { class: `toast${isError ? " toast--error" : ""}`, role: isError ? "alert" : "status", key: id }, [
    icon(isError ? "alert" : "check"),
    h("p", null, message),
    h("button", { class: "toast__close", type: "button", "aria-label": t("toast.close"), onclick: () => close(item) }, [
      icon("close"),
    ]),
  ]);
}
