/** The dialog of a form of the operator's: it keeps what was typed, puts errors at their fields, and asks before what matters. */
import { h, icon, signal } from "../../lib/h.js";
import { openDialog } from "../../lib/dialog.js";
import { field, summary } from "../../lib/form.js";
import { t } from "../../lib/i18n.js";
import "../../lib/screen-words.js";
import "./form-words.js";

/**
 * Opens the dialog.
 * @param {object} plan
 * @param {string} plan.title
 * @param {string} plan.submit what the button says that sends it
 * @param {Record<string, any>} plan.values what the form begins with
 * @param {(form: any) => any} plan.content draws the fields, by `form.text`, `form.select` and `form.check`
 * @param {(values: any) => Record<string, string> | null} [plan.missing] what the page finds before the server is asked
 * @param {(values: any, more: {idempotencyKey: string, confirm: boolean}) => Promise<any>} plan.send brings the payload
 * @param {(path: string[], values: any) => string} [plan.nameOf] the field that an error is about
 * @param {{ended: AbortSignal, setGuard: Function, onSaved: (payload: any, values: any) => void, onStale?: () => void}}
 *   surroundings `onStale` where somebody else was faster
 */
export function openForm(plan, { ended, setGuard, onSaved, onStale = () => {} }) {
  const { values: before, missing = () => null, nameOf = (path) => path.join(".") } = plan;
  const state = signal({ values: before, errors: {}, message: "", question: "", isBusy: false, isLeaving: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let key = crypto.randomUUID();
  let leave = null;
  const isDirty = () => Object.keys(before).some((name) => state.value.values[name] !== before[name]);

  /** Other content is another change: the server answers an old key with the old answer. */
  function type(name, value) {
    key = crypto.randomUUID();
    set({ values: { ...state.value.values, [name]: value }, question: "", isLeaving: false });
  }

  async function save(confirm) {
    if (state.value.isBusy) return;
    const { values } = state.value;
    const errors = missing(values);
    if (errors) return set({ errors, message: t("form.errors", { count: Object.keys(errors).length }) });
    set({ isBusy: true, message: "", errors: {} });
    try {
      // A question isn't kept for its key: who confirms sends another request.
      settle(await plan.send(values, { idempotencyKey: confirm ? crypto.randomUUID() : key, confirm }), values);
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") set({ isBusy: false, question: "", message: error.message });
    }
  }

  function settle(payload, values) {
    const [first] = payload.userErrors;
    if (!first) {
      setGuard(null);
      dialog.close();
      return onSaved(payload, values);
    }
    key = crypto.randomUUID();
    if (first.code === "CONFIRMATION_REQUIRED") return set({ isBusy: false, question: first.message });
    const errors = {};
    const whole = [];
    for (const { field: path, message } of payload.userErrors) {
      const name = path && nameOf(path.slice(1), values);
      if (name in values) errors[name] ??= message;
      else whole.push(message);
    }
    const isStale = payload.userErrors.some(({ field: path }) => path?.at(-1) === "expectedVersion");
    if (isStale) {
      whole.push(t("partnerform.stale"));
      onStale();
    }
    const message = whole.join(" ") || t("form.errors", { count: Object.keys(errors).length });
    set({ isBusy: false, question: "", errors, message });
  }

  function mayClose() {
    if (!isDirty()) return true;
    set({ isLeaving: true });
    return false;
  }

  const actions = {
    type,
    save: () => save(false),
    confirm: () => save(true),
    back: () => set({ question: "" }),
    cancel: () => mayClose() && dialog.close(),
    stay: () => (set({ isLeaving: false }), leave?.(false)),
    discard: () => (dialog.close(), leave?.(true)),
  };
  const dialog = openDialog(() => view(plan, state.value, actions), { label: "form-title", mayClose, isWide: true });
  ended.addEventListener("abort", dialog.close);
  setGuard(() => {
    if (!isDirty()) return dialog.close() ?? true;
    set({ isLeaving: true });
    return new Promise((resolve) => (leave = resolve));
  });
  dialog.ended.addEventListener("abort", () => setGuard(null));
}

function view({ title, submit, content }, state, actions) {
  const onsubmit = (event) => (event.preventDefault(), actions.save());
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "form-title" }, title),
      h("button", { class: "tool", type: "button", "aria-label": t("partnerform.close"), onclick: actions.cancel }, [
        icon("close"),
      ]),
    ]),
    h("form", { class: "dialog__form", onsubmit, novalidate: true }, [
      summary(state.message),
      content(drawing(state, actions)),
      ending(submit, state, actions),
    ]),
  ];
}

/** What a field of the form looks like, by the name of its value. */
function drawing({ values, errors }, { type }) {
  const idOf = (name) => name.replaceAll(".", "-");
  const text = (name, label, rest = {}) =>
    field({
      id: idOf(name),
      label,
      value: values[name],
      error: errors[name],
      autocomplete: "off",
      maxlength: 200,
      oninput: (event) => type(name, event.currentTarget.value),
      ...rest,
    });
  const select = (name, label, options, hint = "") => {
    const id = idOf(name);
    const described = [hint && `${id}-hint`, errors[name] && `${id}-error`].filter(Boolean).join(" ");
    const option = ([value, text]) => h("option", { value, selected: value === values[name], key: value }, text);
    const onchange = (event) => type(name, event.currentTarget.value);
    const given = { class: "field__input", id, name: id, "aria-describedby": described || null, onchange };
    return h("div", { class: "field", key: id }, [
      h("label", { class: "field__label", for: id }, label),
      h("div", { class: "field__box" }, h("select", given, options.map(option))),
      hint && h("p", { class: "field__hint", id: `${id}-hint` }, hint),
      errors[name] && h("p", { class: "field__error", id: `${id}-error` }, icon("alert"), errors[name]),
    ]);
  };
  const check = (name, label, hint) =>
    h("label", { class: "check", key: idOf(name) }, [
      h("input", {
        type: "checkbox",
        id: idOf(name),
        checked: values[name],
        onchange: (event) => type(name, event.currentTarget.checked),
      }),
      h("span", null, [label, hint && h("span", { class: "sub" }, hint)]),
    ]);
  return { values, errors, text, select, check };
}

function ending(submit, { question: text, isLeaving, isBusy }, { stay, discard, back, confirm, cancel }) {
  if (isLeaving) {
    return question(t("partnerform.leave"), null, [t("partnerform.leave.no"), stay], [t("partnerform.leave.yes"), discard]);
  }
  if (text) {
    return question(t("partnerform.ask"), text, [t("partnerform.ask.no"), back], [t("partnerform.ask.yes"), confirm]);
  }
  const label = isBusy ? t("partnerform.busy") : submit;
  return h("div", { class: "dialog__actions", key: "buttons" }, [
    h("button", { class: "button", type: "button", onclick: cancel }, t("partnerform.cancel")),
    h("button", { class: "button button--main", type: "submit", "aria-disabled": isBusy ? "true" : null }, label),
  ]);
}

/** What is asked before it happens; the focus is on the answer that changes nothing. */
function question(title, text, [no, stay], [yes, go]) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const described = { "aria-labelledby": "ask-title", "aria-describedby": text ? "ask-text" : null };
  return h("div", { class: "dialog__ask", role: "alertdialog", ...described, key: "ask" }, [
    h("h3", { id: "ask-title" }, title),
    text && h("p", { id: "ask-text" }, text),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: stay, ref: focus }, no),
      h("button", { class: "button", type: "button", onclick: go }, yes),
    ]),
  ]);
}

/** The time zones that this browser knows, by name. */
export function zones(own) {
  const all = Intl.supportedValuesOf("timeZone");
  return [...new Set([own, "UTC", ...all])].sort().map((zone) => [zone, zone.replaceAll("_", " ")]);
}
