/** One invoice, as the customer reads and prints it. */
import { paperScreen } from "../lib/invoice-paper.js";

export default function invoice(context) {
  const { client, viewer } = context;
  const ask = async (id) => (await client.query("portalInvoice", { id })).invoice;
  return paperScreen({ path: `${viewer.home}/invoices`, ask }, context);
}
