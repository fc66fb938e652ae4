/** The customers list. */
import { h } from "../lib/h.js";
import { country, day, moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { badge, choice, none } from "../lib/table.js";
import { portalColumn } from "./portal-address.js";
import { churnBadge, TONES } from "./churn-badge.js";

const STATUSES = ["ENABLED", "DISABLED"];
const KINDS = ["REGULAR", "EVALUATION"];
const BANDS = Object.keys(TONES);

const COLUMNS = [
  { id: "name", title: t("customers.by.NAME"), sort: "NAME", isHeading: true, cell: nameCell },
  {
    id: "ref",
    title: t("customers.reference"),
    rank: 3,
    cell: ({ externalRef }) => externalRef ? h("code", null, externalRef) : none(),
  },
  {
    id: "email",
    title: t("customers.by.EMAIL"),
    sort: "EMAIL",
    cell: ({ email }) => h("a", { class: "soft", href: `mailto:${email}` }, email),
  },
  { id: "country", title: t("customers.country"), rank: 3, cell: (row) => row.country ? country(row.country) : none() },
  {
    id: "status",
    title: t("customers.by.STATUS"),
    sort: "STATUS",
    cell: statusCell,
  },
  { id: "risk", title: t("churn.title"), rank: 2, cell: ({ churn }) => churn ? churnBadge(churn) : none() },
  { id: "updated", title: t("customers.by.UPDATED_AT"), sort: "UPDATED_AT", rank: 3, cell: dateCell },
];

/** The place of the portal's address: after the e-mail. */
const PORTAL = 3;

const PLAN = {
  name: "customers",
  path: "/customers",
  symbol: "building",
  sorts: ["NAME", "EMAIL", "STATUS", "CREATED_AT", "UPDATED_AT"],
  sort: "NAME",
  filters: {
    status: (value) => STATUSES.includes(value),
    kind: (value) => KINDS.includes(value),
    risk: (value) => BANDS.includes(value),
  },
  where: ({ q, status, kind, risk }) => ({
    ...(q.trim() && { search: q.trim() }),
    ...(status && { status: { eq: status } }),
    ...(kind && { kind: { eq: kind } }),
    ...(risk && { churn: { band: { eq: risk } } }),
  }),
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function customers(context) {
  const ask = async (variables) => (await context.client.query("customers", variables)).customers;
  const columns = COLUMNS.toSpliced(PORTAL, 0, portalColumn(context));
  return listScreen({ ...PLAN, columns, ask }, context);
}

function controls({ status, kind, risk }, filter) {
  const options = (name, values) =>
    Object.fromEntries(["", ...values].map((value) => [value, t(`customers.${name}.${value || "any"}`)]));
  const bands = Object.fromEntries(["", ...BANDS].map((band) => [band, t(`churn.only.${band || "any"}`)]));
  return [
    choice(
      "status",
      t("customers.by.STATUS"),
      options("status", STATUSES),
      status,
      (value) => filter({ status: value }),
    ),
    choice("kind", t("customers.kind"), options("kind", KINDS), kind, (value) => filter({ kind: value })),
    choice("risk", t("churn.title"), bands, risk, (value) => filter({ risk: value })),
  ];
}

function nameCell({ id, name, partnership }) {
  return [
    h("a", { class: "row-link", href: `/customers/${encodeURIComponent(id)}`, id: `row-${id}` }, name),
    partnership && h("span", { class: "sub" }, partnership.name),
  ];
}

/** Most are regular customers: only who tries is told apart. */
function statusCell({ status, kind, trialEndsOn }) {
  const trial = () => trialEndsOn ? t("customers.trial", { day: day(trialEndsOn) }) : t("customers.kind.EVALUATION");
  return [
    badge(t(`customers.status.${status}`), status === "ENABLED" ? "good" : "plain"),
    kind === "EVALUATION" && h("span", { class: "sub" }, trial()),
  ];
}

function dateCell({ updatedAt }) {
  return h("time", { datetime: updatedAt, title: moment(updatedAt) }, day(updatedAt));
}
