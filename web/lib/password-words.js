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
  "factor.title": "Second factor",
  "factor.off": "Sign in with a code of an authenticator app besides your password: then a stolen password is not enough.",
  "factor.on": "Signing in takes a code of your authenticator app besides your password.",
  "factor.codes": { one: "One recovery code is left.", other: "{count} recovery codes are left." },
  "factor.turnOn": "Turn on",
  "factor.turnOff": "Turn off",
  "factor.renew": "New recovery codes",
  "factor.done.turnOn": "The second factor is on. You are signed out everywhere else.",
  "factor.done.turnOff": "The second factor is off.",
  "factor.done.renew": "You have new recovery codes.",
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
