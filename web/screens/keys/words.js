/** The words of the API keys. */
import { learn } from "../../lib/i18n.js";

export const WORDS = {
  "apiKeys.title": "API keys",
  "apiKeys.count": { one: "{count} key", other: "{count} keys" },
  "apiKeys.by.NAME": "Name",
  "apiKeys.by.CREATED_AT": "Created",
  "apiKeys.prefix": "Begins with",
  "apiKeys.partnership": "Partnership",
  "apiKeys.scopes": "May read",
  "apiKeys.used": "Last used",
  "apiKeys.never": "Never",
  "apiKeys.state": "State",
  "apiKeys.state.any": "Any state",
  "apiKeys.state.ACTIVE": "Active",
  "apiKeys.state.GRACE": "Being replaced",
  "apiKeys.state.RETIRED": "Replaced",
  "apiKeys.state.REVOKED": "Revoked",
  "apiKeys.state.EXPIRED": "Expired",
  "apiKeys.until": "until {day}",
  "apiKeys.since": "since {day}",
  "apiKeys.scope.ME_READ": "Itself only",
  "apiKeys.scope.CUSTOMERS_READ": "Customers",
  "apiKeys.scope.MSSP_REPORT_READ": "Usage report",
  "apiKeys.scope.RESELLER_REPORT_READ": "Contract report",
  "apiKeys.unmatched": "No key matches",
  "apiKeys.unmatched.text": "No key is in this state.",
  "apiKeys.empty": "No keys yet",
  "apiKeys.empty.text": "With a key, a program of yours reads the data of one partnership, say for billing. " +
    "Its secret is shown once; here you see which keys there are, what they may read and when they were used.",
};
learn(WORDS);
