/** What the customer has bought for longer, and until when. */
import { contractTable } from "../lib/contract-table.js";
import { t } from "../lib/i18n.js";
import { paged } from "../lib/paged.js";
import { portalFrame, wait } from "./frame.js";

export default function contracts(context) {
  const { client, viewer } = context;

  async function ask(page) {
    const isPriced = viewer.role === "PORTAL_ADMIN";
    const answer = isPriced
      ? await client.query("portalContractsOfAdmin", page)
      : await client.query("portalContracts", page);
    return { list: answer.viewer.customer.contracts };
  }

  const path = `${context.viewer.home}/contracts`;
  const view = ({ list }) => contractTable(list.nodes);
  const part = paged({ path, things: "contracts", ask, view, none, wait }, context);
  context.setTitle(t("contracts.title"));
  return { ...part, view: () => portalFrame(t("contracts.title"), t("contracts.text"), part.view()) };
}

async function none() {
  const { notice } = await import("../lib/states.js");
  return notice({ symbol: "contract", title: t("contracts.empty"), text: t("contracts.none") });
}
