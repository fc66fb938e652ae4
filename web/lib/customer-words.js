/** Words that a customer's page and a customer's portal share. */
import { learn } from "./i18n.js";

export const WORDS = {
  "usage.table": "Usage by period",
  "usage.column": "{product} ({unit})",
  "usage.now": "So far",
  "usage.more": "{count} more than before",
  "usage.fewer": "{count} fewer than before",
  "usage.same": "as before",
  "usage.in": "{label}: {change}",
  "usage.measure.PEAK": "The highest figure of each period counts.",
  "usage.measure.SUM": "All of each period together counts.",
  "usage.measure.LAST": "The last figure of each period counts.",
  "usage.empty": "No usage yet",
  "usage.empty.text": "As soon as a product reports what is used, it appears here by period.",

  "contracts.title": "Contracts",
  "contracts.product": "Product",
  "contracts.status": "Status",
  "contracts.span": "Runs",
  "contracts.price": "Price for one",
  "contracts.value": "A year",
  "contracts.status.ACTIVE": "Active",
  "contracts.status.UPCOMING": "Upcoming",
  "contracts.status.CANCELLED": "Cancelled",
  "contracts.status.ENDED": "Ended",
  "contracts.left": { one: "ends in {count} day", other: "ends in {count} days" },
  "contracts.renews": { one: "renews in {count} day", other: "renews in {count} days" },
  "contracts.cancelled": "cancelled {day}",
  "contracts.count": { one: "{count} contract", other: "{count} contracts" },
  "contracts.empty": "No contracts",

  "contacts.count": { one: "{count} contact", other: "{count} contacts" },
  "contacts.empty": "Nobody is named yet",
  "contacts.missing": "Nobody is named for: {types}.",

  "people.state": "State",
  "people.state.ENABLED": "Enabled",
  "people.state.DISABLED": "Disabled",
  "people.state.UNCONFIRMED": "Unconfirmed",
};
learn(WORDS);
