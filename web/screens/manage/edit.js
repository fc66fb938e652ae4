/** The dialog in which an administrator adds a customer or changes one, and switches the portal. */
import { signal } from "../../lib/h.js";
import { sortErrors } from "../../lib/form.js";
import { openGuarded } from "../../lib/guarded-dialog.js";
import { t } from "../../lib/i18n.js";
import { customerView } from "./view.js";
import "./edit-words.js";
import "./words.js";

const TEXTS = ["name", "email", "externalRef", "phone", "address", "country"];
const FIELDS = ["partnershipId", ...TEXTS, "portalSlug"];

/** What the form begins with. */
function valuesOf(customer) {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, customer?.[name] ?? ""]));
  return { partnershipId: "", portalSlug: "", ...texts, hasPortal: Boolean(customer?.portal?.enabled) };
}

/** What an update sends: what differs, emptied texts as null; nothing of the portal unless its switch was moved. */
export function changesOf(customer, values) {
  const before = valuesOf(customer);
  const changed = TEXTS.filter((name) => values[name].trim() !== before[name]);
  return {
    ...Object.fromEntries(changed.map((name) => [name, values[name].trim() || null])),
    ...(values.hasPortal !== before.hasPortal && { portalEnabled: values.hasPortal }),
  };
}

/** What adding sends: what was filled in. */
export function additionOf({ partnershipId, portalSlug, hasPortal, ...texts }) {
  const filled = Object.entries(texts).filter(([name, text]) => text.trim() || name === "name" || name === "email");
  return {
    partnershipId,
    ...Object.fromEntries(filled.map(([name, text]) => [name, text.trim()])),
    enablePortal: hasPortal,
    ...(hasPortal && portalSlug.trim() && { portalSlug: portalSlug.trim() }),
  };
}

/**
 * Opens the dialog.
 * @param {any} customer who is changed; null where one is added
 */
export function openCustomer(customer, { client, ended, setGuard, onSaved }) {
  const state = signal({
    customer,
    values: valuesOf(customer),
    partnerships: /** @type {any[]} */ ([]),
    errors: /** @type {Record<string, string>} */ ({}),
    message: "",
    question: "",
    isBusy: false,
    isLeaving: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let key = crypto.randomUUID();

  function isDirty() {
    const { customer: one, values } = state.value;
    if (one) return Object.keys(changesOf(one, values)).length > 0;
    return values.hasPortal || TEXTS.some((name) => values[name].trim());
  }

  /** Other content is another change: the server answers an old key with the old answer. */
  function change(name, value) {
    key = crypto.randomUUID();
    set({ values: { ...state.value.values, [name]: value }, question: "", isLeaving: false });
  }

  function fail(error) {
    if (error.name === "AbortError" || error.kind === "auth") return;
    set({ isBusy: false, question: "", message: error.message });
  }

  /** Those that have customers; where there is only one there is nothing to choose. */
  async function begin() {
    const found = [];
    let after;
    try {
      do {
        const { partnerships } = await client.run("placesOfUser", after ? { after } : {});
        found.push(...partnerships.nodes.filter(({ type }) => type !== "LEAD_BUYER"));
        after = partnerships.pageInfo.hasNextPage ? partnerships.pageInfo.endCursor : null;
      } while (after);
      const [only] = found.length === 1 ? found : [];
      set({ partnerships: found, values: { ...state.value.values, partnershipId: only?.id ?? "" } });
    } catch (error) {
      fail(error);
    }
  }

  async function save(confirm = false) {
    const { customer: one, values, isBusy } = state.value;
    if (isBusy) return;
    if (one && !isDirty()) return dialog.close();
    if (!one && !values.partnershipId) return set({ errors: { partnershipId: t("manage.form.needed") }, message: "" });
    set({ isBusy: true, message: "", errors: {} });
    try {
      await (one ? update(one, values, confirm) : create(values));
    } catch (error) {
      fail(error);
    }
  }

  async function create(values) {
    const input = { ...additionOf(values), idempotencyKey: key };
    const { createCustomer: answer } = await client.run("createCustomer", { input });
    const said = answer.customer?.portal ? "manage.invited" : "manage.added";
    await settle(answer, () => t(said, answer.customer));
  }

  async function update({ id, version }, values, confirm) {
    const changes = changesOf(state.value.customer, values);
    const input = { id, ...changes, confirm, expectedVersion: version, idempotencyKey: crypto.randomUUID() };
    const { updateCustomer: answer } = await client.run("updateCustomer", { input });
    await settle(answer, () => t("manage.saved", answer.customer));
  }

  function settle({ userErrors }, said) {
    const [first] = userErrors;
    if (!first) {
      dialog.finish();
      return onSaved(said());
    }
    if (first.code === "CONFIRMATION_REQUIRED") return set({ isBusy: false, question: first.message });
    if (first.field?.at(-1) === "expectedVersion") return collide();
    const { fields, whole } = sortErrors(userErrors, FIELDS);
    set({ isBusy: false, errors: fields, message: whole, question: "" });
  }

  async function collide() {
    const filter = { id: { eq: customer.id } };
    const { customers: { nodes: [now] } } = await client.run("managed", { first: 1, filter });
    if (!now) return set({ isBusy: false, question: "", message: t("manage.form.missing") });
    set({ customer: now, values: valuesOf(now), isBusy: false, question: "", message: t("manage.form.conflict") });
  }

  const actions = {
    change,
    save: () => save(),
    confirm: () => save(true),
    back: () => set({ question: "" }),
  };
  const dialog = openGuarded((leaving) => customerView(state.value, { ...actions, ...leaving }), {
    label: "customer-title",
    isWide: true,
    isDirty,
    ask: (isLeaving) => set({ isLeaving }),
    ended,
    setGuard,
  });
  if (!customer) begin();
}
