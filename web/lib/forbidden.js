/** An address that the viewer's role may not open: who one is, and who can change that. */
import { h } from "./h.js";
import { t } from "./i18n.js";
import { notice } from "./states.js";

export default function forbidden({ viewer, setTitle }) {
  const title = t("refused.role.title");
  setTitle(title);
  const { name, role, organizationName } = viewer;
  const key = viewer.realm === "PORTAL" ? "refused.role.portal" : "refused.role.text";
  const text = t(key, { name, role: t(`role.${role}`), company: organizationName ?? t("brand.plain") });
  const actions = h("a", { class: "button button--main", href: viewer.home }, t("refused.home"));
  return { view: () => notice({ symbol: "lock", title, text, actions, isPage: true }) };
}
