/** What the customer used, product by product and period by period. */
import { addDays, today } from "../lib/days.js";
import { t } from "../lib/i18n.js";
import { portalPage } from "./page.js";

/** How far back usage is shown. */
const DAYS = 430;

export default function usage(context) {
  async function ask() {
    const [nodes, { noUsage, prepareUsage, usageView }] = await Promise.all([
      everything(context.client),
      import("../lib/usage-view.js"),
    ]);
    const prepared = await prepareUsage(nodes);
    const empty = prepared.charts.length ? null : await noUsage();
    return { draw: () => empty ?? usageView(prepared) };
  }

  return portalPage({ title: t("place.usage"), text: t("usage.text"), ask, view: ({ draw }) => draw() }, context);
}

/** All pages, for a chart that leaves some out would be wrong: for all but the largest customers there is one. */
async function everything(client) {
  const from = addDays(today(), -DAYS);
  const all = [];
  let page = { hasNextPage: true, endCursor: null };
  while (page.hasNextPage) {
    const variables = { from, after: page.endCursor };
    const { nodes, pageInfo } = (await client.query("portalUsage", variables)).viewer.customer.usage;
    all.push(...nodes);
    page = pageInfo;
  }
  return all;
}
