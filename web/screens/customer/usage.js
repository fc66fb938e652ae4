/** What the customer used, product by product and period by period. */
import { addDays, today } from "../../lib/days.js";
import { loaded } from "../../lib/loaded.js";
import { noUsage, prepareUsage, usageView } from "../../lib/usage-view.js";

/** How far back usage is shown. */
const DAYS = 430;

export default function usage({ client, params, ended }) {
  async function ask() {
    const variables = { id: params.id, from: addDays(today(), -DAYS) };
    const prepared = await prepareUsage((await client.query("customerUsage", variables)).reports.usage.totals);
    return prepared.charts.length ? { prepared } : { empty: await noUsage() };
  }

  return loaded({ ask, view: ({ prepared, empty }) => empty ?? usageView(prepared) }, ended);
}
