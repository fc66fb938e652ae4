/** Attributes, live properties and handlers of an element: the only place where values meet the page. */

const SAFE_PROTOCOLS = new Set(["http:", "https:", "mailto:", "tel:", "blob:", "otpauth:"]);
const ADDRESSES = new Set(["href", "src", "action", "formaction", "xlink:href", "poster"]);
const LIVE = new Set(["value", "checked", "indeterminate"]);
const OWN = new Set(["key", "ref", "foreign"]);
const MARKUP = /^(inner|outer)html$|^srcdoc$|^style$/i;
const HANDLERS = Symbol("handlers");

/** Makes an element's attributes, live properties and handlers equal to `wanted`. */
export function setProperties(element, old, wanted) {
  for (const name of Object.keys(old)) {
    if (!(name in wanted)) setProperty(element, name, undefined, old[name]);
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== old[name] || LIVE.has(name)) setProperty(element, name, value, old[name]);
  }
}

function setProperty(element, name, value, before) {
  if (OWN.has(name)) return;
  if (MARKUP.test(name)) throw new Error(`The property ${name} would let text become markup.`);
  if (/^on/i.test(name)) setHandler(element, name.slice(2).toLowerCase(), value);
  else if (LIVE.has(name)) setLive(element, name, value ?? (name === "value" ? "" : false), before === undefined);
  else setAttribute(element, name, value);
}

/** Compared with what the page holds, not with what was drawn: the user may have typed since. */
function setLive(element, name, value, first) {
  if (first && name === "value" && element.localName === "option") element.setAttribute("value", value);
  else if (element[name] !== value) element[name] = value;
}

function setAttribute(element, name, value) {
  const named = /^(aria|data)-/.test(name);
  if (value === null || value === undefined || (value === false && !named)) return element.removeAttribute(name);
  if (ADDRESSES.has(name.toLowerCase()) && !isSafeAddress(value)) return element.removeAttribute(name);
  element.setAttribute(name, value === true && !named ? "" : String(value));
}

/** The browser's own parser decides what an address is: it strips blanks and newlines that a pattern would miss. */
export function isSafeAddress(value) {
  try {
    return SAFE_PROTOCOLS.has(new URL(String(value), document.baseURI).protocol);
  } catch {
    return false;
  }
}

/** One listener object an element: a new function takes the old one's place without touching the page. */
class Handlers {
  named = {};
  handleEvent(event) {
    return this.named[event.type]?.call(event.currentTarget, event);
  }
}

function setHandler(element, type, handler) {
  if (handler && typeof handler !== "function") throw new Error(`The handler of ${type} isn't a function.`);
  const handlers = (element[HANDLERS] ??= new Handlers());
  if (handler && !handlers.named[type]) element.addEventListener(type, handlers);
  if (!handler && handlers.named[type]) element.removeEventListener(type, handlers);
  handlers.named[type] = handler || undefined;
}
