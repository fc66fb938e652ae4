/** The dialog in which an administrator adds a user to a partnership. */
import { h, icon, signal } from "../../lib/h.js";
import { openDialog } from "../../lib/dialog.js";
import { sortErrors, summary } from "../../lib/form.js";
import { t } from "../../lib/i18n.js";
import { badge } from "../../lib/table.js";
import { head } from "./head.js";
import { membershipsOf, place, placing, unchosen } from "./places.js";
import { reach } from "./reach.js";
import "../settings-words.js";
import "./words.js";

const FIELDS = ["partnershipId", "customerIds", "customerAccess"];

/** Opens the dialog for a user as the page shows it, with the partnerships that the user belongs to. */
export function openPlace(user, { client, ended, onSaved }) {
  const state = signal({
    user,
    partnerships: /** @type {any[] | null} */ (null),
    places: new Map(),
    errors: /** @type {Record<string, string>} */ ({}),
    message: "",
    isBusy: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let key = crypto.randomUUID();

  /** Other content is another change: the server answers an old key with the old answer. */
  function change(places) {
    key = crypto.randomUUID();
    set({ places, errors: {} });
  }

  function fail(error) {
    if (error.name !== "AbortError" && error.kind !== "auth") set({ isBusy: false, message: error.message });
  }

  async function begin() {
    const taken = new Set(user.memberships.nodes.map(({ partnership }) => partnership.id));
    const found = [];
    let after;
    try {
      do {
        const { partnerships } = await client.run("placesOfUser", after ? { after } : {});
        found.push(...partnerships.nodes.filter(({ id }) => !taken.has(id)));
        after = partnerships.pageInfo.hasNextPage ? partnerships.pageInfo.endCursor : null;
      } while (after);
      set({ partnerships: found, ...(found.length === 1 && { places: new Map([[found[0].id, place()]]) }) });
    } catch (error) {
      fail(error);
    }
  }

  /** What the page finds before the server is asked. */
  function missing() {
    const { places, partnerships } = state.value;
    if (!places.size) return { errors: { partnershipId: t("people.place.needed") } };
    const id = unchosen(places, user.role);
    const partnership = partnerships.find((one) => one.id === id)?.name;
    return id ? { errors: { customerIds: t("people.choose", { partnership }) } } : null;
  }

  async function save() {
    if (state.value.isBusy || !state.value.partnerships) return;
    const fault = missing();
    if (fault) return set({ message: "", ...fault });
    set({ isBusy: true, message: "", errors: {} });
    const [membership] = membershipsOf(state.value.places, user.role);
    try {
      const input = { userId: user.id, ...membership, idempotencyKey: key };
      settle((await client.run("createMembership", { input })).createMembership.userErrors);
    } catch (error) {
      fail(error);
    }
  }

  function settle(userErrors) {
    if (userErrors.length) {
      const { fields, whole } = sortErrors(userErrors, FIELDS);
      return set({ isBusy: false, errors: fields, message: whole });
    }
    const [id] = state.value.places.keys();
    dialog.close();
    onSaved(state.value.partnerships.find((one) => one.id === id));
  }

  const actions = {
    places: placing(client, { read: () => state.value.places, write: change, fail }),
    choose: (id) => change(new Map([[id, place()]])),
    save,
    cancel: () => dialog.close(),
  };
  const dialog = openDialog(() => view(state.value, actions), { label: "person-title", isWide: true });
  ended.addEventListener("abort", dialog.close);
  begin();
}

function view({ user, partnerships, places, errors, message, isBusy }, actions) {
  const submit = (event) => (event.preventDefault(), actions.save());
  const isEmpty = partnerships?.length === 0;
  return [
    head(t("people.place", { name: user.name }), actions.cancel),
    h("form", { class: "dialog__form", onsubmit: submit, novalidate: true }, [
      summary(message),
      !partnerships && !message && h("p", { role: "status" }, t("people.place.loading")),
      isEmpty && h("p", { role: "status" }, t("people.place.none", { name: user.name })),
      partnerships?.length > 0 && choices(user, partnerships, places, errors, actions),
      h("div", { class: "dialog__actions" }, [
        h("button", { class: "button", type: "button", onclick: actions.cancel }, t("people.cancel")),
        !isEmpty && h(
          "button",
          { class: "button button--main", type: "submit", "aria-disabled": isBusy || !partnerships ? "true" : null },
          t(isBusy ? "people.busy" : "people.place.add"),
        ),
      ]),
    ]),
  ];
}

function choices(user, partnerships, places, errors, { choose, places: placing }) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const fault = errors.partnershipId;
  const choice = ({ id, name, type }, index) =>
    h("div", { class: "field", key: id }, [
      h("label", { class: "check" }, [
        h("input", {
          type: "radio",
          name: "partnership",
          value: id,
          checked: places.has(id),
          "aria-describedby": fault ? "partnership-error" : null,
          ref: index ? null : focus,
          onchange: () => choose(id),
        }),
        h("span", null, [name, " ", badge(t(`partnership.type.${type}`))]),
      ]),
      places.has(id) && user.role === "USER" &&
      reach(id, name, places.get(id), placing, errors.customerIds ?? errors.customerAccess),
    ]);
  return h("div", { class: "field", role: "radiogroup", "aria-labelledby": "partnership-label", key: "partnership" }, [
    h("p", { class: "field__label", id: "partnership-label" }, t("people.place.which")),
    user.role !== "USER" && h("p", { class: "field__hint" }, t(`people.places.${user.role}`)),
    partnerships.map(choice),
    fault && h("p", { class: "field__error", id: "partnership-error", role: "alert" }, icon("alert"), fault),
  ]);
}
