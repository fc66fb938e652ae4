/** The words of the list of who looked at a customer's data. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "reads.title": "Who looked at your data",
  "reads.text": "One line for each person or program of your provider and each hour, kept for a year.",
  "reads.none": "Nobody of your provider has looked at your data so far.",
  "reads.kind.PARTNER": "Somebody of your provider",
  "reads.kind.OPERATOR": "Support of the portal",
  "reads.kind.API_KEY": "A program of your provider",
  "reads.as.PARTNER": "Somebody of your provider, who saw the portal as {name}",
  "reads.as.OPERATOR": "Support of the portal, who saw it as {name}",
  "reads.as.API_KEY": "A program of your provider, as {name}",
  "reads.more": { one: "And one more, older than these.", other: "And {count} more, older than these." },
};
learn(WORDS);
