/** Every partnership of every partner company, for the operator. */
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice } from "../lib/table.js";
import { PARTNERSHIPS } from "./operator-columns.js";

const TYPES = ["MSSP", "RESELLER", "LEAD_BUYER"];

const PLAN = {
  name: "operator.partnerships",
  path: "/admin/partnerships",
  symbol: "link",
  isNotSearched: true,
  sorts: ["NAME", "CREATED_AT"],
  sort: "NAME",
  filters: { type: (value) => TYPES.includes(value) },
  columns: PARTNERSHIPS,
  where: ({ type }) => (type ? { type: { eq: type } } : {}),
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function operatorPartnerships(context) {
  const ask = async (variables) => (await context.client.query("operatorPartnerships", variables)).partnerships;
  return listScreen({ ...PLAN, ask }, context);
}

function controls({ type }, filter) {
  const types = { "": t("operator.type.any"), ...Object.fromEntries(TYPES.map((one) => [one, t(`partnership.type.${one}`)])) };
  return [choice("type", t("operator.type"), types, type, (chosen) => filter({ type: chosen }))];
}
