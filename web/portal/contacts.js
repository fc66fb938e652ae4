/** The people that the customer named, so that the right one is called. */
import { contactCards, noContacts } from "../lib/contact-cards.js";
import { t } from "../lib/i18n.js";
import { portalPage } from "./page.js";

export default function contacts(context) {
  async function ask() {
    const { contacts: found } = await context.client.query("portalContacts");
    return { nodes: found.nodes, empty: found.nodes.length ? null : await noContacts(t("contacts.none")) };
  }

  const view = ({ nodes, empty }) => empty ?? contactCards(nodes);
  return portalPage({ title: t("place.contacts"), text: t("contacts.text"), ask, view }, context);
}
