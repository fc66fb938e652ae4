/** A native dialog around a drawing: focus goes in, Escape asks to close, focus returns to where it was. */
import { draw } from "./h.js";

/**
 * Opens a dialog.
 * @param {(close: () => void) => any} view draws the content; `close` ends the dialog without asking
 * @param {{label: string, mayClose?: () => boolean, isWide?: boolean, look?: string}} options
 *   `label` the id of the heading; `mayClose` is asked on Escape and may refuse; `look` a class of its own
 */
export function openDialog(view, { label, mayClose = () => true, isWide = false, look = "" }) {
  const dialog = document.createElement("dialog");
  const controller = new AbortController();
  dialog.className = ["dialog", isWide && "dialog--wide", look].filter(Boolean).join(" ");
  dialog.setAttribute("aria-labelledby", label);
  document.body.append(dialog);
  const close = () => dialog.close();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (mayClose()) close();
  });
  dialog.addEventListener("close", () => {
    controller.abort();
    dialog.remove();
  });
  draw(dialog, () => view(close), controller.signal);
  dialog.showModal();
  return { close, element: dialog, ended: controller.signal };
}
