/** The users of the company, for its administrators. */
import { h } from "../lib/h.js";
import { moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice } from "../lib/table.js";
import { STATUSES, userBadge } from "./user-status.js";
import "./settings-words.js";
import "./user-words.js";

const ROLES = ["ADMIN", "USER", "MARKETING", "NOTIFICATIONS"];

const COLUMNS = [
  { id: "name", title: t("users.by.NAME"), sort: "NAME", isHeading: true, cell: nameCell },
  { id: "role", title: t("users.role"), cell: ({ role }) => t(`role.${role}`) },
  { id: "sees", title: t("users.sees"), rank: 2, cell: seesCell },
  { id: "login", title: t("users.login"), cell: loginCell },
  { id: "status", title: t("users.status"), cell: ({ status }) => userBadge(status) },
];

const PLAN = {
  name: "users",
  path: "/settings/users",
  symbol: "people",
  sorts: ["NAME", "CREATED_AT"],
  sort: "NAME",
  filters: { role: (value) => ROLES.includes(value), status: (value) => STATUSES.includes(value) },
  columns: COLUMNS,
  where: ({ q, role, status }) => ({
    ...(q.trim() && { search: q.trim() }),
    ...(role && { role: { eq: role } }),
    ...(status && { status: { eq: status } }),
  }),
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function users(context) {
  const ask = async (variables) => (await context.client.query("users", variables)).users;
  // Whoever views as somebody else changes nothing.
  if (context.viewer.impersonator) return listScreen({ ...PLAN, ask }, context);
  const tools = (place, filter) => [...controls(place, filter), adder(() => add(context))];
  const several = async (again) => (await import("./people/bulk.js")).usersBulk(context, again);
  return listScreen({ ...PLAN, ask, controls: tools, several }, context);
}

async function add({ client, ended, go, toast, setGuard }) {
  const { openPerson } = await import("./people/edit.js");
  const onSaved = async ({ id, name }, isHandedOver) => {
    toast(t("users.added", { name }));
    const show = () => go(`/settings/users/${encodeURIComponent(id)}`);
    if (!isHandedOver) return show();
    const { openTemporary } = await import("./people/temporary.js");
    openTemporary({ id, name }, { client, ended, onClosed: show });
  };
  openPerson(null, { client, ended, setGuard, onSaved });
}

function adder(onclick) {
  const look = "button button--main toolbar__add";
  return h("button", { class: look, type: "button", id: "add", key: "add", onclick }, t("users.add"));
}

function controls({ role, status }, filter) {
  /** @type {[string, string][]} */
  const roles = [
    ["", t("users.role.any")],
    ...ROLES.map((one) => /** @type {[string, string]} */ ([one, t(`role.${one}`)])),
  ];
  const states = Object.fromEntries(["", ...STATUSES].map((one) => [one, t(`users.status.${one || "any"}`)]));
  return [
    choice("role", t("users.role"), roles, role, (value) => filter({ role: value })),
    choice("status", t("users.status"), states, status, (value) => filter({ status: value })),
  ];
}

function nameCell({ id, name, email }) {
  return [
    h("a", { class: "row-link", href: `/settings/users/${encodeURIComponent(id)}`, id: `row-${id}` }, name),
    h("span", { class: "sub" }, email),
  ];
}

/** Which customers a user sees, in a line each: the role decides first, then the memberships. */
function seesCell({ role, memberships }) {
  if (role !== "USER") return h("span", { class: "none" }, t(`users.sees.${role}`));
  if (!memberships.totalCount) return h("span", { class: "none" }, t("users.sees.nothing"));
  const line = ({ id, customerAccess, partnership, assignments }) => {
    const count = assignments.totalCount;
    const text = customerAccess === "ALL" ? t("users.sees.all") : t("users.sees.assigned", { count });
    return h("span", { class: "line", key: id }, text, h("span", { class: "sub" }, partnership.name));
  };
  const more = memberships.totalCount - memberships.nodes.length;
  return [memberships.nodes.map(line), more > 0 && h("span", { class: "sub" }, t("users.sees.more", { count: more }))];
}

function loginCell({ role, lastLoginAt }) {
  if (lastLoginAt) return h("time", { datetime: lastLoginAt, title: moment(lastLoginAt) }, time(lastLoginAt));
  return h("span", { class: "none" }, t(role === "NOTIFICATIONS" ? "users.login.no" : "users.login.never"));
}
