/** What is asked for once and then shown: grey bars while it is on its way, and the reason where it doesn't come. */
import { signal } from "./h.js";
import { bones } from "./detail.js";

/**
 * A part of a screen, or all of it.
 * @param {object} plan
 * @param {() => Promise<any>} plan.ask
 * @param {(data: any) => any} [plan.view]
 * @param {() => any} [plan.wait] what stands there until the answer comes
 * @param {AbortSignal} ended
 */
export function loaded({ ask, view = () => null, wait = bones }, ended) {
  const state = signal(/** @type {any} */ ({ data: null, instead: null }));
  let loading = load();

  async function load() {
    try {
      const data = await ask();
      if (!ended.aborted) state.value = { data, instead: null };
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("./states.js");
      state.value = { data: null, instead: problem(error, retry) };
    }
  }

  function retry() {
    state.value = { data: null, instead: null };
    loading = load();
  }

  return {
    ready: () => loading,
    /** Takes the place of what was asked for: there is more of it, or it has changed. */
    change: (data) => (state.value = { data, instead: null }),
    /** What came, and the card that says why nothing did; null while it is on its way. */
    get data() {
      return state.value.data;
    },
    get instead() {
      return state.value.instead;
    },
    view: () => state.value.instead ?? (state.value.data ? view(state.value.data) : wait()),
  };
}
