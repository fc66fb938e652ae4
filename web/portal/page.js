/** What the pages of a customer's portal share: a heading, and below it what is asked for. */
import { h } from "../lib/h.js";
import { bones } from "../lib/detail.js";
import { loaded } from "../lib/loaded.js";
import "./words.js";

/**
 * The screen of a portal's page.
 * @param {object} plan
 * @param {string} plan.title
 * @param {string} [plan.text] what the page is for
 * @param {() => Promise<any>} plan.ask
 * @param {(data: any) => any} plan.view
 */
export function portalPage({ title, text, ask, view }, { ended, setTitle }) {
  const wait = () => h("div", { class: "card", "aria-busy": "true", key: "bones" }, bones());
  const part = loaded({ ask, view, wait }, ended);
  setTitle(title);
  return { ready: part.ready, view: () => portalFrame(title, text, part.view()) };
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
