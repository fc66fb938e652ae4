/** How words are chosen, by key and by number, and how the reader writes numbers and moments. */
import { WORDS } from "./words.js";

const words = { ...WORDS };
const LANGUAGE = "en";
const BROWSER = globalThis.navigator?.language ?? "en-GB";

/** How the reader writes: digits as the locale has them, moments in the zone. Words stay in the page's language. */
export const conventions = { language: LANGUAGE, locale: BROWSER, timeZone: undefined, businessZone: undefined };

/**
 * Takes over what the viewer's account says; what it leaves open stays as the browser has it.
 * @param {{locale?: string, timeZone?: string, businessZone?: string}} [wanted]
 */
export function adopt({ locale, timeZone, businessZone } = {}) {
  conventions.locale = isKnown(Intl.NumberFormat, locale) ? locale : BROWSER;
  conventions.language = languageFor(conventions.locale);
  conventions.timeZone = zone(timeZone);
  conventions.businessZone = zone(businessZone) ?? conventions.timeZone;
}

function isKnown(format, locale) {
  try {
    return Boolean(locale) && format.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}

/** The page's language as the reader's country writes it: English with a Norwegian's order of day and month. */
function languageFor(locale) {
  const wanted = new Intl.Locale(locale).maximize();
  if (wanted.language === LANGUAGE) return locale;
  return wanted.region ? `${LANGUAGE}-${wanted.region}` : LANGUAGE;
}

function zone(name) {
  try {
    return name ? new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone : undefined;
  } catch {
    return undefined;
  }
}

const plurals = new Intl.PluralRules(LANGUAGE);

/**
 * Adds the words of a part of the front that comes when it is asked for.
 * @param {Record<string, string | Record<string, string>>} more
 */
export function learn(more) {
  Object.assign(words, more);
}

/**
 * The text of a key. `{name}` stands for a value; a number is written as the reader writes numbers, and `count` also
 * chooses between the forms of a plural.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const found = words[key];
  if (found === undefined) throw new Error(`No words for ${key}.`);
  const text = typeof found === "string" ? found : found[plurals.select(Number(values.count))] ?? found.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? written(values[name]) : whole));
}

function written(value) {
  return typeof value === "number" ? value.toLocaleString(conventions.locale) : value;
}
