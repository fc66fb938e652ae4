/** The dialog of a form of the operator's: it keeps what was typed, puts errors at their fields, and asks before what matters. */
import { h, icon, signal } from "../../lib/h.js";
import { field, summary } from "../../lib/form.js";
import { dialogButtons, dialogHead, leavingQuestion, openGuarded, question } from "../../lib/guarded-dialog.js";
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
      dialog.finish();
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

  const actions = {
    type,
    save: () => save(false),
    confirm: () => save(true),
    back: () => set({ question: "" }),
  };
  const dialog = openGuarded((leaving) => view(plan, state.value, { ...actions, ...leaving }), {
    label: "form-title",
    isWide: true,
    isDirty,
    ask: (isLeaving) => set({ isLeaving }),
    ended,
    setGuard,
  });
}

function view({ title, submit, content }, state, actions) {
  const onsubmit = (event) => (event.preventDefault(), actions.save());
  return [
    dialogHead("form-title", title, actions.cancel),
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

function ending(submit, { question: text, isLeaving, isBusy }, actions) {
  const { back, confirm, cancel } = actions;
  if (isLeaving) return leavingQuestion(actions);
  if (text) {
    return question(t("partnerform.ask"), text, [t("partnerform.ask.no"), back], [t("partnerform.ask.yes"), confirm]);
  }
  return dialogButtons(isBusy ? t("partnerform.busy") : submit, isBusy, cancel);
}

/** The time zones that this browser knows, by name. */
export function zones(own) {
  const all = Intl.supportedValuesOf("timeZone");
  return [...new Set([own, "UTC", ...all])].sort().map((zone) => [zone, zone.replaceAll("_", " ")]);
}
