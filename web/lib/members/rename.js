/** The dialog in which a user of a customer's portal gets another name. The e-mail stays: another one is invited. */
import { h, icon, signal } from "../h.js";
import { openDialog } from "../dialog.js";
import { field, sortErrors, summary } from "../form.js";
import { t } from "../i18n.js";
import "../decision-words.js";
import "./dialog-words.js";

/**
 * Opens the dialog.
 * @param {{id: string, version: number, name: string, email: string}} user
 * @param {{client: any, ended: AbortSignal, setGuard: Function, onSaved: (user: {name: string}) => void}} surroundings
 */
export function openRename({ id, version, name: before, email }, { client, ended, setGuard, onSaved }) {
  const state = signal({ name: before, error: "", message: "", isBusy: false, isLeaving: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const isDirty = () => state.value.name.trim() !== before;
  let key = crypto.randomUUID();
  let leave = null;

  async function save() {
    if (state.value.isBusy) return;
    if (!isDirty()) return dialog.close();
    set({ isBusy: true, message: "", error: "", isLeaving: false });
    try {
      const input = { id, name: state.value.name, expectedVersion: version, idempotencyKey: key };
      settle((await client.run("updatePortalUser", { input })).updatePortalUser);
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  function settle({ portalUser, userErrors }) {
    if (!userErrors.length) {
      setGuard(null);
      dialog.close();
      return onSaved(portalUser);
    }
    // Whoever corrects something asks for something else: an old key would get the old answer.
    key = crypto.randomUUID();
    const { fields, whole } = sortErrors(userErrors, ["name"]);
    set({ isBusy: false, error: fields.name ?? "", message: whole });
  }

  function mayClose() {
    if (!isDirty()) return true;
    set({ isLeaving: true });
    return false;
  }

  const actions = {
    type: (name) => (key = crypto.randomUUID(), set({ name, isLeaving: false })),
    save,
    cancel: () => mayClose() && dialog.close(),
    stay: () => (set({ isLeaving: false }), leave?.(false)),
    discard: () => (dialog.close(), leave?.(true)),
  };
  const dialog = openDialog(() => view({ before, email }, state.value, actions), { label: "rename-title", mayClose });
  ended.addEventListener("abort", dialog.close);
  setGuard(() => {
    if (!isDirty()) return dialog.close() ?? true;
    set({ isLeaving: true });
    return new Promise((resolve) => (leave = resolve));
  });
  dialog.ended.addEventListener("abort", () => setGuard(null));
}

function view({ before, email }, { name, error, message, isBusy, isLeaving }, { type, save, cancel, stay, discard }) {
  const submit = (event) => (event.preventDefault(), save());
  const close = { class: "tool", type: "button", "aria-label": t("decision.close"), onclick: cancel };
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "rename-title" }, t("member.rename", { name: before })),
      h("button", close, icon("close")),
    ]),
    h("form", { class: "dialog__form", onsubmit: submit, novalidate: true }, [
      summary(message),
      field({
        id: "member-name",
        label: t("member.name"),
        hint: t("member.rename.hint", { email }),
        value: name,
        error,
        autocomplete: "off",
        required: true,
        maxlength: 200,
        autofocus: true,
        oninput: (event) => type(event.currentTarget.value),
      }),
      isLeaving ? question(stay, discard) : buttons(isBusy, cancel),
    ]),
  ];
}

function buttons(isBusy, cancel) {
  return h("div", { class: "dialog__actions", key: "buttons" }, [
    h("button", { class: "button", type: "button", onclick: cancel }, t("decision.cancel")),
    h("button", { class: "button button--main", type: "submit", "aria-disabled": isBusy ? "true" : null }, [
      t(isBusy ? "member.saving" : "member.save"),
    ]),
  ]);
}

/** The focus is on the answer that loses nothing. */
function question(stay, discard) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  return h("div", { class: "dialog__ask", role: "alertdialog", "aria-labelledby": "ask-title", key: "ask" }, [
    h("h3", { id: "ask-title" }, t("member.unsaved")),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: stay, ref: focus }, t("member.leave.no")),
      h("button", { class: "button", type: "button", onclick: discard }, t("member.leave.yes")),
    ]),
  ]);
}
