/** Days of the calendar as the company counts them: which day it is there, and at which moment one begins. */
import { conventions } from "./i18n.js";

const DAY = 86_400_000;

/** Whether a text names a day that exists: 2026-11-21. */
export function isDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The day that it is now, in the company's time zone. */
export function today(now = Date.now(), timeZone = conventions.businessZone) {
  const parts = partsAt(now, timeZone);
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The day so many days later. */
export function addDays(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** How many days there are from today to a day; less than none for one that has been. */
export function daysTo(day) {
  return Math.round((Date.parse(day) - Date.parse(today())) / DAY);
}

/** The first day of a day's month, or of a month so many months away. */
export function monthOf(day, away = 0) {
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + away, 1)).toISOString().slice(0, 10);
}

/**
 * The moment at which a day begins in a time zone, as the API takes it. Where clocks skip midnight, it is the first
 * moment after.
 */
export function beginning(day, timeZone = conventions.businessZone) {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  let time = wanted - offsetAt(wanted, timeZone);
  time = wanted - offsetAt(time, timeZone);
  while (today(time, timeZone) < day) time += 15 * 60_000;
  return new Date(time).toISOString();
}

/** By how much the clocks of a zone are ahead at a moment, in milliseconds. */
function offsetAt(time, timeZone) {
  const { year, month, day, hour, minute, second } = partsAt(time, timeZone);
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(time / 1000) * 1000;
}

const formats = new Map();

function partsAt(time, timeZone) {
  if (!formats.has(timeZone)) formats.set(timeZone, new Intl.DateTimeFormat("en-GB", { ...PARTS, timeZone }));
  const parts = formats.get(timeZone).formatToParts(time);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** @type {Intl.DateTimeFormatOptions} */
const PARTS = {
  calendar: "gregory",
  numberingSystem: "latn",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
};
