/** The choice of a customer whose portal is to have a single sign-on: found by its name. */
import { h, signal } from "../../lib/h.js";
import { field } from "../../lib/form.js";
import { t } from "../../lib/i18n.js";
import "./words.js";

const TYPING_PAUSE = 250;
/** How many are shown. */
const MOST = 8;

/**
 * Makes the choice.
 * @param {{run: Function}} client
 * @param {() => AbortSignal} ended
 * @param {(message: string) => void} fail
 */
export function portalChoice(client, ended, fail) {
  const state = signal({ text: "", found: /** @type {any[] | null} */ (null), portal: /** @type {any} */ (null) });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let pause = 0;

  async function search() {
    const { text } = state.value;
    try {
      const { customers } = await client.run("findPortals", { text: text.trim() }, ended());
      if (state.value.text === text) set({ found: customers.nodes.filter(({ portal }) => portal).slice(0, MOST) });
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") fail(error.message);
    }
  }

  function type(text) {
    clearTimeout(pause);
    set({ text: text.slice(0, 200), portal: null });
    if (text.trim()) pause = setTimeout(search, TYPING_PAUSE);
    else set({ found: null });
  }

  return {
    /** The portal that was chosen. */
    chosen: () => state.value.portal,
    view: (error) => view(state.value, error, { type, choose: (portal) => set({ portal }) }),
  };
}

function view({ text, found, portal }, error, { type, choose }) {
  return [
    field({
      id: "portalId",
      label: t("federation.customer"),
      hint: t("federation.customer.hint"),
      error,
      type: "search",
      autocomplete: "off",
      value: text,
      autofocus: true,
      oninput: (event) => type(event.currentTarget.value),
    }),
    h("div", { "aria-live": "polite", key: "none" }, found && !found.length && h("p", { class: "sub" }, t("federation.customer.none"))),
    found?.length > 0 &&
    h("div", { class: "field", role: "radiogroup", "aria-label": t("federation.customer.choices"), key: "choices" }, [
      found.map((customer) => option(customer, portal, choose)),
    ]),
  ];
}

function option({ id, name, email, portal: own }, chosen, choose) {
  return h("label", { class: "check", key: id }, [
    h("input", {
      type: "radio",
      name: "portal",
      disabled: Boolean(own.singleSignOn),
      checked: own.id === chosen?.id,
      onchange: () => choose(own),
    }),
    h("span", null, [name, h("span", { class: "sub" }, own.singleSignOn ? t("federation.customer.has") : email)]),
  ]);
}
