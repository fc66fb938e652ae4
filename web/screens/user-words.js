/** The words of what administrators do with users, for the buttons that open its dialogs. */
import { learn } from "../lib/i18n.js";

export const WORDS = {
  "users.add": "Add user",
  "users.added": "{name} is added.",
  "user.do.edit": "Edit",
  "user.do.explain": "Explain access",
  "user.do.reinvite": "Invite again",
  "user.reinvited": "{name} gets another link by mail; the one before stops working.",
  "user.do.reset": "Reset password",
  "user.do.disable": "Disable",
  "user.do.enable": "Enable",
  "user.do.remove": "Remove",
  "user.invitation": "Invitation",
  "user.invitation.until": "The link works until {time}",
  "user.invitation.over": "The link's time was over on {time}",
  "user.invitation.none": "No link works. Invite again to send one.",
  "user.saved": "Saved. It holds from {name}'s next click on.",
  "user.done.disableUser": "{name} is disabled.",
  "user.done.enableUser": "{name} is enabled.",
  "user.done.resetUserPassword": "{name} gets a link by mail to choose a new password.",
  "user.done.removeUser": "{name} is removed.",

  "user.place": "Partnership",
  "user.place.do": "Change",
  "user.place.add": "Add to a partnership",
  "user.place.take": "Remove",
  "user.place.take.of": "Remove from {partnership}",
  "user.place.ADMIN": "All customers, as an administrator",
  "user.place.MARKETING": "None. The partner kit shows what fits.",
  "user.place.NOTIFICATIONS": "None. Gets the mails.",
  "user.nowhere.USER": "Belongs to no partnership, and so sees no customer.",
  "user.nowhere.MARKETING": "Belongs to no partnership. The partner kit shows what is for all.",
  "user.nowhere.NOTIFICATIONS": "Belongs to no partnership, and so gets no mails about any.",
  "user.placed": "{name} belongs to {partnership}. It holds from the next click on.",
  "user.taken": "{name} no longer belongs to {partnership}.",
};
learn(WORDS);
