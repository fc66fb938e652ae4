/** The operator's first page: what is to be paid, and the partnerships and the people of every partner company. */
import { h, signal } from "../lib/h.js";
import { monthOf, today } from "../lib/days.js";
import { counter, counters } from "../lib/first-page.js";
import { day, moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge, table } from "../lib/table.js";
import { userBadge } from "./user-status.js";
import "./settings-words.js";

export default function operatorHome({ client, ended, setTitle }) {
  const state = signal(/** @type {any} */ ({ data: null, instead: null }));
  let loading = load();
  setTitle(t("operator.title"));

  async function load() {
    try {
      const data = await client.query("operatorHome", { today: today(), month: monthOf(today()) });
      if (!ended.aborted) state.value = { data, instead: null };
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      state.value = { data: null, instead: problem(error, () => (loading = load()), { isPage: true }) };
    }
  }

  return { ready: () => loading, view: () => state.value.instead ?? page(state.value.data) };
}

function page(data) {
  return h("div", { class: "page home" }, [
    h("div", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("operator.title"))),
    counters(data && numbers(data), 3),
    list("partnerships", PARTNERSHIPS, data?.partnerships),
    list("users", USERS, data?.users),
  ]);
}

/** Each leads to the invoices that it counts. */
function numbers({ pending, overdue, issued }) {
  const late = overdue.totalCount;
  const number = (id, query, { totalCount: count }, title, text, isBad = false) =>
    counter({ id, path: `/admin/invoices?${query}`, title, value: t("list.number", { count }), text, isBad });
  return [
    number("issued", "issued=month", issued, t("operator.issued"), t("operator.issued.text")),
    number("pending", "status=PENDING", pending, t("home.pending"), t("home.pending.text")),
    number("overdue", "status=OVERDUE", overdue, t("home.overdue"), t("home.overdue.text"), late > 0),
  ];
}

function list(name, columns, found) {
  const id = `title-${name}`;
  const title = t(`operator.${name}`);
  return h("section", { class: "stack", "aria-labelledby": id, key: name }, [
    h("div", { class: "card__head" }, [
      h("h2", { id }, title),
      found && h("span", { class: "card__count" }, t("list.number", { count: found.totalCount })),
    ]),
    found?.nodes.length === 0
      ? h("div", { class: "card" }, h("p", { class: "card__empty" }, t(`operator.${name}.none`)))
      : table({ caption: title, columns, rows: found?.nodes ?? null }),
    found && found.nodes.length < found.totalCount && h("p", { class: "sub" }, part(name, found)),
  ]);
}

/** No list ends without saying so. */
function part(name, { nodes, totalCount: count }) {
  return t("list.part", { part: nodes.length, whole: t(`operator.${name}.count`, { count }) });
}

function since({ createdAt }) {
  return h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt));
}

const NAME = {
  id: "name",
  title: t("operator.name"),
  isHeading: true,
  cell: (row) => h("strong", { class: "strong" }, row.name),
};
const COMPANY = { id: "company", title: t("operator.company"), cell: ({ organization }) => organization.name };
const SINCE = { id: "since", title: t("operator.since"), rank: 3, cell: since };
const PARTNERSHIPS = [
  NAME,
  COMPANY,
  { id: "type", title: t("operator.type"), cell: ({ type }) => t(`partnership.type.${type}`) },
  { id: "currency", title: t("partnerships.currency"), rank: 2, cell: ({ currency }) => currency },
  SINCE,
  {
    id: "status",
    title: t("users.status"),
    cell: ({ status }) => badge(t(`partnership.status.${status}`), status === "ACTIVE" ? "good" : "plain"),
  },
];
const USERS = [
  NAME,
  COMPANY,
  { id: "role", title: t("users.role"), cell: ({ role }) => t(`role.${role}`) },
  SINCE,
  { id: "status", title: t("users.status"), cell: ({ status }) => userBadge(status) },
];
