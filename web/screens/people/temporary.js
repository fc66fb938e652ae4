/** The dialog in which an administrator makes a temporary password for a user, and reads it this once. */
import { h, icon, signal } from "../../lib/h.js";
import { openDialog } from "../../lib/dialog.js";
import { field, summary } from "../../lib/form.js";
import { time } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { copied } from "../portal-address.js";
import "./temporary-words.js";

/**
 * Opens the dialog.
 * @param {{id: string, name: string, version?: number}} user
 * @param {{client: any, ended: AbortSignal, onClosed: (isMade: boolean) => void}} surroundings `onClosed` is told
 *   whether there is a password now
 */
export function openTemporary({ id, name, version }, { client, ended, onClosed }) {
  const state = signal({ question: "", password: "", expiresAt: "", message: "", told: "", isBusy: true });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function ask(confirm) {
    try {
      const input = { id, expectedVersion: version, confirm };
      const { temporaryPassword: password, expiresAt, userErrors: [error] } =
        (await client.run("setTemporaryPassword", { input })).setTemporaryPassword;
      if (password) return set({ isBusy: false, password, expiresAt, message: "" });
      if (error.code === "CONFIRMATION_REQUIRED") return set({ isBusy: false, question: error.message });
      set({ isBusy: false, question: "", message: error.message });
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  const actions = {
    close: () => dialog.close(),
    make() {
      if (state.value.isBusy) return;
      set({ isBusy: true, message: "" });
      ask(true);
    },
    async copy() {
      set({ told: t(await copied(state.value.password) ? "temporary.copied" : "temporary.uncopied") });
    },
  };
  const dialog = openDialog(() => view(name, state.value, actions), { label: "temporary-title" });
  ended.addEventListener("abort", dialog.close);
  dialog.ended.addEventListener("abort", () => !ended.aborted && onClosed(Boolean(state.value.password)));
  ask(false);
}

function view(name, state, actions) {
  const { close } = actions;
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "temporary-title" }, t("temporary.title", { name })),
      h("button", { class: "tool", type: "button", "aria-label": t("decision.close"), onclick: close }, icon("close")),
    ]),
    state.password ? shown(name, state, actions) : asked(state, actions),
  ];
}

function asked({ question, message, isBusy }, { close, make }) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const look = { class: "button button--main", type: "button", "aria-disabled": isBusy ? "true" : null };
  return h("div", { class: "dialog__form", key: "asked" }, [
    summary(message),
    (question || isBusy) && h("p", { "aria-live": "polite" }, question || t("decision.looking")),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: close, ref: focus, key: "no" }, t("decision.cancel")),
      question && h("button", { ...look, onclick: make }, t("temporary.yes")),
    ]),
  ]);
}

function shown(name, { password, expiresAt, told }, { close, copy }) {
  const select = (node) => node && queueMicrotask(() => (node.focus(), node.select()));
  return h("div", { class: "dialog__form", key: "shown" }, [
    h("p", null, t("temporary.shown", { name })),
    field({
      id: "handed-over",
      label: t("temporary.password"),
      hint: t("temporary.until", { time: time(expiresAt) }),
      value: password,
      readonly: true,
      autocomplete: "off",
      spellcheck: "false",
      ref: select,
      after: h("button", { class: "field__button", type: "button", onclick: copy }, t("temporary.copy")),
    }),
    h("p", { class: "sub", role: "status" }, told),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button button--main", type: "button", onclick: close }, t("temporary.done")),
    ]),
  ]);
}
