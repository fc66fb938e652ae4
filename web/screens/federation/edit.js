/** The dialog in which an administrator says where people sign in elsewhere. */
import { h, signal } from "../../lib/h.js";
import { field, sortErrors, summary } from "../../lib/form.js";
import { dialogButtons, dialogHead, leavingQuestion, openGuarded } from "../../lib/guarded-dialog.js";
import { t } from "../../lib/i18n.js";
import { portalChoice } from "./portal-choice.js";
import "./words.js";

const FIELDS = ["portalId", "name", "issuer", "clientId", "clientSecret", "domains"];

/**
 * Opens the dialog.
 * @param {{provider: any, isOfPortal: boolean}} what `provider` is null where one is made
 * @param {any} surroundings
 */
export function openProvider({ provider, isOfPortal }, { client, ended, setGuard, onSaved }) {
  const state = signal({
    provider,
    isOfPortal,
    values: valuesOf(provider),
    errors: /** @type {Record<string, string>} */ ({}),
    message: "",
    isBusy: false,
    isLeaving: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const before = state.value.values;
  const isDirty = () => Object.keys(before).some((name) => state.value.values[name] !== before[name]);
  const key = { value: crypto.randomUUID() };
  const portals = isOfPortal && !provider ? portalChoice(client, () => dialog.ended, (message) => set({ message })) : null;

  /** Other content is another change: the server answers an old key with the old answer. */
  function change(name, value) {
    key.value = crypto.randomUUID();
    set({ values: { ...state.value.values, [name]: value }, isLeaving: false });
  }

  async function save(event) {
    event.preventDefault();
    if (state.value.isBusy) return;
    const portalId = portals?.chosen()?.id;
    if (portals && !portalId) return set({ errors: { portalId: t("federation.customer.missing") }, message: "" });
    set({ isBusy: true, message: "", errors: {} });
    try {
      settle(await (provider ? update() : create(portalId)));
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  async function create(portalId) {
    const { name, issuer, clientId, clientSecret, createsUsers, domains } = state.value.values;
    const input = {
      name,
      issuer,
      clientId,
      createsUsers,
      domains: listed(domains),
      ...(clientSecret && { clientSecret }),
      ...(portalId && { portalId }),
      idempotencyKey: key.value,
    };
    return (await client.run("createIdentityProvider", { input })).createIdentityProvider;
  }

  async function update() {
    const { name, clientId, clientSecret, createsUsers, enabled, domains } = state.value.values;
    const input = {
      id: provider.id,
      name,
      clientId,
      createsUsers,
      enabled,
      domains: listed(domains),
      ...(clientSecret && { clientSecret }),
      expectedVersion: provider.version,
      idempotencyKey: key.value,
    };
    return (await client.run("updateIdentityProvider", { input })).updateIdentityProvider;
  }

  function settle({ userErrors }) {
    if (!userErrors.length) {
      dialog.finish();
      return onSaved(state.value.values.name.trim());
    }
    // A domain's place in the list says nothing where they stand in one field.
    const told = userErrors.map((error) => error.field?.[1] === "domains" ? { ...error, field: ["domains"] } : error);
    const { fields: errors, whole: message } = sortErrors(told, FIELDS);
    set({ isBusy: false, errors, message });
  }

  const dialog = openGuarded((leaving) => view(state.value, portals, { change, save, ...leaving }), {
    label: "provider-title",
    isWide: true,
    isDirty,
    ask: (isLeaving) => set({ isLeaving }),
    ended,
    setGuard,
  });
}

function valuesOf(provider) {
  const { name = "", issuer = "", clientId = "", createsUsers = true, enabled = true, domains } = provider ?? {};
  const names = domains?.nodes.map((domain) => domain.name) ?? [];
  return { name, issuer, clientId, clientSecret: "", createsUsers, enabled, domains: names.join(", ") };
}

/** The domains of a field that has commas, blanks or line breaks between them. */
export function listed(text) {
  return text.split(/[\s,;]+/).filter(Boolean);
}

function view(state, portals, { change, save, ...leaving }) {
  const { provider, isOfPortal, values, errors, message, isBusy, isLeaving } = state;
  const title = provider ? t("federation.edit.of", { name: provider.name }) : t(
    isOfPortal ? "federation.adding.portal" : "federation.adding",
  );
  const one = (name, rest) =>
    field({
      id: name,
      value: values[name],
      error: errors[name],
      autocomplete: "off",
      oninput: (event) => change(name, event.currentTarget.value),
      ...rest,
    });
  const tick = (name, hint) =>
    h("div", { class: "field", key: name }, [
      h("label", { class: "check" }, [
        h("input", {
          type: "checkbox",
          id: name,
          checked: values[name],
          "aria-describedby": `${name}-hint`,
          onchange: (event) => change(name, event.currentTarget.checked),
        }),
        h("span", null, t(`federation.${hint}.label`)),
      ]),
      h("p", { class: "field__hint", id: `${name}-hint` }, t(`federation.${hint}.hint`)),
    ]);
  return [
    dialogHead("provider-title", title, leaving.cancel),
    h("form", { class: "dialog__form", onsubmit: save, novalidate: true }, [
      summary(message),
      portals?.view(errors.portalId),
      one("name", {
        label: t("federation.name"),
        hint: t("federation.name.hint"),
        maxlength: 80,
        autofocus: !portals,
        required: true,
      }),
      !provider &&
      one("issuer", {
        label: t("federation.issuer"),
        hint: t("federation.issuer.hint"),
        type: "url",
        maxlength: 500,
        required: true,
      }),
      one("clientId", { label: t("federation.client"), maxlength: 500, required: true }),
      one("clientSecret", {
        label: t("federation.secret"),
        hint: t(provider ? "federation.secret.kept" : "federation.secret.hint"),
        type: "password",
        autocomplete: "new-password",
      }),
      one("domains", { label: t("federation.domains"), hint: t("federation.domains.hint"), spellcheck: "false" }),
      tick("createsUsers", "creates"),
      provider && tick("enabled", "enabled"),
      isLeaving
        ? leavingQuestion(leaving)
        : dialogButtons(t(isBusy ? "federation.busy" : "federation.save"), isBusy, leaving.cancel),
    ]),
  ];
}
