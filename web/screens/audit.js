/** The audit log: who did what, the newest first, for the administrators of the company. */
import { h, signal } from "../lib/h.js";
import { addDays, beginning, isDay, today } from "../lib/days.js";
import { moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice, none } from "../lib/table.js";
import { ACTIONS, actionOf, actorOf, fieldOf, journalPath, valueOf } from "./audit/say.js";

/** Times by their name in the address, in days back from today; `days` asks for two days. */
const PERIODS = { today: 0, week: 6, month: 29 };

const columnsAt = (path) => [
  { id: "when", title: t("audit.by.OCCURRED_AT"), sort: "OCCURRED_AT", cell: whenCell },
  { id: "what", title: t("audit.what"), isHeading: true, cell: whatCell(path) },
  { id: "who", title: t("audit.who"), cell: whoCell },
  { id: "changes", title: t("audit.changes"), rank: 2, cell: changesCell },
  { id: "ip", title: t("audit.ip"), rank: 2, cell: ({ detail }) => detail?.ip ?? none() },
];

const isID = (value) => /^[\w-]{23}$/.test(value);

const PLAN = {
  name: "audit",
  path: "/settings/audit",
  symbol: "history",
  isNotSearched: true,
  sorts: ["OCCURRED_AT"],
  sort: "-OCCURRED_AT",
  filters: {
    period: (value) => value === "days" || Object.hasOwn(PERIODS, value),
    from: isDay,
    to: isDay,
    actor: isID,
    action: (value) => ACTIONS.includes(value),
    target: isID,
  },
  where,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function audit(context) {
  const path = journalPath(context.realm);
  const people = signal(/** @type {any[] | null} */ (null));
  const ask = async (variables) => (await context.client.query("auditEvents", variables)).auditEvents;
  const meet = async () => (people.value = (await context.client.query("auditActors")).users.nodes);
  // Of the operator's own people the API gives no list.
  if (context.realm === "PARTNER") meet().catch(() => {});
  const plan = { ...PLAN, path, columns: columnsAt(path), ask };
  return listScreen({ ...plan, controls: (place, filter) => controls(place, filter, people.value) }, context);
}

function where({ period, from, to, actor, action, target }) {
  const back = period in PERIODS && addDays(today(), -PERIODS[period]);
  const [first, end] = period === "days" ? [from, to && addDays(to, 1)] : [back, ""];
  const occurredAt = { ...(first && { gte: beginning(first) }), ...(end && { lt: beginning(end) }) };
  return {
    ...(Object.keys(occurredAt).length && { occurredAt }),
    ...(actor && { actorId: { eq: actor } }),
    ...(action && { action: { eq: action } }),
    ...(target && { targetId: { eq: target } }),
  };
}

function controls({ period, from, to, actor, action, target }, filter, people) {
  const periods = Object.fromEntries(
    ["", ...Object.keys(PERIODS), "days"].map((name) => [name, t(`audit.period.${name || "any"}`)]),
  );
  const actions = Object.fromEntries([["", t("audit.action.any")], ...ACTIONS.map((one) => [one, actionOf(one)])]);
  const change = (name) => (event) => filter({ [name]: event.currentTarget.value });
  const day = (name, value, limits) =>
    h("div", { class: "choice choice--day", key: name }, [
      h("label", { for: name }, t(`audit.${name}`)),
      h("input", { id: name, class: "choice__select", type: "date", value, onchange: change(name), ...limits }),
    ]);
  const one = (name, title, options, value, besides = {}) =>
    choice(name, title, options, value, (chosen) => filter({ ...besides, [name]: chosen }));
  return [
    one("period", t("audit.by.OCCURRED_AT"), periods, period, { from: "", to: "" }),
    period === "days" && [day("from", from, { max: to || null }), day("to", to, { min: from || null })],
    people && one("actor", t("audit.who"), actors(people, actor), actor),
    one("action", t("audit.what"), actions, action),
    target && one("target", t("audit.target"), [["", t("audit.target.any")], [target, t("audit.target")]], target),
  ];
}

/** Whoever an address names stands among the choices, also one who is no user any more. */
function actors(people, actor) {
  const known = new Map([["", t("audit.actor.any")], ...people.map(({ id, name }) => [id, name])]);
  return [...(known.has(actor) ? known : known.set(actor, t("audit.actor.other")))];
}

function whenCell({ occurredAt }) {
  return h("time", { datetime: occurredAt, title: moment(occurredAt) }, time(occurredAt));
}

function whatCell(path) {
  return ({ id, action, detail }) => [
    h("a", { class: "row-link", href: `${path}/${encodeURIComponent(id)}`, id: `row-${id}` }, actionOf(action)),
    detail?.targetName && h("span", { class: "sub" }, detail.targetName),
  ];
}

function whoCell(event) {
  const { actorKind } = event;
  return [actorOf(event), actorKind !== "PARTNER" && h("span", { class: "sub" }, t(`audit.kind.${actorKind}`))];
}

/** A reason, or fields with what they hold since. */
function changesCell({ changes: { nodes, totalCount } }) {
  if (!nodes.length) return none();
  const line = ({ id, field, after }) => {
    const value = valueOf(field, after);
    return h("span", { class: "line", key: id }, field === "reason" ? value : `${fieldOf(field)}: ${value ?? "–"}`);
  };
  const more = totalCount - nodes.length;
  return h("div", null, nodes.map(line), more > 0 && h("p", { class: "sub" }, t("audit.more", { count: more })));
}
