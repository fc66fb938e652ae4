/** Every partner company, for the operator, who adds them here. */
import { h } from "../lib/h.js";
import { day, moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { badge, choice } from "../lib/table.js";
import { partnerBadge, STATUSES } from "./partners/status.js";
import "./partners/words.js";
import "./settings-words.js";

const COLUMNS = [
  { id: "name", title: t("partners.by.NAME"), sort: "NAME", isHeading: true, cell: nameCell },
  { id: "kinds", title: t("partners.kinds"), cell: kindsCell },
  { id: "people", title: t("partners.people"), isNumber: true, rank: 2, cell: ({ users }) => users.totalCount },
  { id: "since", title: t("partners.by.CREATED_AT"), sort: "CREATED_AT", rank: 2, cell: sinceCell },
  { id: "status", title: t("partners.status"), cell: ({ status }) => partnerBadge(status) },
];

const PLAN = {
  name: "partners",
  path: "/admin/partners",
  symbol: "building",
  sorts: ["NAME", "CREATED_AT"],
  sort: "NAME",
  filters: { status: (value) => STATUSES.includes(value) },
  columns: COLUMNS,
  where: ({ q, status }) => ({ ...(q.trim() && { search: q.trim() }), ...(status && { status: { eq: status } }) }),
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function operatorPartners(context) {
  const ask = async (variables) => (await context.client.query("operatorPartners", variables)).organizations;
  const tools = (place, filter) => [...controls(place, filter), adder(() => add(context))];
  return listScreen({ ...PLAN, ask, controls: tools }, context);
}

async function add({ client, ended, go, toast, setGuard }) {
  const { openAddition } = await import("./partners/add.js");
  const onSaved = ({ id, name }, admin) => {
    toast(t("partners.added", { name, admin }));
    go(`/admin/partners/${encodeURIComponent(id)}`);
  };
  openAddition({ client, ended, setGuard, onSaved });
}

function adder(onclick) {
  const look = "button button--main toolbar__add";
  return h("button", { class: look, type: "button", id: "add", key: "add", onclick }, t("partners.add"));
}

function controls({ status }, filter) {
  const states = Object.fromEntries(["", ...STATUSES].map((one) => [one, t(`partners.status.${one || "any"}`)]));
  return [choice("status", t("partners.status"), states, status, (value) => filter({ status: value }))];
}

function nameCell({ id, name, legalName }) {
  return [
    h("a", { class: "row-link", href: `/admin/partners/${encodeURIComponent(id)}`, id: `row-${id}` }, name),
    legalName && legalName !== name && h("span", { class: "sub" }, legalName),
  ];
}

/** Which kinds of partnership last. */
function kindsCell({ partnerships: { nodes, totalCount } }) {
  if (!totalCount) return h("span", { class: "none" }, t("partners.kinds.none"));
  const kinds = [...new Set(nodes.filter(({ status }) => status === "ACTIVE").map(({ type }) => type))];
  const more = totalCount - nodes.length;
  return [
    h("span", { class: "tags" }, kinds.map((type) => badge(t(`partnership.type.${type}`)))),
    more > 0 && h("span", { class: "sub" }, t("partners.kinds.more", { count: more })),
  ];
}

function sinceCell({ createdAt }) {
  return h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt));
}
