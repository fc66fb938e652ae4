/** The words of the dialogs in which the users of a customer's portal are invited and changed. */
import { learn } from "../i18n.js";

export const WORDS = {
  "member.invite": "Invite a user",
  "member.invite.text": "The invitation goes by mail. Who accepts it sees the portal, and manages nobody.",
  "member.name": "Name",
  "member.email": "E-mail",
  "member.email.hint": "The address to sign in with.",
  "member.send": "Send invitation",
  "member.send.busy": "Sending…",
  "member.leave": "Leave without inviting?",

  "member.rename": "Rename {name}",
  "member.rename.hint": "{email} stays the address to sign in with.",
  "member.save": "Save",
  "member.save.busy": "Saving…",

  "member.disable": "Disable {name}?",
  "member.disable.yes": "Disable",
  "member.enable": "Enable {name}?",
  "member.enable.yes": "Enable",
  "member.enable.text": "{name} can sign in again. Sessions that were ended stay ended.",
  "member.reinvite": "Invite {name} again?",
  "member.reinvite.yes": "Invite again",
  "member.reinvite.text": "{name} gets another link by mail. The one before stops working.",
  "member.resetFactor": "Reset {name}'s second factor?",
  "member.resetFactor.yes": "Reset",
  "member.remove": "Remove {name}?",
  "member.remove.yes": "Remove for good",
  "member.same": "{name} is in this state already.",
};
learn(WORDS);
