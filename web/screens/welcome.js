/** The start page of those whose work isn't with customers: who they are here, and where they can go. */
import { h, icon } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { placesFor } from "../lib/nav.js";
import "../lib/screen-words.js";

export default function welcome({ viewer, setTitle }) {
  setTitle(t("place.home"));
  return { view: () => page(viewer) };
}

function page(viewer) {
  const { name, role, organizationName } = viewer;
  const places = placesFor(viewer).filter(({ path }) => path !== "/");
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("welcome.title", { name }))),
    h("p", { class: "lead" }, t("welcome.text", { role: t(`role.${role}`), company: organizationName })),
    h("ul", { class: "doors" }, places.map(door)),
  ]);
}

function door({ path, name, symbol }) {
  return h("li", { class: "card door", key: path }, [
    h("span", { class: "door__symbol" }, icon(symbol)),
    h("h2", null, h("a", { href: path }, t(`place.${name}`))),
    h("p", null, t(`about.${name}`)),
  ]);
}
