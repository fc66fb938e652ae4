/** The words of a customer's portal. */
import { learn } from "../lib/i18n.js";
import "../lib/customer-words.js";

export const WORDS = {
  "door.title": "Sign in to your portal",
  "door.text": "See what you use, what you have bought, and whom to talk to.",
  "door.at": "You are at ",
  "door.other": ". Your provider gave you this address; ask there if nobody lets you in.",

  "missing.title": "No portal has this address",
  "missing.text":
    "An address of a portal ends in small letters, digits and hyphens. Please check the one that you were given.",
  "missing.near": "Did you mean this one?",

  "home.of": "{customer}, looked after by {provider}",
  "home.provider": "Looked after by",
  "home.contracts": "Contracts running",
  "home.contracts.text": "Bought for longer",
  "home.contracts.empty": "There is no contract. What you use is billed by period.",
  "home.contacts.empty": "Nobody is named yet.",
  "home.invoices.empty": "No invoice has been issued yet.",
  "home.people": "People enabled",
  "home.people.invited": { one: "{count} invitation is open", other: "{count} invitations are open" },

  "usage.text": "Product by product and period by period, as it is billed.",
  "contracts.text": "What you have bought for longer, and until when.",
  "contracts.none": "What you use is billed by period. If you buy for longer, the contract appears here.",
  "contracts.until": "to {day}",
  "contacts.text": "The people of your company whom your provider talks to.",
  "contacts.none": "Tell your provider who looks after technology, finance and purchases.",

  "people.title": "People",
  "people.count": { one: "{count} person", other: "{count} people" },
  "people.by.NAME": "Name",
  "people.by.CREATED_AT": "Added",
  "people.may.PORTAL_ADMIN": "Sees everything of this portal, and who may sign in.",
  "people.may.PORTAL_USER": "Sees usage, contracts and contacts. Prices and invoices are the administrator's.",
  "people.unmatched": "Nobody is in this state",
  "people.unmatched.text": "Choose another state.",
  "people.empty": "Nobody yet",
  "people.empty.text": "Whoever may sign in at this portal appears here.",
};
learn(WORDS);
