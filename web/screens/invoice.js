/** One invoice, of a partner and of the operator. */
import { paperScreen } from "../lib/invoice-paper.js";

export default function invoice(context) {
  const { client, realm } = context;
  const isOperator = realm === "OPERATOR";
  const ask = async (id) =>
    (isOperator ? await client.query("operatorInvoice", { id }) : await client.query("invoice", { id })).invoice;
  return paperScreen({ path: isOperator ? "/admin/invoices" : "/invoices", ask }, context);
}
