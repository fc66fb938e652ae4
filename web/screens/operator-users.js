/** The people of every partner company, for the operator. */
import { h } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice } from "../lib/table.js";
import { USERS } from "./operator-columns.js";
import { STATUSES } from "./user-status.js";

const ROLES = ["ADMIN", "USER", "MARKETING", "NOTIFICATIONS"];

const PLAN = {
  name: "operator.users",
  path: "/admin/users",
  symbol: "people",
  isNotSearched: true,
  sorts: ["NAME", "CREATED_AT"],
  sort: "NAME",
  filters: { role: (value) => ROLES.includes(value), status: (value) => STATUSES.includes(value) },
  columns: USERS,
  where: ({ role, status }) => ({ ...(role && { role: { eq: role } }), ...(status && { status: { eq: status } }) }),
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function operatorUsers(context) {
  const ask = async (variables) => (await context.client.query("operatorUsers", variables)).users;
  const viewAs = async (user) => (await import("../lib/viewing.js")).openViewAs(user, context);
  return listScreen({ ...PLAN, columns: [...USERS, viewColumn(viewAs)], ask }, context);
}

/** Where the company allows it, the operator sees the portal as its users do. */
function viewColumn(viewAs) {
  const mayView = ({ role, status, organization: { supportAccessUntil: until } }) =>
    status === "ACTIVE" && role !== "NOTIFICATIONS" && until && new Date(until) > new Date();
  const button = (user) => {
    const label = t("operator.view.of", { name: user.name });
    return h("button", { class: "button", type: "button", "aria-label": label, onclick: () => viewAs(user) }, [
      t("operator.view"),
    ]);
  };
  const cell = (user) => (mayView(user) ? button(user) : h("span", { class: "none" }, t("operator.view.none")));
  return { id: "view", title: t("operator.support"), cell };
}

function controls({ role, status }, filter) {
  const roles = { "": t("users.role.any"), ...Object.fromEntries(ROLES.map((one) => [one, t(`role.${one}`)])) };
  const states = Object.fromEntries(["", ...STATUSES].map((one) => [one, t(`users.status.${one || "any"}`)]));
  return [
    choice("role", t("users.role"), roles, role, (value) => filter({ role: value })),
    choice("status", t("users.status"), states, status, (value) => filter({ status: value })),
  ];
}
