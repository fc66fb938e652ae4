/** The invoices list, of a partner and of the operator. */
import { h } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { invoiceScreen } from "../lib/invoice-list.js";

export default function invoices(context) {
  const { client, realm } = context;
  const isOperator = realm === "OPERATOR";
  const path = isOperator ? "/admin/invoices" : "/invoices";
  const whom = { id: "customer", title: t(isOperator ? "invoices.partner" : "invoices.customer"), cell: whomCell };
  const ask = async (variables) =>
    (isOperator ? await client.query("operatorInvoices", variables) : await client.query("invoices", variables))
      .invoices;
  return invoiceScreen({ path, ask, columns: [whom] }, context);
}

function whomCell({ customer, partnership }) {
  const company = partnership?.organization?.name;
  if (company) return [company, h("span", { class: "sub" }, partnership.name)];
  const name = customer
    ? h("a", { class: "plain-link", href: `/customers/${encodeURIComponent(customer.id)}` }, customer.name)
    : t("invoices.whole");
  return [name, partnership && h("span", { class: "sub" }, partnership.name)];
}
