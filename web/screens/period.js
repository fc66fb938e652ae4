/** Reporting periods: months that begin on a day of their own. */
import { addDays, monthOf } from "../lib/days.js";

/**
 * The period that a day lies in.
 * @param {string} day
 * @param {number} anchor the day of the month on which periods begin, 1 to 28
 */
export function periodAt(day, anchor) {
  const isBefore = Number(day.slice(8)) < anchor;
  const first = addDays(monthOf(day, isBefore ? -1 : 0), anchor - 1);
  return { first, last: addDays(monthOf(first, 1), anchor - 2) };
}
