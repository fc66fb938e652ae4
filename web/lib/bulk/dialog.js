/**
 * The dialog that does something with several rows: what would come of it for each, the changes one after another, and
 * at the end what was done and what wasn't, and why.
 */
import { signal } from "../h.js";
import { openDialog } from "../dialog.js";
import { t } from "../i18n.js";
import { entriesOf, foresee, inState, perform } from "./run.js";
import { runView } from "./view.js";
import "./dialog-words.js";

/**
 * Opens the dialog.
 * @param {import("./selection.js").Action} action
 * @param {any[]} rows those that were chosen
 * @param {{title: string, text: string}} words `text` is what comes of it where the server isn't asked
 * @param {{ended: AbortSignal, setGuard: Function, onOver: (ids: string[]) => void}} surroundings `onOver` is told to
 *   whom it was done, once the dialog is closed
 */
export function openRun({ verb, fits, asks = false, send }, rows, words, { ended, setGuard, onOver }) {
  const entries = entriesOf(rows, fits);
  for (const entry of inState(entries, "LEFT")) entry.text = t(`run.left.${verb}`);
  const state = signal({ phase: "looking", end: "", message: "", isStopping: false, step: 0 });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const isClosed = () => dialog.ended.aborted;
  const steps = {
    onStep: () => set({ step: state.value.step + 1 }),
    isStopped: () => state.value.isStopping || isClosed(),
  };

  async function look() {
    try {
      if (asks) await foresee(entries, send, { ...steps, same: t("run.same") });
      else for (const entry of inState(entries, "WAITING")) entry.state = "READY";
      if (!isClosed()) set({ phase: "asking", step: 0 });
    } catch (error) {
      if (error.kind !== "auth" && !isClosed()) set({ phase: "failed", message: error.message });
    }
  }

  async function go() {
    if (state.value.phase === "running") return;
    set({ phase: "running", end: "", message: "", isStopping: false });
    // Whoever leaves would lose sight of it: the first try to only stops it.
    setGuard(() => (stop(), false));
    const { end, message } = await perform(entries, send, { ...steps, asks });
    setGuard(null);
    set({ phase: "over", end, message, isStopping: false });
  }

  const stop = () => set({ isStopping: true });

  /** While it runs it's only stopped, and then tells how far it came. */
  function mayClose() {
    if (state.value.phase !== "running") return true;
    stop();
    return false;
  }

  const actions = { go, stop, close: () => mayClose() && dialog.close() };
  const view = () => runView(entries, { ...state.value, verb, asks, ...words }, actions);
  const dialog = openDialog(view, { label: "run-title", mayClose, isWide: true });
  // What was under way when the session ended is told all the same.
  ended.addEventListener("abort", () => !["running", "over"].includes(state.value.phase) && dialog.close());
  dialog.ended.addEventListener("abort", () => {
    if (!ended.aborted) onOver(inState(entries, "DONE").map(({ row }) => row.id));
  });
  look();
}
