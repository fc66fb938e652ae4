/** The words of one event of the journal. */
import { learn } from "../../lib/i18n.js";

export const WORDS = {
  "event.title": "Event",
  "event.all": "All events",
  "event.missing": "No such event",
  "event.missing.text": "This event doesn't exist, or it isn't one of your company.",
  "event.when": "Time",
  "event.side": "Side",
  "event.about": "About",
  "event.request": "Request",
  "event.changes": "What changed",
  "event.unchanged": "This event changed no field.",
  "event.field": "Field",
  "event.before": "Before",
  "event.after": "After",
  "event.nothing": "Nothing",
  "event.seal": "Seal",
  "event.place": "Place in the chain",
  "event.hash": "SHA-256",
  "event.sealed": "Sealed: from here on, any later change of this event, or of one before it, would be noticed.",
  "event.unsealed": "Not sealed yet. That takes about a second.",
  "event.erased": "Personal details of this event were erased.",
  "event.same.actor": "All by {name}",
  "event.same.target": "All about {name}",

  "audit.type.session": "Session",
  "audit.type.customer": "Customer",
  "audit.type.membership": "Membership",
  "audit.type.app_user": "User",
  "audit.type.customer_portal": "Portal",
  "audit.type.portal_user": "Portal user",
  "audit.type.operator_user": "Operator",
  "audit.type.api_key": "API key",
  "audit.type.mail": "Mail",
  "audit.type.other": "{type}",
};
learn(WORDS);
