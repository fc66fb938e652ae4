/** Keyboard shortcuts: single keys outside of fields, which can be turned off (WCAG 2.1.4), and Ctrl+K everywhere. */
import { placesFor } from "./nav.js";

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
 * @param {{go: (path: string) => void, viewer: () => any, onHelp: () => void, onFind: () => void}} page
 */
export function listen({ go, viewer, onHelp, onFind }) {
  if (isListening) return;
  isListening = true;
  const keys = createSequence();
  addEventListener("keydown", (event) => {
    if (isFind(event) && viewer() && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      return onFind();
    }
    if (!isForUs(event)) return;
    const action = keys.press(event.key, event.timeStamp);
    if (action) event.preventDefault();
    if (action === "help") onHelp();
    if (action === "search") /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"))?.focus();
    const place = placesFor(viewer()).find(({ key }) => action === `go ${key}`);
    if (place) go(place.path);
  });
}

/** Ctrl+K, or Cmd+K: never a single key, so it works inside fields too. */
export function isFind(event) {
  const isOther = event.altKey || event.shiftKey || event.defaultPrevented;
  return !isOther && event.ctrlKey !== event.metaKey && event.key.toLowerCase() === "k";
}

function isForUs(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (event.target instanceof Element && event.target.closest(FIELDS)) return false;
  return areOn() && !document.querySelector("dialog[open]");
}

const SINGLE = { "/": "search", "?": "help" };

/** Understands keys that follow each other: `g` then `c` within a moment. Pure: the caller brings the time. */
export function createSequence() {
  let since = -Infinity;
  return {
    /** @returns {string | undefined} the action that this key completes */
    press(key, time) {
      const isAfterG = time - since < WAIT;
      since = key === "g" && !isAfterG ? time : -Infinity;
      if (isAfterG) return /^[a-fh-z]$/.test(key) ? `go ${key}` : undefined;
      return SINGLE[key];
    },
  };
}
