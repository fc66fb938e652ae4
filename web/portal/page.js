/** A page of a customer's portal that shows what it asked for. */
import { loaded } from "../lib/loaded.js";
import { portalFrame, wait } from "./frame.js";

/**
 * The screen of a portal's page.
 * @param {object} plan
 * @param {string} plan.title
 * @param {string} [plan.text] what the page is for
 * @param {() => Promise<any>} plan.ask
 * @param {(data: any) => any} plan.view
 */
export function portalPage({ title, text, ask, view }, { ended, setTitle }) {
  const part = loaded({ ask, view, wait }, ended);
  setTitle(title);
  return { ready: part.ready, view: () => portalFrame(title, text, part.view()) };
}
