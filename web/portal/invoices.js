/** What the customer was charged: for the portal's administrator. */
import { invoiceScreen } from "../lib/invoice-list.js";

export default function invoices(context) {
  const { client, viewer } = context;
  const ask = async (variables) => (await client.query("portalInvoices", variables)).invoices;
  return invoiceScreen({ path: `${viewer.home}/invoices`, ask, columns: [] }, context);
}
