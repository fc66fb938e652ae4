/** The dialogs in which somebody is invited to a customer's portal, and in which one of its users gets another name. */
import { h, signal } from "../h.js";
import { field, sortErrors, summary } from "../form.js";
import { dialogButtons, dialogHead, leavingQuestion, openGuarded } from "../guarded-dialog.js";
import { t } from "../i18n.js";
import "./dialog-words.js";

/**
 * Opens the dialog that invites.
 * @param {string} portalId
 * @param {{client: any, ended: AbortSignal, setGuard: Function, onSaved: (user: {name: string}) => void}} surroundings
 */
export function openInvite(portalId, { client, ...surroundings }) {
  const email = { hint: t("member.email.hint"), type: "email", inputmode: "email", maxlength: 254 };
  open({
    title: t("member.invite"),
    text: t("member.invite.text"),
    leave: t("member.leave"),
    verb: "send",
    before: { name: "", email: "" },
    fields: { name: {}, email },
    send: async (input) =>
      (await client.run("invitePortalUser", { input: { portalId, ...input } })).invitePortalUser,
  }, surroundings);
}

/**
 * Opens the dialog that renames. The e-mail stays: another one is invited.
 * @param {{id: string, version: number, name: string, email: string}} user
 * @param {{client: any, ended: AbortSignal, setGuard: Function, onSaved: (user: {name: string}) => void}} surroundings
 */
export function openRename({ id, version, name, email }, { client, ...surroundings }) {
  open({
    title: t("member.rename", { name }),
    verb: "save",
    before: { name },
    fields: { name: { hint: t("member.rename.hint", { email }) } },
    isChange: true,
    send: async (input) =>
      (await client.run("updatePortalUser", { input: { id, expectedVersion: version, ...input } })).updatePortalUser,
  }, surroundings);
}

function open(plan, { ended, setGuard, onSaved }) {
  const { before, isChange = false, send } = plan;
  const names = Object.keys(before);
  const state = signal({
    values: before,
    errors: /** @type {Record<string, string>} */ ({}),
    message: "",
    isBusy: false,
    isLeaving: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const isDirty = () => names.some((name) => state.value.values[name].trim() !== before[name]);
  let key = crypto.randomUUID();

  async function save() {
    if (state.value.isBusy) return;
    if (isChange && !isDirty()) return dialog.close();
    set({ isBusy: true, message: "", errors: {}, isLeaving: false });
    try {
      settle(await send({ ...state.value.values, idempotencyKey: key }));
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  function settle({ portalUser, userErrors }) {
    if (!userErrors.length) {
      dialog.finish();
      return onSaved(portalUser);
    }
    // Whoever corrects something asks for something else: an old key would get the old answer.
    key = crypto.randomUUID();
    const { fields: errors, whole: message } = sortErrors(userErrors, names);
    set({ isBusy: false, errors, message });
  }

  function type(name, value) {
    key = crypto.randomUUID();
    set({ values: { ...state.value.values, [name]: value }, isLeaving: false });
  }

  const dialog = openGuarded((leaving) => view(plan, state.value, { type, save, ...leaving }), {
    label: "member-title",
    isDirty,
    ask: (isLeaving) => set({ isLeaving }),
    ended,
    setGuard,
  });
}

function view({ title, text, leave, verb, fields }, { values, errors, message, isBusy, isLeaving }, actions) {
  const submit = (event) => (event.preventDefault(), actions.save());
  const one = ([name, rest]) =>
    field({
      id: `member-${name}`,
      label: t(`member.${name}`),
      value: values[name],
      error: errors[name],
      autocomplete: "off",
      required: true,
      maxlength: 200,
      autofocus: name === "name",
      oninput: (event) => actions.type(name, event.currentTarget.value),
      ...rest,
    });
  return [
    dialogHead("member-title", title, actions.cancel),
    h("form", { class: "dialog__form", onsubmit: submit, novalidate: true }, [
      summary(message),
      text && h("p", { class: "field__hint" }, text),
      Object.entries(fields).map(one),
      isLeaving
        ? leavingQuestion(actions, leave)
        : dialogButtons(t(`member.${verb}${isBusy ? ".busy" : ""}`), isBusy, actions.cancel),
    ]),
  ];
}
