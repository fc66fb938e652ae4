/** The people to talk to at the customer. What is kept of one is the administrators' affair. */
import { h } from "../../lib/h.js";
import { contactCards, noContacts } from "../../lib/contact-cards.js";
import { t } from "../../lib/i18n.js";
import { paged } from "../../lib/paged.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

export default function contacts(context) {
  const { client, ended, toast, viewer, changed, params: { id } } = context;
  const ask = async (page) => ({ list: (await client.query("customerContacts", { id, ...page })).customer.contacts });
  const none = () => noContacts(t("contacts.none"));

  async function open({ id: contact, name }) {
    const { openPersonalData } = await import("../../lib/personal-data.js");
    const onErased = async () => {
      toast(t("contacts.erased", { name }));
      await Promise.all([list.again(), changed()]);
      // The button that the dialog came from goes with its card.
      document.querySelector("h1")?.focus();
    };
    openPersonalData("contact", { id: contact, name }, { client, ended, toast, onErased });
  }

  const tool = (contact) => {
    const label = t("contacts.personal.of", { name: contact.name });
    const look = { class: "button contact__tool", type: "button", "aria-label": label };
    return viewer.role === "ADMIN" && h("button", { ...look, onclick: () => open(contact) }, t("contacts.personal"));
  };
  const view = ({ list: page }) => contactCards(page, tool);
  const list = paged({ path: tabPath(id, "contacts"), things: "contacts", ask, view, none }, context);
  return list;
}
