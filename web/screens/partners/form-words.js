/** The words of the dialogs in which the operator adds and changes partners. */
import { learn } from "../../lib/i18n.js";

export const WORDS = {
  "partnerform.busy": "Saving…",
  "partnerform.save": "Save",
  "partnerform.stale": "Leave this and open it again to change what it is now.",
  "partnerform.ask.yes": "Yes, change it",
  "partnerform.ask.no": "No, go back",
  "partnerform.ask": "Are you sure?",

  "partnerform.add": "Add a partner",
  "partnerform.add.yes": "Add partner",
  "partnerform.edit": "Edit {name}",
  "partnerform.name": "Name",
  "partnerform.legal": "Legal name",
  "partnerform.vat": "VAT number",
  "partnerform.optional": "May be left empty.",
  "partnerform.zone": "Time zone",
  "partnerform.kinds": "Partnerships",
  "partnerform.kinds.text": "One company may have several, of different kinds.",
  "partnerform.kinds.needed": "Choose at least one partnership.",
  "partnerform.called": "Name of the partnership",
  "partnerform.currency": "Currency",
  "partnerform.currency.text": "Three letters, such as EUR. It can't be changed later.",
  "partnerform.day": "Reporting periods begin on day",
  "partnerform.day.text": "From 1 to 28. It can't be changed later.",
  "partnerform.admin": "First administrator",
  "partnerform.admin.text": "Gets an invitation by mail, chooses a password, and adds everybody else.",
  "partnerform.person": "Name of the administrator",
  "partnerform.email": "E-mail",

  "partnerform.partnership": "Add a partnership to {name}",
  "partnerform.partnership.yes": "Add partnership",
  "partnerform.kind": "Kind",
  "partnerform.kind.text": "It can't be changed later.",
  "partnerform.status": "Status",

  "partnerform.invite": "Invite an administrator of {name}",
  "partnerform.invite.yes": "Invite",
  "partnerform.user": "Edit {name}",
  "partnerform.role": "Role",
  "partnerform.email.other": "Another e-mail",
  "partnerform.email.invited": "Empty, it stays as it is. Another one gets an invitation of its own, and the earlier one "
    + "ends.",

  "partnerform.suspendPartner": "Suspend {name}?",
  "partnerform.suspendPartner.yes": "Suspend",
  "partnerform.reopenPartner": "Reopen {name}?",
  "partnerform.reopenPartner.yes": "Reopen",
  "partnerform.reopenPartner.text":
    "The people of {name} and of its customers' portals can sign in again, and its API keys work again. Sessions that were ended stay ended.",
  "partnerform.same": "{name} is in this state already.",
};
learn(WORDS);
