/** The dialog in which an administrator changes what a customer's portal is called, its colour and its address. */
import { signal } from "../../lib/h.js";
import { sortErrors } from "../../lib/form.js";
import { openGuarded } from "../../lib/guarded-dialog.js";
import { t } from "../../lib/i18n.js";
import { brandView } from "./view.js";
import "./words.js";

const FIELDS = ["brandName", "brandColor", "slug"];

/** What the form begins with. */
const valuesOf = (portal) => Object.fromEntries(FIELDS.map((name) => [name, portal[name] ?? ""]));

/** What an update sends: what differs, an emptied name or colour as null; the server judges the rest. */
export function changesOf(portal, values) {
  const before = valuesOf(portal);
  const changed = FIELDS.filter((name) => values[name].trim() !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, values[name].trim() || (name === "slug" ? "" : null)]));
}

/**
 * Opens the dialog.
 * @param {{id: string, name: string}} customer
 * @param {any} portal as it is shown
 * @param {{client: any, ended: AbortSignal, setGuard: Function, onSaved: (text: string) => void}} surroundings
 */
export function openBrand(customer, portal, { client, ended, setGuard, onSaved }) {
  const state = signal({
    portal,
    values: valuesOf(portal),
    errors: /** @type {Record<string, string>} */ ({}),
    message: "",
    question: "",
    isBusy: false,
    isLeaving: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const changes = () => changesOf(state.value.portal, state.value.values);
  const isDirty = () => Object.keys(changes()).length > 0;

  async function save(confirm = false) {
    if (state.value.isBusy) return;
    if (!isDirty()) return dialog.close();
    set({ isBusy: true, message: "", errors: {}, isLeaving: false });
    try {
      const { version } = state.value.portal;
      const idempotencyKey = crypto.randomUUID();
      const input = { customerId: customer.id, ...changes(), confirm, expectedVersion: version, idempotencyKey };
      await settle((await client.run("updateCustomerPortal", { input })).updateCustomerPortal.userErrors);
    } catch (error) {
      if (error.name === "AbortError" || error.kind === "auth") return;
      set({ isBusy: false, question: "", message: error.message });
    }
  }

  function settle(userErrors) {
    const [first] = userErrors;
    if (!first) {
      dialog.finish();
      return onSaved(t("look.saved", customer));
    }
    if (first.code === "CONFIRMATION_REQUIRED") return set({ isBusy: false, question: first.message });
    if (first.field?.at(-1) === "expectedVersion") return collide();
    const { fields, whole } = sortErrors(userErrors, FIELDS);
    set({ isBusy: false, errors: fields, message: whole, question: "" });
  }

  async function collide() {
    const { portal: now } = (await client.run("customerPortal", { id: customer.id, first: 1 })).customer ?? {};
    if (!now) return set({ isBusy: false, question: "", message: t("look.missing") });
    set({ portal: now, values: valuesOf(now), isBusy: false, question: "", message: t("look.conflict") });
  }

  const actions = {
    type: (name, value) => set({ values: { ...state.value.values, [name]: value }, question: "", isLeaving: false }),
    save: () => save(),
    confirm: () => save(true),
    back: () => set({ question: "" }),
  };
  const dialog = openGuarded((leaving) => brandView(customer, state.value, { ...actions, ...leaving }), {
    label: "look-title",
    isDirty,
    ask: (isLeaving) => set({ isLeaving, question: "" }),
    ended,
    setGuard,
  });
}
