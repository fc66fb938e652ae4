/** The journal's words in the reader's language; those that came later as they are stored. */
import { t } from "../../lib/i18n.js";
import { WORDS } from "./words.js";

/** Kinds of events that can be asked for. */
export const ACTIONS = Object.keys(WORDS).map((key) => /^audit\.action\.(\w+\.\w+)$/.exec(key)?.[1]).filter(Boolean);

/** Where the journal of a side is read: a company's by its administrators, the operator's own by the operator. */
export function journalPath(realm) {
  return realm === "OPERATOR" ? "/admin/audit" : "/settings/audit";
}

/** What was done: "Customer changed". */
export function actionOf(action) {
  return ACTIONS.includes(action) ? t(`audit.action.${action}`) : t("audit.action.other", { action });
}

/** A field by its name: "Phone". */
export function fieldOf(field) {
  return `audit.field.${field}` in WORDS ? t(`audit.field.${field}`) : t("audit.field.other", { field });
}

/** A value of a field: a reason is said, all else shown. */
export function valueOf(field, value) {
  return field === "reason" && `audit.reason.${value}` in WORDS ? t(`audit.reason.${value}`) : value;
}

/** Who did it, by the name of that time. What is personal of an event may be erased with somebody's data. */
export function actorOf({ actorKind, detail }) {
  if (!detail) return t("audit.erased");
  return detail.actorName ?? t(actorKind === "SYSTEM" ? "audit.system" : "audit.nobody");
}
