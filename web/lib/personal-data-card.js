/** What is kept of oneself, as a file. */
import { h, signal } from "./h.js";
import { card } from "./detail.js";
import { t } from "./i18n.js";
import "./personal-data-words.js";

/**
 * Makes the card.
 * @param {{client: any, viewer: any, toast: Function}} context
 * @returns {() => any} what draws it
 */
export function personalDataCard({ client, viewer, toast }) {
  const isBusy = signal(false);

  async function save() {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      const { download } = await import("./personal-data.js");
      const message = await download(client, { name: viewer.name });
      toast(message || t("personal.saved"), { isError: Boolean(message) });
    } catch (error) {
      if (error.kind !== "auth") toast(error.message, { isError: true });
    } finally {
      isBusy.value = false;
    }
  }

  const button = (off) =>
    h("button", { class: "button", type: "button", "aria-disabled": off ? "true" : null, onclick: save }, [
      t(off ? "personal.busy" : "personal.download"),
    ]);
  return () =>
    card("personal", t("personal.title"), [
      h("div", { class: "card__form" }, [h("p", { class: "sub" }, t("personal.text")), button(isBusy.value)]),
    ]);
}
