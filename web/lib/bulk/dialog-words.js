/** The words of the dialog that does something with several rows. */
import { learn } from "../i18n.js";

export const WORDS = {
  "run.close": "Close",
  "run.cancel": "Cancel",
  "run.stop": "Stop",
  "run.stopping": "Stopping…",
  "run.looking": "Looking what comes of it: {part} of {count}",
  "run.asked": { one: "It would be done to {count}.", other: "It would be done to {count}." },
  "run.doing": "{part} of {count}",
  "run.same": "Is in this state already.",
  "run.none": "There is nobody and nothing that this can be done to.",
  "run.yes.reinvite": "Invite {count} again",
  "run.yes.disable": "Disable {count}",
  "run.yes.enable": "Enable {count}",
  "run.yes.remove": { one: "Remove {count} for good", other: "Remove {count} for good" },
  "run.yes.portalOn": { one: "Enable {count} portal", other: "Enable {count} portals" },
  "run.yes.portalOff": { one: "Disable {count} portal", other: "Disable {count} portals" },
  "run.left.reinvite": "Isn't invited, or has confirmed.",
  "run.left.disable": "Isn't enabled.",
  "run.left.enable": "Isn't disabled.",
  "run.left.remove": "Can't be removed.",
  "run.left.portalOn": "Is disabled, has an enabled portal, or can't have one.",
  "run.left.portalOff": "Has no enabled portal.",

  "run.part.READY": { one: "What comes of it", other: "What comes of it, for {count}" },
  "run.part.REFUSED": { one: "{count} is refused", other: "{count} are refused" },
  "run.part.LEFT": { one: "{count} stays as it is", other: "{count} stay as they are" },
  "run.part.UNSURE": "It isn't known whether this was done",
  "run.part.REST": { one: "{count} wasn't reached", other: "{count} weren't reached" },
  "run.part.DONE": { one: "{count} is done", other: "{count} are done" },

  "run.end.OVER": "{done} of {count} done.",
  "run.end.STOPPED": "Stopped: {done} of {count} done. Nothing was done with the others.",
  "run.end.ENDED": "Your session has ended: {done} of {count} done. Sign in again to go on with the others.",
  "run.end.BROKEN": "{done} of {count} done, then it failed: {message}",
  "run.chosen": "Those that it wasn't done with stay chosen.",
  "run.on": { one: "Go on with {count}", other: "Go on with {count}" },
};
learn(WORDS);
