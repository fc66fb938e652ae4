/** A dialog with a form: before Escape, Cancel or the way to another page loses what was typed, it asks. */
import { h, icon } from "./h.js";
import { openDialog } from "./dialog.js";
import { t } from "./i18n.js";
import "./decision-words.js";

/**
 * Opens the dialog.
 * @param {(leaving: {cancel: () => void, stay: () => void, discard: () => void}) => any} view draws the content; what
 *   it's given belongs to Cancel, and to the two answers of the question
 * @param {{label: string, isWide?: boolean, isDirty: () => boolean, ask: (isLeaving: boolean) => void,
 *   ended: AbortSignal, setGuard: Function}} options `ask` puts the question into the form, or takes it away
 * @returns `finish` closes it once all is saved, `close` while nothing was typed
 */
export function openGuarded(view, { label, isWide, isDirty, ask, ended, setGuard }) {
  /** @type {((isLeft: boolean) => void) | null} answers whoever was on the way to another page */
  let answer = null;
  const mayClose = () => !isDirty() || (ask(true), false);
  const leaving = {
    cancel: () => mayClose() && dialog.close(),
    stay: () => (ask(false), answer?.(false)),
    discard: () => (dialog.close(), answer?.(true)),
  };
  const dialog = openDialog(() => view(leaving), { label, mayClose, isWide });
  ended.addEventListener("abort", dialog.close);
  setGuard(() => {
    if (!isDirty()) return dialog.close() ?? true;
    ask(true);
    return new Promise((resolve) => (answer = resolve));
  });
  dialog.ended.addEventListener("abort", () => setGuard(null));
  // The dialog tells that it's closed only later, and whoever has saved may go on at once.
  const finish = () => (setGuard(null), dialog.close());
  return { finish, close: dialog.close, ended: dialog.ended };
}

/** The heading, which names the dialog, and the button that closes it. */
export function dialogHead(id, title, close) {
  const button = { class: "tool", type: "button", "aria-label": t("decision.close"), onclick: close };
  return h("div", { class: "dialog__head" }, [h("h2", { id }, title), h("button", button, icon("close"))]);
}

/** The buttons that end the form. */
export function dialogButtons(text, isBusy, cancel) {
  return h("div", { class: "dialog__actions", key: "buttons" }, [
    h("button", { class: "button", type: "button", onclick: cancel }, t("decision.cancel")),
    h("button", { class: "button button--main", type: "submit", "aria-disabled": isBusy ? "true" : null }, text),
  ]);
}

/** Takes the place of the buttons while somebody is about to lose what was typed. */
export function leavingQuestion({ stay, discard }, title = t("leave.title")) {
  return question(title, null, [t("leave.no"), stay], [t("leave.yes"), discard]);
}

/** What is asked before it happens; the focus is on the answer that changes nothing. */
export function question(title, text, [no, stay], [yes, go]) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const described = { "aria-labelledby": "ask-title", "aria-describedby": text ? "ask-text" : null };
  return h("div", { class: "dialog__ask", role: "alertdialog", ...described, key: `ask ${title}` }, [
    h("h3", { id: "ask-title" }, title),
    text && h("p", { id: "ask-text" }, text),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: stay, ref: focus }, no),
      h("button", { class: "button", type: "button", onclick: go }, yes),
    ]),
  ]);
}
