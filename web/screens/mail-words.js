/** The words of the operator's mails. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "mails.title": "Mails",
  "mails.count": { one: "{count} mail", other: "{count} mails" },
  "mails.search": "Search mails",
  "mails.hint": "Whole e-mail address",
  "mails.by.CREATED_AT": "Made",
  "mails.subject": "Subject",
  "mails.to": "To",
  "mails.company": "Company",
  "mails.state": "State",
  "mails.state.any": "Any state",
  "mails.state.QUEUED": "Queued",
  "mails.state.HELD": "Held",
  "mails.state.SENT": "Sent",
  "mails.state.FAILED": "Failed",
  "mails.state.CANCELLED": "Cancelled",
  "mails.unmatched": "No such mail",
  "mails.unmatched.text": "Try another state, or the whole address of a recipient.",
  "mails.empty": "No mails yet",
  "mails.empty.text": "Mails appear here as soon as somebody is invited or removed, or changes a password.",

  "mail.title": "Mail",
  "mail.all": "All mails",
  "mail.missing": "No such mail",
  "mail.missing.text": "This mail doesn't exist, or went with its company.",
  "mail.words": "What it says",
  "mail.template": "Template",
  "mail.sent": "Sent",
  "mail.due": "Next attempt",
  "mail.attempts": "Attempts",
  "mail.error": "Reason",
  "mail.unkept": "What a mail says is written when it is sent, and kept nowhere.",
  "mail.held":
    "No mail server is set up, so this mail is held here. Opening it makes a link that works; one that was made before no longer does.",
  "mail.opened": "The mail is open.",
  "mail.retried": "The mail is tried again.",
  "mail.do.open": "Open the mail",
  "mail.do.again": "Make a new link",
  "mail.do.retry": "Try again",
};

learn(WORDS);
