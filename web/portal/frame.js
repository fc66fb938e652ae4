/** What the pages of a customer's portal share: a heading, and room for what is asked for. */
import { h } from "../lib/h.js";
import { bones } from "../lib/detail.js";
import "./words.js";

/** What stands on the page until its content comes. */
export function wait() {
  return h("div", { class: "card", "aria-busy": "true", key: "bones" }, bones());
}

/** The page around its content. */
export function portalFrame(title, text, content) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [
      h("div", null, [h("h1", { tabindex: "-1" }, title), text && h("p", { class: "page-head__sub" }, text)]),
    ]),
    content,
  ]);
}
