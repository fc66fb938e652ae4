/** From values to places on the page: round ticks, straight scales, and the trend of a row of values. */

/** Below this part of the highest value, what lies between the values can't be seen from zero. */
const NEAR = 0.5;

/**
 * Round numbers that span all values, zero among them: 0, 200, 400, 600.
 * @param {number[]} values
 * @param {object} [options]
 * @param {number} [options.wanted] about how many
 * @param {boolean} [options.isNear] leaves zero out where the values lie far from it and close together
 */
export function ticks(values, { wanted = 5, isNear = false } = {}) {
  const known = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const isFar = isNear && least > 0 && most > least && most - least < NEAR * most;
  const low = isFar ? least : Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const step = stepFor((high - low) / wanted || 1);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
}

/** The next of 1, 2, 2.5 and 5 with as many zeros as it takes. */
function stepFor(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return tidy(([1, 2, 2.5, 5].find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power);
}

/** Without the dust that sums of fractions leave: 0.3, not 0.30000000000000004. */
function tidy(value) {
  return Number(value.toPrecision(12)) || 0;
}

/** A straight scale from values to places. */
export function scale([low, high], [from, to]) {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** Every how manieth text can stand, where each needs so much room. */
export function every(texts, room) {
  const widest = Math.max(0, ...texts.map((text) => text.length * LETTER + LETTER));
  return room > 0 ? Math.max(1, Math.ceil(widest / room)) : 1;
}

/** About how wide a small letter is. */
export const LETTER = 7;

/**
 * The straight line through values that misses them least: what it says at each of them. Missing values are left out
 * of the sum; null where fewer than two are known.
 * @param {(number | null)[]} values
 */
export function trend(values) {
  const known = values.flatMap((y, x) => (y === null ? [] : [{ x, y }]));
  if (known.length < 2) return null;
  const mean = (name) => known.reduce((sum, point) => sum + point[name], 0) / known.length;
  const [x0, y0] = [mean("x"), mean("y")];
  const above = known.reduce((sum, { x, y }) => sum + (x - x0) * (y - y0), 0);
  const slope = above / known.reduce((sum, { x }) => sum + (x - x0) ** 2, 0);
  return values.map((_, x) => y0 + slope * (x - x0));
}
