/** An operator's own account: what one signs in with. */
import { h, signal } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { device } from "../lib/device.js";
import { card } from "../lib/detail.js";
import "./settings-words.js";

export default function operatorAccount(context) {
  const { viewer, setTitle } = context;
  const credentials = signal(/** @type {null | (() => any[])} */ (null));
  const loading = import("../lib/credential-cards.js")
    .then(({ credentialCards }) => (credentials.value = credentialCards(context)));
  setTitle(t("account.title"));
  const view = () =>
    h("div", { class: "page" }, [
      h("div", { class: "page-head" }, [
        h("div", null, [
          h("h1", { tabindex: "-1" }, viewer.name),
          h("p", { class: "page-head__sub" }, `${t(`role.${viewer.role}`)} · ${viewer.email}`),
        ]),
      ]),
      h("div", { class: "halves" }, [credentials.value?.(), card("device", t("account.device"), device())]),
    ]);
  return { ready: () => loading, view };
}
