/** The words of the forms that change one's own second factor. */
import { learn } from "./i18n.js";

export const WORDS = {
  "factor.how.turnOn": "You need an authenticator app on your phone. All other sessions end once it is on.",
  "factor.how.turnOff": "Your password is enough to sign in from then on.",
  "factor.how.renew": "Ten new codes take the place of those that you have: the old ones work no more.",
  "factor.next": "Go on",
  "factor.secret":
    "Add this account to your authenticator app: scan the picture, open the app on this device, or type in the key.",
  "factor.qr": "QR code for the authenticator app. The key below says the same.",
  "factor.open": "Open the app",
  "factor.key": "Key",
  "factor.copy": "Copy",
  "factor.copied": "It is on the clipboard.",
  "factor.uncopied": "The browser didn't let us copy. Select the text and copy it yourself.",
  "factor.first": "Enter the six digits that the app shows now.",
  "factor.keep": "Keep these recovery codes",
  "factor.keep.text":
    "Each stands in for the app once, should you lose your phone. Keep them where nobody else finds them: they are shown this once.",
  "factor.print": "Print",
  "factor.kept": "I have kept them",
  "factor.either": "Six digits of your authenticator app, or a recovery code.",
};

learn(WORDS);
