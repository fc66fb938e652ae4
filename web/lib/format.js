/** Numbers, money and moments in the reader's language. Formatters are made once: making one is slow. */

const LANGUAGE = globalThis.navigator?.language ?? "en-GB";
const cache = new Map();

function cached(kind, options) {
  const key = kind.name + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new kind(LANGUAGE, options));
  return cache.get(key);
}

/** A count: 12,345. */
export function number(value) {
  return cached(Intl.NumberFormat, {}).format(value);
}

/** "1 customer", "12 customers". */
export function count(value, one, many = `${one}s`) {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/**
 * Money from minor units; how many digits those are is the currency's own affair.
 * @param {{minorUnits: number, currency: string}} amount
 */
export function money({ minorUnits, currency }) {
  const format = cached(Intl.NumberFormat, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits;
  return format.format(minorUnits / 10 ** digits);
}

/** A day or a moment as a day: 21 Nov 2026. */
export function day(value) {
  const isDay = value.length === 10;
  const options = { day: "numeric", month: "short", year: "numeric", ...(isDay ? { timeZone: "UTC" } : {}) };
  return cached(Intl.DateTimeFormat, options).format(new Date(value));
}

/** A moment to the minute, with its time zone. */
export function moment(value) {
  const options = { dateStyle: "full", timeStyle: "long" };
  return cached(Intl.DateTimeFormat, options).format(new Date(value));
}

/** A country's name from its ISO 3166-1 code. */
export function country(code) {
  try {
    return cached(Intl.DisplayNames, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Milliseconds as people say them: 8 ms, 1.24 s. */
export function duration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

/** Bytes as people say them: 312 B, 4.2 kB. */
export function bytes(value) {
  if (value < 1000) return `${value} B`;
  if (value < 1_000_000) return `${(value / 1000).toFixed(1)} kB`;
  return `${(value / 1_000_000).toFixed(1)} MB`;
}
