/** The words of the list of shortcuts and of the search that leads anywhere. */
import { learn } from "./i18n.js";

export const WORDS = {
  "help.search": "Search this list",
  "help.find": "Search customers, or go anywhere",
  "help.list": "Show these shortcuts",
  "help.go": "Go to {place}",
  "help.run": "Run the query, in the explorer",
  "help.save": "Save, in a form",
  "help.escape": "Close what is open",
  "help.everywhere": "Everywhere",
  "help.places": "Places",
  "help.then": "then",

  "palette.title": "Search or go to",
  "palette.label": "Page, customer or action",
  "palette.placeholder": "Page, customer or action",
  "palette.pages": "Go to",
  "palette.customers": "Customers",
  "palette.actions": "Actions",
  "palette.theme": "Theme: {theme}",
  "palette.found": { one: "{count} result", other: "{count} results" },
  "palette.nothing": "Nothing found for “{text}”.",
  "palette.searching": "Searching customers",
  "palette.failed": "Customers can't be searched right now: {reason}",
  "palette.all": "All customers with “{text}”",
  "palette.hint": "choose",
  "palette.open": "open",
  "palette.close": "close",
};
learn(WORDS);
