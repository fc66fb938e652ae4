/** What the dialog that assigns customers looks like. */
import { h, icon } from "../../lib/h.js";
import { summary } from "../../lib/form.js";
import { t } from "../../lib/i18n.js";
import { consequences } from "./choice.js";
import "./words.js";

export function assignView(state, actions) {
  return [
    h("div", { class: "dialog__head" }, [
      h("h2", { id: "assign-title" }, t("assign.title", { name: state.user.name })),
      h(
        "button",
        { class: "tool", type: "button", "aria-label": t("assign.close"), onclick: actions.cancel },
        icon("close"),
      ),
    ]),
    h("form", { class: "dialog__form", onsubmit: (event) => (event.preventDefault(), actions.confirm()) }, [
      summary(state.message),
      state.isReady ? reach(state, actions) : h("p", { role: "status" }, t("assign.loading")),
      state.isReady && !state.isWhole && chooser(state, actions),
      state.isReady && consequence(state),
      state.isAsking ? question(state, actions) : buttons(state, actions),
    ]),
  ];
}

function reach({ isWhole, partnership }, { whole }) {
  const option = (value, title, text) =>
    h("label", { class: "check", key: String(value) }, [
      h("input", { type: "radio", name: "reach", checked: isWhole === value, onchange: () => whole(value) }),
      h("span", null, [title, text && h("span", { class: "sub" }, text)]),
    ]);
  const count = partnership.customers.totalCount;
  return h("div", { role: "radiogroup", "aria-labelledby": "assign-title", key: "reach" }, [
    option(true, t("assign.whole", { partnership: partnership.name }), t("assign.whole.text", { count })),
    option(false, t("assign.chosen")),
  ]);
}

export function chooser({ text, found, chosen, isBusy }, { type, more, toggle, selectFound, clear }) {
  const scrolled = h("ul", { class: "assign__list", "aria-label": t("assign.list"), tabindex: "0" }, [
    found.rows.map((customer) => row(customer, chosen.has(customer.id), toggle)),
    found.end &&
    h("li", { key: "more" }, small(t("assign.more"), more)),
  ]);
  return h("div", { class: "assign", key: "chooser" }, [
    h("label", { class: "search" }, [
      h("span", { class: "visually-hidden" }, t("assign.search")),
      icon("search"),
      h("input", {
        class: "search__input",
        type: "search",
        placeholder: t("assign.search"),
        value: text,
        maxlength: 200,
        oninput: (event) => type(event.currentTarget.value),
      }),
    ]),
    h("div", { class: "assign__bar" }, [
      h("p", { role: "status" }, `${t("assign.found", { count: found.total })} · ${
        t("assign.count", { count: chosen.size })
      }`),
      small(t("assign.all", { count: found.total }), selectFound, isBusy || !found.total),
      chosen.size > 0 && small(t("assign.clear"), clear),
    ]),
    found.rows.length || found.isBusy ? scrolled : h("p", { class: "card__empty" }, t("assign.nothing")),
  ]);
}

function small(text, onclick, isOff = false) {
  const isDisabled = isOff ? "true" : null;
  return h("button", { class: "button button--quiet", type: "button", "aria-disabled": isDisabled, onclick }, text);
}

function row({ id, name, status }, isChosen, toggle) {
  return h("li", { key: id }, [
    h("label", { class: "check" }, [
      h("input", { type: "checkbox", checked: isChosen, onchange: () => toggle({ id, name }) }),
      h("span", null, [name, status === "DISABLED" && h("span", { class: "sub" }, t("assign.disabled"))]),
    ]),
  ]);
}

/** Said aloud when it changes. */
function consequence(state) {
  return h("div", { class: "assign__consequence", "aria-live": "polite", key: "consequence" }, [
    consequences(state).map((line) => h("p", null, line)),
  ]);
}

function buttons({ isBusy, isReady, isWhole, chosen }, { cancel }) {
  const isEmpty = !isWhole && !chosen.size;
  return h("div", { class: "dialog__actions", key: "buttons" }, [
    h("button", { class: "button", type: "button", onclick: cancel }, t("assign.cancel")),
    h(
      "button",
      {
        class: "button button--main",
        type: "submit",
        "aria-disabled": isBusy || !isReady || isEmpty ? "true" : null,
      },
      isBusy ? t("assign.saving") : t("assign.confirm"),
    ),
  ]);
}

function question({ user: { name } }, { widen, back }) {
  const focus = (node) => node && queueMicrotask(() => node.focus());
  return h("div", { class: "dialog__ask", role: "alertdialog", "aria-labelledby": "widen-title", key: "ask" }, [
    h("h3", { id: "widen-title" }, t("assign.widen", { name })),
    h("div", { class: "dialog__actions" }, [
      h("button", { class: "button", type: "button", onclick: back, ref: focus }, t("assign.widen.no")),
      h("button", { class: "button", type: "button", onclick: widen }, t("assign.widen.yes")),
    ]),
  ]);
}
