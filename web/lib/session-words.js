/** The words of the list of one's own sessions. */
import { learn } from "./i18n.js";

export const WORDS = {
  "sessions.title": "Where you are signed in",
  "sessions.text": "Sign out whatever you don't know, then change your password.",
  "sessions.program": "{program} on {system}",
  "sessions.unknown": "An unknown program",
  "sessions.this": "This one",
  "sessions.since": "Since {time}",
  "sessions.used": "Last used {time}",
  "sessions.end": "Sign out",
  "sessions.end.of": "Sign out {program}, signed in {time}",
  "sessions.ended": "Signed out: {program}.",
  "sessions.others": "Sign out everywhere else",
  "sessions.others.ended": { one: "One other session is ended.", other: "{count} other sessions are ended." },
  "sessions.more": { one: "And one more, older than these.", other: "And {count} more, older than these." },
};

learn(WORDS);
