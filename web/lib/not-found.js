/** An address that names nothing. */
import { h } from "./h.js";
import { t } from "./i18n.js";
import { homePath } from "./router.js";
import { notice } from "./states.js";

export default function notFound({ realm, setTitle }) {
  const title = t("refused.lost.title");
  setTitle(title);
  const actions = h("a", { class: "button button--main", href: homePath(realm) }, t("refused.home"));
  return { view: () => notice({ symbol: "search", title, text: t("refused.lost.text"), actions, isPage: true }) };
}
