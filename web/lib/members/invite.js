/** The dialog in which somebody is invited to a customer's portal. */
import { h, icon, signal } from "../h.js";
import { openDialog } from "../dialog.js";
import { field, sortErrors, summary } from "../form.js";
import { t } from "../i18n.js";
import "../decision-words.js";
import "./dialog-words.js";

const FIELDS = ["name", "email"];

export function openInvite(portalId, { client, ended, setGuard, onSaved }) {
  const state = signal({
    values: { name: "", email: "" },
    errors: /** @type {Record<string, string>} */ ({}),
    message: "",
    isBusy: false,
    isLeaving: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const isDirty = () => FIELDS.some((name) => state.value.values[name].trim());
  let key = crypto.randomUUID();
  let leave = null;

  async function save() {
    if (state.value.isBusy) return;
    set({ isBusy: true, message: "", errors: {}, isLeaving: false });
    try {
      const input = { portalId, ...state.value.values, idempotencyKey: key };
      settle((await client.run("invitePortalUser", { input })).invitePortalUser);
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
    const { fields, whole } = sortErrors(userErrors, FIELDS);
    set({ isBusy: false, errors: fields, message: whole });
  }

  function mayClose() {
    if (!isDirty()) return true;
    set({ isLeaving: true });
    return false;
  }

  const actions = {
    type(name, value) {
      key = crypto.randomUUID();
      set({ values: { ...state.value.values, [name]: value }, isLeaving: false });
    },
    save,
    cancel: () => mayClose() && dialog.close(),
    stay: () => (set({ isLeaving: false }), leave?.(false)),
    discard: () => (dialog.close(), leave?.(true)),
  };
  const dialog = openDialog(() => view(state.value, actions), { label: "invite-title", mayClose });
  ended.addEventListener("abort", dialog.close);
  setGuard(() => {
    if (!isDirty()) return dialog.close() ?? true;
    set({ isLeaving: true });
    return new Promise((resolve) => (leave = resolve));
  });
  dialog.ended.addEventListener("abort", () => setGuard(null));
}

function view({ values, errors, message, isBusy, isLeaving }, { type, save, cancel, stay, discard }) {
  const submit = (event) => (event.preventDefault(), save());
  const one = (name, rest) =>
    field({
      id: `member-${name}`,
      label: t(`member.${name}`),
      value: values[name],
      error: errors[name],
      autocomplete: "off",
      required: true,
      oninput: (event) => type(name, event.currentTarget.value),
      ...rest,
    });
  const email = { hint: t("member.email.hint"), type: "email", inputmode: "email", maxlength: 254 };
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "invite-title" }, t("member.invite")),
      h("button", { class: "tool", type: "button", "aria-label": t("decision.close"), onclick: cancel }, icon("close")),
    ]),
    h("form", { class: "dialog__form", onsubmit: submit, novalidate: true }, [
      summary(message),
      h("p", { class: "field__hint" }, t("member.invite.text")),
      one("name", { maxlength: 200, autofocus: true }),
      one("email", email),
      isLeaving ? question(stay, discard) : buttons(isBusy, cancel),
    ]),
  ];
}

function buttons(isBusy, cancel) {
  return h("div", { class: "dialog__actions", key: "buttons" }, [
    h("button", { class: "button", type: "button", onclick: cancel }, t("decision.cancel")),
    h("button", { class: "button button--main", type: "submit", "aria-disabled": isBusy ? "true" : null }, [
      t(isBusy ? "member.busy" : "member.send"),
    ]),
  ]);
}

/** The focus is on the answer that loses nothing. */
function question(stay, discard) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  return h("div", { class: "dialog__ask", role: "alertdialog", "aria-labelledby": "ask-title", key: "ask" }, [
    h("h3", { id: "ask-title" }, t("member.leave")),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: stay, ref: focus }, t("member.leave.no")),
      h("button", { class: "button", type: "button", onclick: discard }, t("member.leave.yes")),
    ]),
  ]);
}
