/** The door of a customer's portal. It looks the same at every address: who has a portal is nobody else's affair. */
import { h } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { forgotPath } from "../lib/router.js";
import { signInScreen } from "../lib/sign-in.js";
import "./words.js";

export default function signIn(context) {
  const { slug } = context.params;
  const look = {
    name: t("signin.do"),
    title: t("door.title"),
    text: t("door.text"),
    foot: [t("door.at"), h("code", null, `/portal/${slug}`), t("door.other")],
    forgot: h("a", { href: forgotPath(context.realm) }, t("signin.forgot")),
    place: { portal: slug },
  };
  return signInScreen(look, context);
}
