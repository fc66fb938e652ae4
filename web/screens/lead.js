/** One lead: who asks, what for, how to answer, and to whom it was delivered for how much. */
import { h, icon } from "../lib/h.js";
import { bones, card, crumb, detailScreen, facts, mailLink, phoneAddress, phoneLink } from "../lib/detail.js";
import { country, moment, money, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge, table } from "../lib/table.js";
import "./leads-words.js";

const TONES = { DELIVERED: "info", ACCEPTED: "good", REJECTED: "warn" };
/** What was delivered, which is all that a partner sees. */
const COLUMNS = [
  { id: "partnership", title: t("lead.partnership"), isHeading: true, cell: ({ partnership }) => partnership.name },
  { id: "status", title: t("lead.status"), cell: ({ status }) => badge(t(`lead.status.${status}`), TONES[status]) },
  { id: "price", title: t("lead.price"), isNumber: true, cell: ({ price }) => money(price) },
  { id: "delivered", title: t("lead.delivered"), cell: ({ deliveredAt }) => since(deliveredAt) },
];

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
      h("div", { class: "stack detail__main" }, [
        card("message", t("lead.message"), lead ? message(lead) : bones()),
        card("deliveries", t("lead.deliveries"), lead ? deliveries(lead) : bones()),
      ]),
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
    [t("leads.by.RECEIVED_AT"), since(receivedAt)],
  ];
}

function deliveries({ deliveries: { nodes } }) {
  return table({ caption: t("lead.deliveries"), columns: COLUMNS, rows: nodes });
}

function since(at) {
  return h("time", { datetime: at, title: moment(at) }, time(at));
}

/** In whatever language it came: the browser finds the direction of its script. */
function message({ message: text }) {
  if (!text) return h("p", { class: "card__empty" }, t("lead.silent"));
  return h("blockquote", { class: "message", dir: "auto" }, text);
}
