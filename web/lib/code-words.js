/** The words of codes: at the sign-in, and where one's own second factor changes. */
import { learn } from "./i18n.js";

export const WORDS = {
  "code.title": "Enter your code",
  "code.text": "Open your authenticator app and enter the six digits that it shows for this account.",
  "code.label": "Code",
  "code.missing": "Enter the six digits of your authenticator app.",
  "code.recovery.title": "Enter a recovery code",
  "code.recovery.text": "Each of the codes that you kept when you turned the second factor on works once.",
  "code.recovery.label": "Recovery code",
  "code.recovery.missing": "Enter one of your recovery codes.",
  "code.recovery": "Use a recovery code",
  "code.app": "Use the authenticator app",
  "code.again": "Start again",
};

learn(WORDS);
