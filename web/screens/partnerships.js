/** What the company and the operator do together: a card for each partnership. */
import { h, signal } from "../lib/h.js";
import { bones, facts } from "../lib/detail.js";
import { today } from "../lib/days.js";
import { currencyName, days } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";
import { periodAt } from "./period.js";
import "./settings-words.js";

export default function partnerships({ client, viewer, ended, setTitle }) {
  const state = signal(/** @type {any} */ ({ list: null, instead: null }));
  let loading = load();
  setTitle(t("partnerships.title"));

  /** Each role asks for what it may see. */
  function ask() {
    if (viewer.role === "ADMIN") return client.query("partnershipsOfAdmin");
    return viewer.role === "USER" ? client.query("partnershipsOfUser") : client.query("partnershipsOfMarketing");
  }

  async function load() {
    try {
      const { partnerships: list } = await ask();
      const instead = list.nodes.length ? null : await nothing();
      if (!ended.aborted) state.value = { list, instead };
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      state.value = { list: null, instead: problem(error, () => (loading = load())) };
    }
  }

  return { ready: () => loading, view: () => page(state.value) };
}

async function nothing() {
  const { notice } = await import("../lib/states.js");
  return notice({ symbol: "link", title: t("partnerships.empty"), text: t("partnerships.empty.text") });
}

function page({ list, instead }) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, t("partnerships.title")),
      h("p", { class: "page-head__count" }, list ? t("list.number", { count: list.totalCount }) : null),
    ]),
    h("p", { class: "lead" }, t("partnerships.text")),
    instead ??
      h("div", { class: "partnerships" }, list ? list.nodes.map(partnership) : h("div", { class: "card" }, bones())),
  ]);
}

function partnership({ id, name, type, status, currency, timeZone, periodAnchorDay, customers, memberships }) {
  const period = periodAt(today(Date.now(), timeZone), periodAnchorDay);
  /** @type {[string, any][]} */
  const rows = [
    [t("partnerships.currency"), currencyName(currency)],
    [t("partnerships.period"), [days(period.first, period.last), h("span", { class: "sub" }, rule(periodAnchorDay))]],
    [t("partnerships.zone"), timeZone],
  ];
  if (customers) rows.push([t("partnerships.customers"), t("customers.count", { count: customers.totalCount })]);
  if (memberships) rows.push([t("partnerships.members"), t("partnerships.people", { count: memberships.totalCount })]);
  return h("section", { class: "card", "aria-labelledby": `name-${id}`, key: id }, [
    h("div", { class: "card__head" }, [
      h("h2", { id: `name-${id}` }, name),
      badge(t(`partnership.type.${type}`), "info"),
      status === "ENDED" && badge(t("partnership.status.ENDED")),
    ]),
    facts(rows),
  ]);
}

function rule(anchor) {
  return anchor === 1 ? t("partnerships.month") : t("partnerships.anchor", { first: anchor, last: anchor - 1 });
}
