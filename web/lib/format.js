/** Numbers, money and moments in the reader's language. Formatters are made once: making one is slow. */

import { conventions } from "./i18n.js";

const cache = new Map();

function cached(kind, locale, options) {
  const key = kind.name + locale + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new kind(locale, options));
  return cache.get(key);
}

/** Digits are the locale's; names of months and countries are words of the page's language. */
const digits = (options) => cached(Intl.NumberFormat, conventions.locale, options);
const dates = (options) => cached(Intl.DateTimeFormat, conventions.language, options);

const names = (type) => cached(Intl.DisplayNames, conventions.language, { type });

/** A count: 12,345. */
export function number(value) {
  return digits({}).format(value);
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
  const format = digits({ style: "currency", currency });
  return format.format(minorUnits / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** A day or a moment as a day: 21 Nov 2026. */
export function day(value) {
  const timeZone = value.length === 10 ? "UTC" : conventions.timeZone;
  return dates({ day: "numeric", month: "short", year: "numeric", timeZone }).format(new Date(value));
}

/** From one day to another, as short as it can be: 26 Oct – 25 Nov 2026. */
export function days(first, last) {
  const format = dates({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return format.formatRange(new Date(first), new Date(last));
}

/** A moment to the minute, as short as it can be: 21 Nov 2026, 09:30. */
export function time(value) {
  const options = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" };
  return dates({ ...options, timeZone: conventions.timeZone }).format(new Date(value));
}

/** The time of day: 09:30. */
export function clock(value) {
  return dates({ hour: "2-digit", minute: "2-digit", timeZone: conventions.timeZone }).format(new Date(value));
}

/** A moment in full, with its time zone. */
export function moment(value) {
  return dates({ dateStyle: "full", timeStyle: "long", timeZone: conventions.timeZone }).format(new Date(value));
}

/** A country's name from its ISO 3166-1 code. */
export function country(code) {
  try {
    return names("region").of(code) ?? code;
  } catch {
    return code;
  }
}

/** A language by its name: nb is Norwegian Bokmål. */
export function languageOf(locale) {
  try {
    return names("language").of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** A currency by its name: Norwegian Krone (NOK). */
export function currencyName(code) {
  try {
    const name = names("currency").of(code);
    return name === code ? code : `${name} (${code})`;
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
