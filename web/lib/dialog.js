/** A native dialog around a drawing: focus goes in, Escape asks to close, focus returns to where it was. */
import { draw } from "./h.js";

/**
 * Opens a dialog.
 * @param {(close: () => void) => any} view draws the content; `close` ends the dialog without asking
 * @param {{label: string, mayClose?: () => boolean, isWide?: boolean}} options
 *   `label` the id of the heading; `mayClose` is asked on Escape and may refuse
 */
export function openDialog(view, { label, mayClose = () => true, isWide = false }) {
  const dialog = document.createElement("dialog");
  const controller = new AbortController();
  dialog.className = isWide ? "dialog dialog--wide" : "dialog";
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
