/** An address that the viewer's role may not open: who one is, and who can change that. */
import { h } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { homePath } from "../lib/router.js";
import { notice } from "../lib/states.js";

export default function forbidden({ realm, viewer, setTitle }) {
  const title = t("refused.role.title");
  setTitle(title);
  const { name, role, organizationName } = viewer;
  const text = t("refused.role.text", { name, role: t(`role.${role}`), company: organizationName ?? t("brand.plain") });
  const actions = h("a", { class: "button button--main", href: homePath(realm) }, t("refused.home"));
  return { view: () => notice({ symbol: "lock", title, text, actions, isPage: true }) };
}
