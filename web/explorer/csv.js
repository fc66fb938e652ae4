/**
 * A table as CSV (RFC 4180): CRLF, a byte order mark so that spreadsheets read UTF-8, and a guard against texts that
 * a spreadsheet would run as formulas.
 */

const MARK = "\ufeff";
const DANGEROUS = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NEGATIVE = /^-\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?$/;

/** @param {{columns: {title: string}[], rows: any[][]}} table */
export function toCSV({ columns, rows }) {
  const lines = [columns.map(({ title }) => title), ...rows].map((cells) => cells.map(field).join(","));
  return `${MARK}${lines.join("\r\n")}\r\n`;
}

/** One cell. Numbers stay numbers, negative ones too; a text that begins like a formula gets an apostrophe. */
export function field(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const text = DANGEROUS.test(value) && !NEGATIVE.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** "customers-contacts-2026-11-21.csv" */
export function fileName(label, ending, now = new Date()) {
  const name = label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "answer";
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${name}-${day.join("-")}.${ending}`;
}
