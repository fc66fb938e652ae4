/** The dialog that asks before something is done. What comes of it the server says, which alone knows. */
import { h, icon, signal } from "./h.js";
import { openDialog } from "./dialog.js";
import { summary } from "./form.js";
import { t } from "./i18n.js";
import "./decision-words.js";

/**
 * Opens the dialog.
 * @param {object} plan
 * @param {string} plan.title
 * @param {string} plan.yes what the button says that does it
 * @param {string} [plan.text] what comes of it; left out where the server is asked, which then wants a confirmation
 * @param {string} [plan.same] what is told where nothing would change
 * @param {(confirm: boolean) => Promise<{userErrors: any[]}>} plan.send does it; without `confirm`, where the server is
 *   asked, nothing happens but that it says what would
 * @param {{ended: AbortSignal, onDone: () => void}} surroundings
 */
export function openDecision({ title, yes, text = "", same = "", send }, { ended, onDone }) {
  const asks = !text;
  const state = signal({ text, message: "", isBusy: asks, isRefused: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function ask(confirm) {
    try {
      settle((await send(confirm)).userErrors[0], confirm);
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  function settle(error, isConfirmed) {
    if (error?.code === "CONFIRMATION_REQUIRED") return set({ isBusy: false, text: error.message });
    if (error) return set({ isBusy: false, isRefused: true, message: error.message });
    if (!isConfirmed) return set({ isBusy: false, isRefused: true, message: same });
    dialog.close();
    onDone();
  }

  const actions = {
    cancel: () => dialog.close(),
    confirm() {
      if (state.value.isBusy) return;
      set({ isBusy: true, message: "" });
      ask(true);
    },
  };
  const dialog = openDialog(() => view({ title, yes }, state.value, actions), { label: "decision-title" });
  ended.addEventListener("abort", dialog.close);
  dialog.element.setAttribute("aria-describedby", "decision-text");
  if (asks) ask(false);
}

function view({ title, yes }, { text, message, isBusy, isRefused }, { cancel, confirm }) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const off = isBusy ? "true" : null;
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "decision-title" }, title),
      h("button", { class: "tool", type: "button", "aria-label": t("decision.close"), onclick: cancel }, icon("close")),
    ]),
    h("div", { class: "dialog__form" }, [
      summary(message),
      !isRefused && h("p", { id: "decision-text", "aria-live": "polite" }, text || t("decision.looking")),
      h("div", { class: "dialog__actions" }, [
        h("button", { class: "button", type: "button", onclick: cancel, ref: focus, key: "no" }, t("decision.cancel")),
        !isRefused &&
        h("button", { class: "button button--main", type: "button", "aria-disabled": off, onclick: confirm }, yes),
      ]),
    ]),
  ];
}
