/** What the customer has bought for longer, and until when. */
import { h } from "../lib/h.js";
import { contractTable } from "../lib/contract-table.js";
import { t } from "../lib/i18n.js";
import { portalPage } from "./page.js";

export default function contracts(context) {
  const { client, viewer } = context;

  async function ask() {
    const isPriced = viewer.role === "PORTAL_ADMIN";
    const answer = isPriced ? await client.query("portalContractsOfAdmin") : await client.query("portalContracts");
    const { contracts: found } = answer.viewer.customer;
    return { found, empty: found.totalCount ? null : await nothing() };
  }

  return portalPage({ title: t("contracts.title"), text: t("contracts.text"), ask, view }, context);
}

function view({ found, empty }) {
  if (empty) return empty;
  const { nodes, totalCount } = found;
  const whole = t("contracts.count", { count: totalCount });
  return [
    contractTable(nodes),
    nodes.length < totalCount && h("p", { class: "sub" }, t("list.part", { part: nodes.length, whole })),
  ];
}

async function nothing() {
  const { notice } = await import("../lib/states.js");
  return notice({ symbol: "contract", title: t("contracts.empty"), text: t("contracts.none") });
}
