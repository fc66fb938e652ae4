/** An address that no portal can have: most often one letter was written large, or the link was cut off. */
import { h } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { portalOf, realmOf } from "../lib/router.js";
import { notice } from "../lib/states.js";
import "./words.js";

export default function missing({ setTitle }) {
  setTitle(t("missing.title"));
  const near = nearby(location.pathname);
  const text = [t("missing.text"), near && h("span", { class: "notice__request" }, t("missing.near"))];
  const actions = near ? h("a", { class: "button button--main", href: near }, h("code", null, near)) : null;
  return { view: () => notice({ symbol: "search", title: t("missing.title"), text, actions, isPage: true }) };
}

/** The same address in small letters, where that can be one. */
export function nearby(path) {
  const portal = portalOf(realmOf(path.toLowerCase()));
  return portal ? `/portal/${portal}` : null;
}
