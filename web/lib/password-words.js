/** The words of what one signs in with. */
import { learn } from "./i18n.js";

export const WORDS = {
  "password.new": "New password",
  "password.hint": "At least 15 characters. A few words that don't belong together are good, and easy to remember.",
  "password.short": { one: "One more character is needed.", other: "{count} more characters are needed." },
  "password.current": "Current password",
  "password.current.missing": "Enter your current password.",
  "password.title": "Password",
  "password.text": "With a new password you are signed out everywhere, here too, and sign in with the new one.",
  "password.change": "Change password",
  "password.changed": "Your password is changed. Sign in with the new one.",
  "password.busy": "One moment…",
  "naming.title": "Name",
  "naming.text": "You are called {name}.",
  "naming.change": "Change name",
  "conventions.title": "Name, language and time zone",
  "conventions.text": "You are called {name}.",
  "conventions.change": "Change name or language",
  "naming.locale": "Language",
  "naming.zone": "Time zone",
  "naming.missing": "Enter your name.",
  "naming.save": "Save",
  "naming.changed": "Your account is changed.",
  "email.title": "E-mail",
  "email.text": "You sign in with {email}, and mails go there.",
  "email.change": "Change e-mail",
  "email.new": "New e-mail",
  "email.missing": "Enter the e-mail that you want to sign in with.",
  "email.how": "We send a link to the new address. Nothing changes before you follow it.",
  "email.send": "Send the link",
  "email.sent": "Look at the mails of {email}: a link is on its way.",
  "email.sent.text": "It works for a day. Follow it, and you sign in with the new address; until then all stays as it is.",
};

learn(WORDS);
