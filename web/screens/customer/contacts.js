/** The people to talk to at the customer. */
import { contactCards, noContacts } from "../../lib/contact-cards.js";
import { t } from "../../lib/i18n.js";
import { loaded } from "../../lib/loaded.js";
import "./words.js";

export default function contacts({ client, params, ended }) {
  async function ask() {
    const { nodes } = (await client.query("customerContacts", { id: params.id })).customer.contacts;
    return { nodes, empty: nodes.length ? null : await noContacts(t("contacts.none")) };
  }

  return loaded({ ask, view: ({ nodes, empty }) => empty ?? contactCards(nodes) }, ended);
}
