/** What the operator reads of partnerships and of people: the same on the first page and in the lists. */
import { h } from "../lib/h.js";
import { day, moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";
import { userBadge } from "./user-status.js";
import "./settings-words.js";

const NAME = {
  id: "name",
  title: t("operator.name"),
  sort: "NAME",
  isHeading: true,
  cell: (row) => h("strong", { class: "strong" }, row.name),
};
const COMPANY = { id: "company", title: t("operator.company"), cell: companyCell };
const SINCE = { id: "since", title: t("operator.since"), sort: "CREATED_AT", rank: 2, cell: since };

export const PARTNERSHIPS = [
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

export const USERS = [
  NAME,
  COMPANY,
  { id: "role", title: t("users.role"), cell: ({ role }) => t(`role.${role}`) },
  SINCE,
  { id: "status", title: t("users.status"), cell: ({ status }) => userBadge(status) },
];

function companyCell({ organization: { id, name } }) {
  return h("a", { href: `/admin/partners/${encodeURIComponent(id)}` }, name);
}

function since({ createdAt }) {
  return h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt));
}
