/** The people to talk to at the customer. */
import { contactCards, noContacts } from "../../lib/contact-cards.js";
import { t } from "../../lib/i18n.js";
import { paged } from "../../lib/paged.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

export default function contacts(context) {
  const { client, params: { id } } = context;
  const ask = async (page) => ({ list: (await client.query("customerContacts", { id, ...page })).customer.contacts });
  const none = () => noContacts(t("contacts.none"));
  const view = ({ list }) => contactCards(list);
  return paged({ path: tabPath(id, "contacts"), things: "contacts", ask, view, none }, context);
}
