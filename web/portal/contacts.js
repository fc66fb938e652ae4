/** The people that the customer named, so that the right one is called. */
import { contactCards, noContacts } from "../lib/contact-cards.js";
import { t } from "../lib/i18n.js";
import { paged } from "../lib/paged.js";
import { portalFrame, wait } from "./frame.js";

export default function contacts(context) {
  const ask = async (page) => ({ list: (await context.client.query("portalContacts", page)).contacts });
  const none = () => noContacts(t("contacts.none"));
  const path = `${context.viewer.home}/contacts`;
  const view = ({ list }) => contactCards(list);
  const part = paged({ path, things: "contacts", ask, view, none, wait }, context);
  context.setTitle(t("place.contacts"));
  return { ...part, view: () => portalFrame(t("place.contacts"), t("contacts.text"), part.view()) };
}
