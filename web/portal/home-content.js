/** What the first page of a portal shows, once its data has come. */
import { prepareUsage, usageChartCards } from "../lib/usage-view.js";
import { contactList, contractList, invoiceList } from "./home-lists.js";
import { adminNumbers, customerNumbers } from "./home-numbers.js";

/** What everybody in the portal sees. */
export async function prepare(customer) {
  const usage = await prepareUsage(customer.usage.nodes);
  return {
    name: customer.name,
    numbers: (home) => customerNumbers(customer, home),
    charts: () => (usage.charts.length ? usageChartCards(usage) : null),
    lists: (home) => [contractList(customer.contracts, home), contactList(customer.contacts, home)],
  };
}

/** What its administrator sees besides. */
export function prepareBilling(billing, home) {
  return { numbers: adminNumbers(billing, home), list: invoiceList(billing.invoices, home) };
}
