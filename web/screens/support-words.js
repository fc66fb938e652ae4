/** The words of the operator's access for support. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "support.title": "Support access",
  "support.on": "The operator may view the portal as users of your company until {time}.",
  "support.off": "The operator can't view the portal as users of your company.",
  "support.text": "Whoever views as somebody sees what they see and changes nothing. It stands in the audit log.",
  "support.time": "For how long",
  "support.hours.24": "One day",
  "support.hours.168": "7 days",
  "support.hours.720": "30 days",
  "support.allow": "Allow support access",
  "support.withdraw": "Take back",
  "support.allowed": "Support access is allowed.",
  "support.withdrawn": "Support access is taken back.",
};
learn(WORDS);
