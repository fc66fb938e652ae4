/** Why a user sees a customer or doesn't, in sentences: of what the server found, nothing is decided here. */
import { day } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import "./explain-words.js";

/**
 * The whole of it in one sentence.
 * @param {string} user what the user is called
 * @param {string} customer what the customer is called
 * @param {{isAllowed: boolean, steps: any[]}} explanation
 */
export function reason(user, customer, { isAllowed, steps }) {
  const end = steps.at(-1);
  const facts = {
    user,
    customer,
    company: nameOf(steps, "ORGANIZATION"),
    partnership: nameOf(steps, "MEMBERSHIP"),
    by: end.grantedBy,
    day: end.grantedAt && day(end.grantedAt),
  };
  if (isAllowed) return t(`explain.yes.${end.grantedBy ? "granted" : end.kind}`, facts);
  // The account's state or the role says more than that one of them is the reason.
  return t(`explain.no.${end.kind === "ACCOUNT" ? end.state : end.kind === "ROLE" ? end.role : end.kind}`, facts);
}

/** One thing that has to hold. */
export function condition({ kind, name, role, customerAccess }) {
  const word = customerAccess === "ALL" ? "ALL" : kind;
  return t(`explain.step.${word}`, { company: name, partnership: name, role: role && t(`role.${role}`) });
}

function nameOf(steps, kind) {
  return steps.find((step) => step.kind === kind)?.name ?? "";
}
