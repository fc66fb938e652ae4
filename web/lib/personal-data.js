/** What is kept of a person: as a file for whoever may have it, and erased by whoever may do that. */
import { h, icon, signal } from "./h.js";
import { openDialog } from "./dialog.js";
import { field, sortErrors, summary } from "./form.js";
import { t } from "./i18n.js";
import { saveFile } from "./save-file.js";
import "./personal-data-words.js";

const ERASE = {
  user: async (client, input) => (await client.run("eraseUser", { input })).eraseUser,
  portalUser: async (client, input) => (await client.run("erasePortalUser", { input })).erasePortalUser,
  contact: async (client, input) => (await client.run("eraseContact", { input })).eraseContact,
};

/**
 * Asks for what is kept and saves it; why not, where it isn't told.
 * @param {any} client
 * @param {{id?: string, name: string}} person without an id, oneself
 * @returns {Promise<string>}
 */
export async function download(client, { id, name }) {
  const { document: text, userErrors: [error] } =
    (await client.run("exportPersonalData", { input: id ? { id } : {} })).exportPersonalData;
  if (error) return error.message;
  const day = new Date().toISOString().slice(0, 10);
  // For people to read.
  saveFile(JSON.stringify(JSON.parse(text), null, 2), `${fileName(name)}-${day}.json`, "application/json");
  return "";
}

/** The name of a person as that of a file. */
export function fileName(name) {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") || "person";
}

/**
 * Opens the dialog.
 * @param {keyof typeof ERASE} kind
 * @param {{id: string, name: string, version?: number, isGone?: boolean}} person `isGone` where only the audit log still
 *   tells of the person
 * @param {{client: any, ended: AbortSignal, toast: Function, onErased: () => void}} surroundings
 */
export function openPersonalData(kind, { id, name, version, isGone = false }, { client, ended, toast, onErased }) {
  const state = signal({ step: "choose", consequences: "", typed: "", error: "", message: "", isBusy: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function attempt(work) {
    if (state.value.isBusy) return;
    set({ isBusy: true, message: "", error: "" });
    try {
      await work();
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") set({ message: error.message });
    } finally {
      set({ isBusy: false });
    }
  }

  const send = async (rest) => (await ERASE[kind](client, { id, expectedVersion: version, ...rest })).userErrors;
  const actions = {
    cancel: () => dialog.close(),
    type: (typed) => set({ typed, error: "" }),
    download: () =>
      attempt(async () => {
        const message = await download(client, { id, name });
        if (message) return set({ message });
        toast(t("personal.saved"));
      }),
    ask: () =>
      attempt(async () => {
        const [error] = await send({});
        if (error?.code === "CONFIRMATION_REQUIRED") return set({ step: "erase", consequences: error.message });
        set({ message: error.message });
      }),
    erase: () =>
      attempt(async () => {
        const errors = await send({ confirm: true, name: state.value.typed });
        if (!errors.length) {
          dialog.close();
          return onErased();
        }
        const { fields, whole } = sortErrors(errors, ["name"]);
        set({ error: fields.name ?? "", message: whole });
      }),
  };
  const dialog = openDialog(() => view({ name, isGone }, state.value, actions), { label: "personal-title" });
  ended.addEventListener("abort", dialog.close);
}

function view(person, state, actions) {
  const { name } = person;
  const isErasing = state.step === "erase";
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "personal-title" }, t(isErasing ? "personal.erase.title" : "personal.of", { name })),
      h(
        "button",
        { class: "tool", type: "button", "aria-label": t("decision.close"), onclick: actions.cancel },
        icon("close"),
      ),
    ]),
    isErasing ? erasing(name, state, actions) : choosing(person, state, actions),
  ];
}

function choosing({ name, isGone }, { message, isBusy }, { cancel, download, ask }) {
  const button = (text, onclick, look) =>
    h("button", { class: look, type: "button", "aria-disabled": isBusy ? "true" : null, onclick }, text);
  return h("div", { class: "dialog__form", key: "choose" }, [
    summary(message),
    !isGone && [
      h("p", null, t("personal.of.text", { name })),
      button(t(isBusy ? "personal.busy" : "personal.download.of"), download, "button button--main"),
    ],
    h("p", null, t(isGone ? "personal.erase.gone" : "personal.erase.text", { name })),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: cancel }, t("decision.cancel")),
      button(t("personal.erase"), ask, "button"),
    ]),
  ]);
}

function erasing(name, { consequences, typed, error, message, isBusy }, { cancel, type, erase }) {
  const submit = (event) => (event.preventDefault(), erase());
  const look = { class: "button button--main", type: "submit", "aria-disabled": isBusy ? "true" : null };
  // Whoever comes here reads what comes of it first.
  const focus = (node) => node && queueMicrotask(() => node.focus());
  return h("form", { class: "dialog__form", key: "erase", onsubmit: submit, novalidate: true }, [
    summary(message),
    h("p", { id: "personal-text", tabindex: "-1", ref: focus }, consequences),
    field({
      id: "name",
      label: t("personal.erase.name"),
      hint: t("personal.erase.hint", { name }),
      value: typed,
      error,
      autocomplete: "off",
      required: true,
      oninput: (event) => type(event.currentTarget.value),
    }),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: cancel }, t("decision.cancel")),
      h("button", look, t("personal.erase.yes")),
    ]),
  ]);
}
