/** The words of the list of who may sign in at a customer's portal, for whoever manages it. */
import { learn } from "../i18n.js";
import "../customer-words.js";

export const WORDS = {
  "members.state.all": "All",
  "members.states": "State",
  "members.name": "Name",
  "members.login": "Last sign-in",
  "members.admin": "Administrator",
  "members.invited": "Invited",
  "members.never": "Never",
  "members.do": "Change",
  "members.stays": "Can't be removed",
  "members.none": "Nobody is in this state.",
  "members.invite": "Invite user",
  "members.sent": "{name} gets an invitation by mail.",
  "members.do.disable": "Disable",
  "members.do.enable": "Enable",
  "members.do.reinvite": "Invite again",
  "members.do.viewAs": "View as",
  "members.do.resetFactor": "Reset second factor",
  "members.do.remove": "Remove",
  "members.do.personal": "Personal data",
  "members.do.disable.of": "Disable {name}",
  "members.do.enable.of": "Enable {name}",
  "members.do.viewAs.of": "View as {name}",
  "members.do.reinvite.of": "Invite again: {name}",
  "members.do.resetFactor.of": "Reset the second factor of {name}",
  "members.do.remove.of": "Remove {name}",
  "members.do.personal.of": "Personal data of {name}",
  "members.done.disable": "{name} is disabled.",
  "members.done.enable": "{name} is enabled.",
  "members.done.reinvite": "{name} gets another link by mail; the one before stops working.",
  "members.done.resetFactor": "{name} signs in with the password alone, and is told so by mail.",
  "members.done.remove": "{name} is removed.",
  "members.done.erase": "{name} is erased.",
};
learn(WORDS);
