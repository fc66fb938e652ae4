/** The operator's first page: what is to be paid, and the partnerships and the people of every partner company. */
import { h, signal } from "../lib/h.js";
import { monthOf, today } from "../lib/days.js";
import { counter, counters } from "../lib/first-page.js";
import { t } from "../lib/i18n.js";
import { table } from "../lib/table.js";
import { PARTNERSHIPS, USERS } from "./operator-columns.js";

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
    list("partnerships", plain(PARTNERSHIPS), data?.partnerships),
    list("users", plain(USERS), data?.users),
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
    found && found.nodes.length < found.totalCount &&
    h("p", null, h("a", { href: `/admin/${name}` }, t(`operator.${name}.all`, { count: found.totalCount }))),
  ]);
}

/** On a first page nothing is sorted. */
const plain = (columns) => columns.map(({ sort: _, ...column }) => column);
