/** The words of the dialog that says why a user sees a customer, or doesn't. */
import { learn } from "../../lib/i18n.js";

export const WORDS = {
  "explain.title": "What {user} sees, and why",
  "explain.search": "Customer",
  "explain.hint": "A part of its name or e-mail.",
  "explain.found": { one: "{count} customer found", other: "{count} customers found" },
  "explain.more": { one: "One more. Type more of the name.", other: "{count} more. Type more of the name." },
  "explain.empty": "No customer fits.",
  "explain.choices": "Customers that fit",
  "explain.looking": "Looking…",
  "explain.gone": "This user or this customer doesn't exist any more.",
  "explain.steps": "What has to hold",
  "explain.met": "Holds:",
  "explain.unmet": "Doesn't hold:",

  "explain.yes.ORGANIZATION": "{user} sees {customer} as an administrator, who sees every customer of {company}.",
  "explain.yes.MEMBERSHIP": "{user} sees {customer} as a user of {partnership}, who sees all of its customers.",
  "explain.yes.ASSIGNMENT":
    "{user} sees {customer} as a user of {partnership}, limited to selected customers: it was assigned on {day}.",
  "explain.yes.granted":
    "{user} sees {customer} as a user of {partnership}, limited to selected customers: {by} assigned it on {day}.",
  "explain.no.INVITED": "{user} doesn't see {customer}, nor anything else: the invitation hasn't been accepted yet.",
  "explain.no.DISABLED": "{user} doesn't see {customer}, nor anything else: the account is disabled.",
  "explain.no.MARKETING": "{user} doesn't see {customer}: whoever works in marketing sees no customers.",
  "explain.no.NOTIFICATIONS": "{user} doesn't see {customer}, nor anything else: the role only receives mails.",
  "explain.no.MEMBERSHIP": "{user} doesn't see {customer}: it belongs to {partnership}, and {user} doesn't.",
  "explain.no.ASSIGNMENT":
    "{user} doesn't see {customer}: in {partnership} limited to selected customers, which this one isn't among.",

  "explain.step.ACCOUNT": "The account is confirmed and enabled.",
  "explain.step.ROLE": "The role sees customers: {role}.",
  "explain.step.ORGANIZATION": "The customer belongs to {company}.",
  "explain.step.MEMBERSHIP": "The user belongs to {partnership}, as the customer does.",
  "explain.step.ALL": "The user belongs to {partnership}, as the customer does, and sees all of its customers.",
  "explain.step.ASSIGNMENT": "The customer is assigned to the user.",
};
learn(WORDS);
