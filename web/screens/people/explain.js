/** The dialog that says why a user sees a customer, or doesn't: one customer at a time, found by its name. */
import { h, icon, signal } from "../../lib/h.js";
import { openDialog } from "../../lib/dialog.js";
import { field, summary } from "../../lib/form.js";
import { t } from "../../lib/i18n.js";
import { condition, reason } from "./explain-say.js";
import { head } from "./head.js";
import "./explain-words.js";

const TYPING_PAUSE = 250;

/** Opens the dialog for a user as the page shows it. */
export function openExplanation(user, { client, ended }) {
  const state = signal({
    user,
    text: "",
    found: /** @type {{nodes: any[], totalCount: number} | null} */ (null),
    customer: /** @type {any} */ (null),
    explanation: /** @type {any} undefined while it is asked for, null where there is none */ (undefined),
    message: "",
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let pause = 0;

  function fail(error) {
    if (error.name !== "AbortError" && error.kind !== "auth") set({ message: error.message });
  }

  async function search() {
    const { text } = state.value;
    try {
      const { customers } = await client.run("findCustomers", { text: text.trim() }, dialog.ended);
      if (state.value.text === text) set({ found: customers });
    } catch (error) {
      fail(error);
    }
  }

  function type(text) {
    clearTimeout(pause);
    set({ text: text.slice(0, 200), message: "", customer: null, explanation: undefined });
    if (text.trim()) pause = setTimeout(search, TYPING_PAUSE);
    else set({ found: null });
  }

  async function choose(customer) {
    set({ customer, explanation: undefined, message: "" });
    try {
      const ids = { userId: user.id, nodeId: customer.id };
      const { explainAccess } = await client.run("explainAccess", ids, dialog.ended);
      if (state.value.customer === customer) set({ explanation: explainAccess });
    } catch (error) {
      fail(error);
    }
  }

  const actions = { type, choose, cancel: () => dialog.close() };
  const dialog = openDialog(() => view(state.value, actions), { label: "person-title", isWide: true });
  ended.addEventListener("abort", dialog.close);
}

function view(state, { type, choose, cancel }) {
  const { user, text, found, customer, message } = state;
  return [
    head(t("explain.title", { user: user.name }), cancel),
    h("div", { class: "dialog__form" }, [
      summary(message),
      field({
        id: "explain-search",
        label: t("explain.search"),
        hint: t("explain.hint"),
        type: "search",
        autocomplete: "off",
        autofocus: true,
        value: text,
        oninput: (event) => type(event.currentTarget.value),
      }),
      h("p", { class: "sub", role: "status", key: "count" }, found && countOf(found)),
      found?.nodes.length > 0 && choices(found, customer, choose),
      h("div", { class: "answer", role: "status", key: "answer" }, customer && !message && answer(state)),
    ]),
  ];
}

function countOf({ nodes, totalCount: count }) {
  const more = count - nodes.length;
  if (!count) return t("explain.empty");
  return [t("explain.found", { count }), more > 0 && [". ", t("explain.more", { count: more })]];
}

function choices({ nodes }, customer, choose) {
  const choice = (one) =>
    h("label", { class: "check", key: one.id }, [
      h("input", {
        type: "radio",
        name: "customer",
        value: one.id,
        checked: one.id === customer?.id,
        onchange: () => choose(one),
      }),
      h("span", null, [one.name, h("span", { class: "sub" }, one.partnership?.name)]),
    ]);
  return h("div", { class: "field", role: "radiogroup", "aria-label": t("explain.choices"), key: "choices" }, [
    nodes.map(choice),
  ]);
}

function answer({ user, customer, explanation }) {
  if (explanation === undefined) return h("p", null, t("explain.looking"));
  if (!explanation) return h("p", null, t("explain.gone"));
  const step = (one) =>
    h("li", { key: one.kind }, [
      icon(one.isMet ? "check" : "close"),
      h("span", { class: "visually-hidden" }, t(one.isMet ? "explain.met" : "explain.unmet")),
      " ",
      condition(one),
    ]);
  return [
    h("p", { id: "explain-reason" }, h("strong", null, reason(user.name, customer.name, explanation))),
    h("h3", { class: "field__label" }, t("explain.steps")),
    h("ol", { class: "steps" }, explanation.steps.map(step)),
  ];
}
