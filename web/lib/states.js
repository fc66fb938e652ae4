/** What stands in the place of content: nothing yet, nothing found, something wrong. */
import { h, icon } from "./h.js";
import { t } from "./i18n.js";

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
      error.requestID &&
      h("span", { class: "notice__request" }, t("problem.request"), h("code", null, error.requestID)),
    ],
    actions: h("button", { class: "button", type: "button", onclick: retry }, icon("reload"), t("problem.again")),
  });
}

/** @returns {{title: string, text: string}} */
export function explain(error) {
  if (error.kind === "network") return { title: t("problem.network"), text: error.message };
  if (error.code === "VALIDATION" || error.code === "FORBIDDEN") {
    return { title: t("refused.role.title"), text: t("problem.role") };
  }
  if (error.kind === "graphql") return { title: TITLES[error.code] ?? t("problem.other"), text: error.message };
  if (error.kind === "http") return { title: t("problem.http"), text: error.message };
  if (error instanceof TypeError) {
    return { title: t("problem.old"), text: t("problem.old.text") };
  }
  return { title: t("shell.failed"), text: t("problem.part") };
}

const TITLES = {
  UNAVAILABLE: t("problem.UNAVAILABLE"),
  TIMEOUT: t("problem.TIMEOUT"),
  RATE_LIMITED: t("problem.RATE_LIMITED"),
  NOT_FOUND: t("problem.NOT_FOUND"),
  INTERNAL: t("problem.INTERNAL"),
};
