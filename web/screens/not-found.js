/** An address that names nothing. */
import { h } from "../lib/h.js";
import { notice } from "../lib/states.js";
import { homePath } from "../lib/router.js";

export default function notFound({ viewer, realm, setTitle }) {
  setTitle("Page not found");
  const text = "There is nothing at this address. It may have moved, or it may not be for this account.";
  const action = h("a", { class: "button button--main", href: homePath(realm, viewer) }, "Go to the start page");
  return { view: () => notice({ symbol: "search", title: "Page not found", text, actions: action, isPage: true }) };
}
