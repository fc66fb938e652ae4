/** The people of every partner company, for the operator. */
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
  return listScreen({ ...PLAN, ask }, context);
}

function controls({ role, status }, filter) {
  const roles = { "": t("users.role.any"), ...Object.fromEntries(ROLES.map((one) => [one, t(`role.${one}`)])) };
  const states = Object.fromEntries(["", ...STATUSES].map((one) => [one, t(`users.status.${one || "any"}`)]));
  return [
    choice("role", t("users.role"), roles, role, (value) => filter({ role: value })),
    choice("status", t("users.status"), states, status, (value) => filter({ status: value })),
  ];
}
