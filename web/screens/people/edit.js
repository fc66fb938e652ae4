/** The dialog in which an administrator adds a user, or gives one another name, e-mail or role. */
import { signal } from "../../lib/h.js";
import { sortErrors } from "../../lib/form.js";
import { openGuarded } from "../../lib/guarded-dialog.js";
import { t } from "../../lib/i18n.js";
import { membershipsOf, placing, unchosen } from "./places.js";
import { personView } from "./view.js";
import "./words.js";

/**
 * Opens the dialog.
 * @param {any} user who is changed; null where somebody is added
 * @param {any} surroundings `isSelf` where it's the administrator, whose own e-mail is changed elsewhere
 */
export function openPerson(user, { client, ended, setGuard, onSaved, isSelf = false }) {
  const valuesOf = (one) => ({ name: one?.name ?? "", email: one?.email ?? "", role: one?.role ?? "" });
  const state = signal({
    user,
    isSelf,
    values: valuesOf(user),
    partnerships: [],
    // Where the company wants temporary passwords, whether this user is handed one instead of an invitation.
    mayHandOver: false,
    handsOver: false,
    places: new Map(),
    errors: /** @type {Record<string, string>} */ ({}),
    message: "",
    question: "",
    isBusy: false,
    isLeaving: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let key = crypto.randomUUID();

  const isDirty = () => {
    const { values, places } = state.value;
    const before = valuesOf(state.value.user);
    return places.size > 0 || Object.keys(values).some((name) => values[name].trim() !== before[name]);
  };

  /** Other content is another change: the server answers an old key with the old answer. */
  function change(changes) {
    key = crypto.randomUUID();
    set({ ...changes, question: "", isLeaving: false });
  }

  function fail(error) {
    if (error.name === "AbortError" || error.kind === "auth") return;
    set({ isBusy: false, question: "", message: error.message });
  }

  async function begin() {
    const found = [];
    let after;
    try {
      do {
        const { partnerships, viewer } = await client.run("placesOfUser", after ? { after } : {});
        found.push(...partnerships.nodes);
        set({ mayHandOver: viewer.organization.allowsTemporaryPasswords });
        after = partnerships.pageInfo.hasNextPage ? partnerships.pageInfo.endCursor : null;
      } while (after);
      set({ partnerships: found });
    } catch (error) {
      fail(error);
    }
  }

  /** What the page finds before the server is asked. */
  function missing() {
    const { values: { role }, places, partnerships } = state.value;
    if (!role) return { errors: { role: t("people.needed") } };
    const place = user ? null : unchosen(places, role);
    if (!place) return null;
    return { message: t("people.choose", { partnership: partnerships.find(({ id }) => id === place).name }) };
  }

  async function save(confirm = false) {
    if (state.value.isBusy) return;
    if (state.value.user && !isDirty()) return dialog.close();
    const fault = missing();
    if (fault) return set({ errors: {}, message: "", ...fault });
    set({ isBusy: true, message: "", errors: {} });
    try {
      await settle(await (state.value.user ? update(confirm) : create()));
    } catch (error) {
      fail(error);
    }
  }

  async function create() {
    const { values, places, handsOver: isHandedOver } = state.value;
    const memberships = membershipsOf(places, values.role);
    const input = { ...values, memberships, sendsInvitation: !isHandedOver, idempotencyKey: key };
    return (await client.run("createUser", { input })).createUser;
  }

  async function update(confirm) {
    const { user: { id, version }, values } = state.value;
    const input = { id, ...values, confirm, expectedVersion: version, idempotencyKey: crypto.randomUUID() };
    return (await client.run("updateUser", { input })).updateUser;
  }

  function settle({ user: saved, userErrors }) {
    const [first] = userErrors;
    if (!first) {
      dialog.finish();
      return onSaved(saved, state.value.handsOver && saved && state.value.values.role !== "NOTIFICATIONS");
    }
    if (first.code === "CONFIRMATION_REQUIRED") return set({ isBusy: false, question: first.message });
    if (first.field?.at(-1) === "expectedVersion") return collide();
    const { fields, whole } = sortErrors(userErrors, ["name", "email", "role"]);
    set({ isBusy: false, errors: fields, message: whole, question: "" });
  }

  async function collide() {
    const { user: now } = await client.run("user", { id: user.id });
    if (!now) return set({ isBusy: false, question: "", message: t("people.missing") });
    change({ user: now, values: valuesOf(now), isBusy: false, message: t("people.conflict") });
  }

  const places = placing(client, {
    read: () => state.value.places,
    write: (next) => change({ places: next }),
    fail,
  });
  const actions = {
    places,
    type: (name, value) => change({ values: { ...state.value.values, [name]: value } }),
    handOver: (handsOver) => change({ handsOver }),
    save: () => save(),
    confirm: () => save(true),
    back: () => set({ question: "" }),
  };
  const dialog = openGuarded((leaving) => personView(state.value, { ...actions, ...leaving }), {
    label: "person-title",
    isWide: true,
    isDirty,
    ask: (isLeaving) => set({ isLeaving }),
    ended,
    setGuard,
  });
  if (!user) begin();
}
