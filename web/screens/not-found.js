/** An address that names nothing. */
import { h } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { homePath } from "../lib/router.js";
import { notice } from "../lib/states.js";

export default function notFound({ realm, setTitle }) {
  const title = t("refused.lost.title");
  setTitle(title);
  const actions = h("a", { class: "button button--main", href: homePath(realm) }, t("refused.home"));
  return { view: () => notice({ symbol: "search", title, text: t("refused.lost.text"), actions, isPage: true }) };
}
