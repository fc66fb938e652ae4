/** Which program on which system a session is of, as people call them, from what it called itself. */
import { t } from "./i18n.js";
import "./session-words.js";

/** What tells programs apart, the more special before what they claim to be, too. */
const PROGRAMS = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const SYSTEMS = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/**
 * "Firefox on Linux"; of a program that isn't a browser its own name.
 * @param {string | null} userAgent
 */
export function programName(userAgent) {
  const text = userAgent ?? "";
  const find = (known) => known.find(([, pattern]) => pattern.test(text))?.[0];
  const program = find(PROGRAMS) ?? /^[\w.+-]{1,40}(?=\/|$)/.exec(text)?.[0];
  const system = find(SYSTEMS);
  if (program && system) return t("sessions.program", { program, system });
  return program ?? system ?? t("sessions.unknown");
}
