/** Whether one's own account is bound to a single sign-on, and how to bind it. */
import { h, signal } from "./h.js";
import { card } from "./detail.js";
import { summary } from "./form.js";
import { t } from "./i18n.js";
import { goElsewhere } from "./single-sign-on.js";
import "./single-sign-on-words.js";

/**
 * Makes the card, which is there only where the company or the portal has a single sign-on.
 * @param {{client: any, viewer: any, realm: string, ended: AbortSignal}} context
 * @returns {() => any} what draws it
 */
export function singleSignOnCard({ client, viewer, realm, ended }) {
  const state = signal({ name: "", isBound: false, isBusy: false, message: "" });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  load();

  async function load() {
    const isPortal = viewer.realm === "PORTAL";
    try {
      const { viewer: found } = await (isPortal ? client.query("portalSingleSignOn") : client.query("singleSignOn"));
      if (ended.aborted || !found) return;
      const { hasSingleSignOn: isBound } = isPortal ? found.portalUser : found.user;
      const name = isPortal ? found.portalUser.portal?.singleSignOn : found.organization.singleSignOn;
      set({ name: name ?? "", isBound });
    } catch (error) {
      if (!ended.aborted && error.kind !== "auth") set({ name: t("sso.title"), message: error.message });
    }
  }

  async function bind() {
    if (state.value.isBusy) return;
    set({ isBusy: true, message: "" });
    try {
      const [refusal] = await goElsewhere(client, realm, { bind: true }, location.pathname);
      if (refusal) set({ isBusy: false, message: refusal.message });
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }

  return () => state.value.name && card("sso", t("sso.title"), view(state.value, bind));
}

function view({ name, isBound, isBusy, message }, bind) {
  const look = { class: "button", type: "button", onclick: bind, "aria-disabled": isBusy ? "true" : null };
  return h("div", { class: "card__form" }, [
    summary(message),
    h("p", { class: "sub" }, t(isBound ? "sso.bound" : "sso.text", { name })),
    h("button", look, isBusy ? t("sso.busy") : isBound ? t("sso.again") : t("sso.bind", { name })),
  ]);
}
