/** One lead: who asks, what for, and how to answer. */
import { h, icon } from "../lib/h.js";
import { bones, card, crumb, detailScreen, facts, mailLink, phoneAddress, phoneLink } from "../lib/detail.js";
import { country, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import "./leads-words.js";

export default function lead(context) {
  const { client, params } = context;
  const plan = {
    name: "lead",
    symbol: "inbox",
    path: "/leads",
    ask: async () => (await client.query("lead", { id: params.id })).lead,
    titleOf: ({ name }) => name,
    view: page,
  };
  return detailScreen(plan, context);
}

function page(lead) {
  return h("div", { class: "page" }, [
    crumb("/leads", t("leads.title")),
    h("div", { class: "page-head" }, [
      h("div", null, [
        h("h1", { tabindex: "-1" }, lead?.name ?? t("lead.title")),
        lead && h("p", { class: "page-head__sub" }, lead.company),
      ]),
      lead && h("div", { class: "page-head__actions" }, ways(lead)),
    ]),
    h("div", { class: "detail detail--two" }, [
      card("facts", t("detail.facts"), lead ? facts(rows(lead)) : bones()),
      card("main", t("lead.message"), lead ? message(lead) : bones()),
    ]),
  ]);
}

function ways({ email, phone }) {
  return [
    phone && h("a", { class: "button", href: phoneAddress(phone) }, icon("phone"), t("lead.call")),
    email && h("a", { class: "button button--main", href: `mailto:${email}` }, icon("mail"), t("lead.write")),
  ];
}

/** @returns {[string, any][]} */
function rows({ name, company, email, phone, country: code, receivedAt }) {
  return [
    [t("lead.name"), name],
    [t("leads.company"), company],
    [t("leads.email"), mailLink(email)],
    [t("lead.phone"), phoneLink(phone)],
    [t("leads.country"), code && country(code)],
    [t("leads.by.RECEIVED_AT"), h("time", { datetime: receivedAt, title: moment(receivedAt) }, time(receivedAt))],
  ];
}

/** In whatever language it came: the browser finds the direction of its script. */
function message({ message: text }) {
  if (!text) return h("p", { class: "card__empty" }, t("lead.silent"));
  return h("blockquote", { class: "message", dir: "auto" }, text);
}
