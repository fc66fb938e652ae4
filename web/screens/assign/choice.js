/** What an administrator selects in the dialog that assigns customers, apart from how it looks. */
import { t } from "../../lib/i18n.js";
import "./words.js";

const NAMED = 5;

/**
 * A selection. `chosen` maps ids to names.
 * @typedef {object} Selection
 * @property {boolean} isWhole whether all customers are seen, also those added later
 * @property {Map<string, string>} chosen
 */

/** Whether two selections show the same, now and later. */
export function isSame(one, other) {
  if (one.isWhole || other.isWhole) return one.isWhole === other.isWhole;
  return one.chosen.size === other.chosen.size && [...one.chosen.keys()].every((id) => other.chosen.has(id));
}

/** What the API is asked for a selection; null for one that shows nothing, which can't be asked for. */
export function inputOf(membershipId, expectedVersion, { isWhole, chosen }) {
  if (!isWhole && !chosen.size) return null;
  return { membershipId, customerIds: isWhole ? [] : [...chosen.keys()], expectedVersion };
}

/** What a selection means, in sentences. `preview` is what the server says of it, null while it is asked. */
export function consequences({ user: { name }, before, preview, ...selection }) {
  if (!selection.isWhole && !selection.chosen.size) return [t("assign.needed", { name })];
  if (isSame(selection, before)) return [t("assign.same", { name })];
  if (!preview) return [t("assign.looking")];
  const { gainedCount, gained, lostCount, lost } = preview;
  return [
    gainedCount > 0 && t("assign.gains", { name, count: gainedCount, names: listed(gained, gainedCount) }),
    lostCount > 0 && t("assign.loses", { name, count: lostCount, names: listed(lost, lostCount) }),
    t(selection.isWhole ? "assign.later" : "assign.fixed", { name }),
  ].filter(Boolean);
}

/** The first names, and how many more there are. */
function listed(customers, count) {
  const names = customers.filter(Boolean).slice(0, NAMED).map(({ name }) => name);
  const text = names.join(", ");
  return count > names.length ? t("assign.and", { names: text, count: count - names.length }) : text;
}
