/** The operator's own account: who one is, what this browser remembers, and what one signs in with. */
import { h, signal } from "../lib/h.js";
import { card, facts, mailLink } from "../lib/detail.js";
import { device } from "../lib/device.js";
import { t } from "../lib/i18n.js";

export default function operatorAccount(context) {
  const { viewer, setTitle } = context;
  setTitle(t("account.title"));
  // Below all else, so that it may come when it is there.
  const credentials = signal(/** @type {null | (() => any[])} */ (null));
  import("../lib/credential-cards.js").then(({ credentialCards }) => (credentials.value = credentialCards(context)));
  const rows = [[t("account.name"), viewer.name], [t("user.email"), mailLink(viewer.email)]];
  const view = () =>
    h("div", { class: "page" }, [
      h("div", { class: "page-head" }, [
        h("div", null, [
          h("h1", { tabindex: "-1" }, viewer.name),
          h("p", { class: "page-head__sub" }, t(`role.${viewer.role}`)),
        ]),
      ]),
      h("div", { class: "halves" }, [
        card("profile", t("account.profile"), facts(rows)),
        card("device", t("account.device"), device()),
        credentials.value?.(),
      ]),
    ]);
  return { ready: async () => {}, view };
}
