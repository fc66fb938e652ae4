/** The words of the pages that links in mails lead to. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "door.INVITATION": "Welcome, {name}",
  "door.INVITATION.name": "Welcome",
  "door.INVITATION.text": "{company} has invited you to its partner portal. Choose a password to come in.",
  "door.INVITATION.portal": "{company} has invited you to your company's portal. Choose a password to come in.",
  "door.INVITATION.do": "Start",
  "door.PASSWORD_RESET": "A new password",
  "door.PASSWORD_RESET.name": "A new password",
  "door.PASSWORD_RESET.text": "For {name} at {company}. You will be signed out everywhere else.",
  "door.PASSWORD_RESET.portal": "For {name} at the portal of {company}. You will be signed out everywhere else.",
  "door.PASSWORD_RESET.do": "Save and sign in",
  "door.EMAIL_CHANGE": "Sign in with {email}?",
  "door.EMAIL_CHANGE.name": "Your new e-mail",
  "door.EMAIL_CHANGE.text": "For {name} at {company}. You are signed out everywhere; your password stays the same.",
  "door.EMAIL_CHANGE.portal":
    "For {name} at the portal of {company}. You are signed out everywhere; your password stays the same.",
  "door.EMAIL_CHANGE.do": "Confirm the new e-mail",
  "door.email.done": "Your e-mail is changed. Sign in with {email}.",
  "door.looking": "Looking at your link…",
  "door.broken": "This link can't be used",
  "door.until": "This link works until {time}.",
  "door.done": "Your password is set. Sign in with it.",
  "door.to.sign-in": "Go to the sign-in",
  "door.to.account": "Go to your account",
  "door.to.forgot": "Ask for a new link",
  "back.title": "Signing you in",
  "back.busy": "One moment…",
  "back.failed": "You aren't signed in",
  "back.over": "This sign-in began elsewhere, or is over. Begin it again.",
  "back.again": "Back to the sign-in",
  "back.account": "Back to your account",
  "back.bound": "Your account is bound.",
  "forgot.title": "Forgot your password?",
  "forgot.text": "Enter the e-mail that you sign in with, and we send you a link to choose a new password.",
  "forgot.do": "Send the link",
  "forgot.sent": "Look at your mails",
  "forgot.sent.text":
    "If somebody with the e-mail {email} may sign in here, a link is on its way. It works for half an hour.",
  "forgot.none": "No mail? Look among the unwanted ones, or ask an administrator.",
  "forgot.back": "Back to the sign-in",
};

learn(WORDS);
