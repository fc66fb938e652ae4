/** What stands in the place of content: nothing yet, nothing found, something wrong. */
import { h, icon } from "./h.js";

/**
 * A calm card that says why there is nothing to see, and what to do about it.
 * @param {{symbol: string, title: string, text: any, actions?: any, isPage?: boolean, role?: string}} card
 */
export function notice({ symbol, title, text, actions, isPage = false, role }) {
  return h("section", { class: `notice${isPage ? " notice--page" : ""}`, role, key: `notice ${title}` }, [
    h("span", { class: "notice__symbol" }, icon(symbol)),
    h(isPage ? "h1" : "h2", { class: "notice__title", tabindex: isPage ? "-1" : null }, title),
    h("p", { class: "notice__text" }, text),
    actions && h("div", { class: "notice__actions" }, actions),
  ]);
}

/**
 * A failure, in words, with the request's id and a way on.
 * @param {any} error
 * @param {() => void} retry
 */
export function problem(error, retry, { isPage = false } = {}) {
  const { title, text } = explain(error);
  return notice({
    symbol: "alert",
    title,
    isPage,
    role: "alert",
    text: [
      text,
      error.requestID && h("span", { class: "notice__request" }, "Request ", h("code", null, error.requestID)),
    ],
    actions: h("button", { class: "button", type: "button", onclick: retry }, icon("reload"), "Try again"),
  });
}

/** @returns {{title: string, text: string}} */
export function explain(error) {
  if (error.kind === "network") return { title: "No connection", text: error.message };
  if (error.code === "VALIDATION" || error.code === "FORBIDDEN") {
    return { title: "Not for this account", text: "What this page shows isn't part of what your account may see." };
  }
  if (error.kind === "graphql") return { title: TITLES[error.code] ?? "That didn't work", text: error.message };
  if (error.kind === "http") return { title: "The server couldn't answer", text: error.message };
  if (error instanceof TypeError) {
    return { title: "This page is out of date", text: "A new version may be there. Try again to load it." };
  }
  return { title: "Something went wrong", text: "This part of the page failed. Trying again may help." };
}

const TITLES = {
  UNAVAILABLE: "The server is busy",
  TIMEOUT: "That took too long",
  RATE_LIMITED: "Too many requests",
  NOT_FOUND: "Not found",
  INTERNAL: "The server made a mistake",
};
