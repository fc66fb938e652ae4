/** The people to talk to, as cards: who, for what, and how to reach them; and what nobody is named for. */
import { h, icon } from "./h.js";
import { mailLink, phoneLink } from "./detail.js";
import { t } from "./i18n.js";
import { initials } from "./shell.js";
import { badge } from "./table.js";
import "./customer-words.js";

/** Values of ContactType. */
export const TYPES = ["SALES", "CUSTOMER_SUCCESS", "FINANCE", "TECHNICAL"];

/**
 * A card for each person. Whoever does several things is one person still. Of one page among several nobody is missed.
 * @param {{nodes: any[], totalCount: number}} contacts
 * @param {(contact: any) => any} [tool] what can be done with one
 */
export function contactCards({ nodes: contacts, totalCount }, tool = () => null) {
  const isWhole = contacts.length === totalCount;
  const missing = TYPES.filter((type) => isWhole && !contacts.some((contact) => contact.type === type));
  const names = new Intl.ListFormat("en", { type: "conjunction" }).format(
    missing.map((type) => t(`contact.type.${type}`)),
  );
  return [
    h("ul", { class: "contacts" }, people(contacts).map((one) => person(one, tool(one)))),
    missing.length > 0 && h("p", { class: "sub" }, t("contacts.missing", { types: names })),
  ];
}

/** The persons behind contacts: the same name and address is the same person. */
export function people(contacts) {
  const found = new Map();
  for (const contact of contacts) {
    const key = `${contact.name}\n${contact.email}`;
    const known = found.get(key);
    if (known) known.types.push(contact.type);
    else found.set(key, { ...contact, types: [contact.type] });
  }
  return [...found.values()];
}

function person({ id, name, title, types, email, phone }, tool) {
  return h("li", { class: "card contact", key: id }, [
    h("span", { class: "avatar", "aria-hidden": "true" }, initials(name)),
    h("div", { class: "contact__who" }, [
      h("h2", { class: "contact__name" }, name),
      title && h("p", { class: "sub" }, title),
    ]),
    h("div", { class: "contact__types" }, types.map((type) => badge(t(`contact.type.${type}`), "plain"))),
    h("ul", { class: "contact__reach" }, [
      email && h("li", null, icon("mail"), mailLink(email)),
      phone && h("li", null, icon("phone"), phoneLink(phone)),
    ]),
    tool,
  ]);
}

/** A person in a short list. */
export function contactItem({ name, title, type, email, phone }) {
  return [
    h("div", { class: "person__who" }, [
      h("strong", null, name),
      h("span", { class: "sub" }, [t(`contact.type.${type}`), title].filter(Boolean).join(" · ")),
    ]),
    h("div", { class: "person__reach" }, mailLink(email, "soft"), phoneLink(phone, "soft")),
  ];
}

/** Where nobody is named. */
export async function noContacts(text) {
  const { notice } = await import("./states.js");
  return notice({ symbol: "phone", title: t("contacts.empty"), text });
}
