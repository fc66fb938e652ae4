/** The words of leads, in their list and one by one. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "leads.title": "Leads",
  "leads.search": "Search leads",
  "leads.hint": "Name, company or e-mail",
  "leads.by.NAME": "Name",
  "leads.by.RECEIVED_AT": "Received",
  "leads.company": "Company",
  "leads.email": "E-mail",
  "leads.country": "Country",
  "leads.country.any": "Any country",
  "leads.received.any": "Any time",
  "leads.received.today": "Today",
  "leads.received.week": "Last 7 days",
  "leads.received.month": "This month",
  "leads.received.last": "Last month",
  "leads.received.year": "This year",
  "leads.received.days": "Between two days",
  "leads.from": "From",
  "leads.to": "To",
  "leads.unmatched": "No lead matches",
  "leads.unmatched.text": "Try another word, another country or a longer time.",
  "leads.empty": "No leads yet",
  "leads.empty.text":
    "Leads are delivered to partnerships that buy them. Each one appears here the moment it is delivered to you.",

  "lead.title": "Lead",
  "lead.message": "Message",
  "lead.silent": "No message came with this lead.",
  "lead.write": "Write an e-mail",
  "lead.call": "Call",
  "lead.name": "Name",
  "lead.missing": "No such lead",
  "lead.missing.text": "This lead doesn't exist, or it wasn't delivered to your company.",
  "lead.all": "All leads",
};
learn(WORDS);
