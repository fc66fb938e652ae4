/** Keyboard shortcuts: single keys outside of fields, which can be turned off (WCAG 2.1.4). */
import { showHelp } from "./help.js";
import { linksFor } from "./shell.js";

const STORED = "portico-shortcuts";
const WAIT = 1200;
const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";

/** @returns {boolean} whether single keys do anything in this browser */
export function areOn() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

/** Turns single-key shortcuts on or off, and remembers it in this browser. */
export function turn(isOn) {
  try {
    localStorage.setItem(STORED, isOn ? "on" : "off");
  } catch {
    // Storage is blocked: shortcuts stay as they are.
  }
}

let isListening = false;

/**
 * Starts to listen, once.
 * @param {{go: (path: string) => void, viewer: () => any}} page
 */
export function listen({ go, viewer }) {
  if (isListening) return;
  isListening = true;
  const keys = createSequence();
  addEventListener("keydown", (event) => {
    if (!isForUs(event)) return;
    const action = keys.press(event.key, event.timeStamp);
    if (action) event.preventDefault();
    perform(action, go, viewer());
  });
}

function isForUs(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (event.target instanceof Element && event.target.closest(FIELDS)) return false;
  return areOn() && !document.querySelector("dialog[open]");
}

function perform(action, go, viewer) {
  if (action === "help") return showHelp();
  if (action === "search") return /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"))?.focus();
  const ending = { customers: "customers", explorer: "explorer", overview: "admin" }[action];
  const link = ending && linksFor(viewer).find(({ path }) => path.endsWith(`/${ending}`));
  if (link) go(link.path);
}

const SINGLE = { "/": "search", "?": "help" };
const AFTER_G = { c: "customers", e: "explorer", o: "overview" };

/** Understands keys that follow each other: `g` then `c` within a moment. Pure: the caller brings the time. */
export function createSequence() {
  let since = -Infinity;
  return {
    /** @returns {string | undefined} the action that this key completes */
    press(key, time) {
      const isAfterG = time - since < WAIT;
      since = key === "g" && !isAfterG ? time : -Infinity;
      return isAfterG ? AFTER_G[key] : SINGLE[key];
    },
  };
}
