/** What the customer used, product by product and period by period. */
import { addDays, today } from "../lib/days.js";
import { t } from "../lib/i18n.js";
import { portalPage } from "./page.js";

/** How far back usage is shown. */
const DAYS = 430;

const MOST_PAGES = 20;

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

/** All pages: for all but the largest customers there is one. */
async function everything(client) {
  const from = addDays(today(), -DAYS);
  const all = [];
  let after = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { nodes, pageInfo } = (await client.query("portalUsage", { from, after })).viewer.customer.usage;
    all.push(...nodes);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return all;
}
