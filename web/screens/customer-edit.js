/** The dialog that changes a customer, and what happens when somebody else was faster. */
import { h, signal } from "../lib/h.js";
import { field, sortErrors, summary } from "../lib/form.js";
import { dialogButtons, dialogHead, leavingQuestion, openGuarded } from "../lib/guarded-dialog.js";
import { t } from "../lib/i18n.js";
import "../lib/screen-words.js";
import "./customer/words.js";

const FIELDS = [
  { name: "name", label: t("customers.by.NAME"), autocomplete: "off", required: true, maxlength: 200 },
  {
    name: "externalRef",
    label: t("customers.reference"),
    hint: t("edit.reference.hint"),
    autocomplete: "off",
    maxlength: 100,
  },
  { name: "phone", label: t("lead.phone"), type: "tel", inputmode: "tel", autocomplete: "off", maxlength: 50 },
  { name: "address", label: t("account.address"), tag: "textarea", rows: 3, autocomplete: "off", maxlength: 500 },
  { name: "country", label: t("customers.country"), hint: t("edit.country.hint"), autocomplete: "off", maxlength: 2 },
];
const NAMES = FIELDS.map(({ name }) => name);

/** What has to be sent: the fields that differ, emptied ones as null. */
export function changesOf(customer, values) {
  const changed = NAMES.filter((name) => normal(name, values[name]) !== (customer[name] ?? null));
  return Object.fromEntries(changed.map((name) => [name, normal(name, values[name])]));
}

function normal(name, text) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  return name === "country" ? trimmed.toUpperCase() : trimmed;
}

/** The fields where both sides differ from what the edit began with, or from each other. */
export function differences(values, theirs) {
  return NAMES.filter((name) => normal(name, values[name]) !== (theirs[name] ?? null));
}

/** Opens the dialog for a customer. */
export function openEdit(customer, { client, setGuard, onSaved, onReload, ended }) {
  const values = Object.fromEntries(NAMES.map((name) => [name, customer[name] ?? ""]));
  const form = signal({ values, errors: {}, message: "", isBusy: false, isAsking: false, theirs: null });
  const set = (changes) => (form.value = { ...form.value, ...changes });
  const isDirty = () => Object.keys(changesOf(customer, form.value.values)).length > 0;
  let key = crypto.randomUUID();

  function type(name, value) {
    // Other content is another change: the server answers an old key with the old answer.
    key = crypto.randomUUID();
    set({ values: { ...form.value.values, [name]: value } });
  }

  async function save(expectedVersion) {
    if (form.value.isBusy) return;
    const changes = changesOf(customer, form.value.values);
    if (!Object.keys(changes).length) return dialog.close();
    set({ isBusy: true, message: "", errors: {}, theirs: null, isAsking: false });
    try {
      const input = { id: customer.id, ...changes, expectedVersion, idempotencyKey: key };
      const { updateCustomer: answer } = await client.run("updateCustomer", { input });
      await settle(answer);
    } catch (error) {
      set({ isBusy: false, message: error.message });
      if (error.code === "CONFLICT") await collide();
    }
  }

  function settle({ customer: saved, userErrors }) {
    if (userErrors.some(({ code }) => code === "CONFLICT")) return collide();
    if (userErrors.length) {
      const { fields, whole } = sortErrors(userErrors, NAMES);
      return set({ isBusy: false, errors: fields, message: whole });
    }
    dialog.finish();
    onSaved(saved);
  }

  async function collide() {
    const { customer: theirs } = await client.run("customerVersion", { id: customer.id });
    key = crypto.randomUUID();
    set({ isBusy: false, theirs, message: theirs ? "" : t("edit.gone") });
  }

  const actions = {
    type,
    save: () => save(customer.version),
    overwrite: () => save(form.value.theirs.version),
    reload: () => (dialog.close(), onReload()),
  };
  const dialog = openGuarded((leaving) => view(form.value, { ...actions, ...leaving }), {
    label: "edit-title",
    isWide: true,
    isDirty,
    ask: (isAsking) => set({ isAsking }),
    ended,
    setGuard,
  });
}

function view(form, actions) {
  const submit = (event) => {
    event.preventDefault();
    actions.save();
  };
  const keys = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    actions.save();
  };
  return [
    dialogHead("edit-title", t("edit.title"), actions.cancel),
    h("form", { class: "dialog__form", onsubmit: submit, onkeydown: keys, novalidate: true }, [
      summary(form.message),
      form.theirs && conflict(form, actions),
      inputs(form, actions.type),
      form.isAsking ? leavingQuestion(actions) : buttons(form, actions),
    ]),
  ];
}

function inputs({ values, errors }, type) {
  const input = ({ name, label, ...rest }) =>
    field({
      ...rest,
      label,
      id: name,
      value: values[name],
      error: errors[name],
      oninput: (event) => type(name, event.currentTarget.value),
    });
  const [name, ref, phone, address, country] = FIELDS.map(input);
  return [name, h("div", { class: "dialog__pair" }, ref, country), phone, address];
}

function buttons({ isBusy, theirs }, { cancel }) {
  if (theirs) return null;
  return dialogButtons(t(isBusy ? "edit.saving" : "edit.save"), isBusy, cancel);
}

function conflict({ values, theirs }, { reload, overwrite }) {
  const rows = differences(values, theirs);
  const title = (name) => FIELDS.find((one) => one.name === name)?.label;
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const heads = [t("edit.field"), t("edit.theirs"), t("edit.yours")];
  const row = (name) =>
    h(
      "tr",
      { key: name },
      h("th", { scope: "row" }, title(name)),
      h("td", null, theirs[name] ?? "–"),
      h("td", null, values[name] || "–"),
    );
  return h("div", { class: "dialog__ask", role: "alert", key: "conflict" }, [
    h("h3", null, t("edit.conflict")),
    rows.length > 0 && h("table", { class: "differences" }, [
      h("thead", null, h("tr", null, heads.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", null, rows.map(row)),
    ]),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: reload, ref: focus }, t("edit.reload")),
      h("button", { class: "button", type: "button", onclick: overwrite }, t("edit.overwrite")),
    ]),
  ]);
}
