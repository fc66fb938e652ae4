/** Settings, the customers and their portals: administrators add them, change them, switch them off and on. */
import { h, icon } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { badge, choice, none } from "../lib/table.js";
import { portalColumn } from "./portal-address.js";
import "./manage/words.js";

const STATUSES = ["ENABLED", "DISABLED"];

const PLAN = {
  name: "manage",
  path: "/settings/customers",
  symbol: "building",
  sorts: ["NAME", "EMAIL", "STATUS", "CREATED_AT"],
  sort: "NAME",
  filters: { status: (value) => STATUSES.includes(value) },
  where: ({ q, status }) => ({
    ...(q.trim() && { search: q.trim() }),
    ...(status && { status: { eq: status } }),
  }),
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function manage(context) {
  const { client, ended, setGuard, toast, viewer } = context;
  const again = () => screen.again();

  async function open(customer) {
    const { openCustomer } = await import("./manage/edit.js");
    const onSaved = (text) => (toast(text), again());
    openCustomer(customer, { client, ended, setGuard, onSaved });
  }

  async function decide(customer) {
    const { openDecision } = await import("./people/decide.js");
    const mutation = customer.status === "ENABLED" ? "disableCustomer" : "enableCustomer";
    const onDone = () => (toast(t(`manage.done.${mutation}`, { name: customer.name })), again());
    openDecision(mutation, customer, { client, ended, onDone });
  }

  /** With one click: nothing of it has to be asked about. */
  async function enable({ id, name }) {
    try {
      const { enableCustomerPortal: answer } = await client.run("enableCustomerPortal", { input: { customerId: id } });
      const [error] = answer.userErrors;
      toast(error ? error.message : told(name, answer.customer.portal.admin), { isError: Boolean(error) });
      await again();
      // The button went with what it did; what stands there now is drawn at once.
      queueMicrotask(() => document.getElementById(`copy-${id}`)?.focus());
    } catch (error) {
      if (error.kind !== "auth") toast(error.message, { isError: true });
    }
  }

  const ask = async (variables) => (await client.query("managed", variables)).customers;
  const plan = { ...PLAN, ask };
  const address = portalColumn(context, () => null).cell;
  // Whoever views as somebody else changes nothing.
  if (viewer.impersonator) return listScreen({ ...plan, columns: columnsOf(address), controls }, context);
  const several = async (renew) => (await import("./manage/bulk.js")).customersBulk(context, renew);
  const columns = columnsOf(address, { open, decide, enable });
  const tools = (place, filter) => [...controls(place, filter), adder(() => open(null))];
  const screen = listScreen({ ...plan, columns, controls: tools, several }, context);
  return screen;
}

function told(name, { email, state }) {
  return t(state === "UNCONFIRMED" ? "manage.made" : "manage.enabled", { name, email });
}

/** What can be done stands in the list of those who may. */
function columnsOf(address, tools = null) {
  const columns = [
    { id: "name", title: t("manage.by.NAME"), sort: "NAME", isHeading: true, cell: nameCell },
    {
      id: "email",
      title: t("manage.by.EMAIL"),
      sort: "EMAIL",
      rank: 2,
      cell: ({ email }) => h("a", { class: "soft", href: `mailto:${email}` }, email),
    },
    {
      id: "status",
      title: t("manage.by.STATUS"),
      sort: "STATUS",
      cell: ({ status }) => badge(t(`customers.status.${status}`), status === "ENABLED" ? "good" : "plain"),
    },
    {
      id: "switch",
      title: t("manage.portal"),
      cell: (row) => portalCell(row, address(row), tools && (() => tools.enable(row))),
    },
  ];
  if (!tools) return columns;
  const cell = (row) => actions(row, () => tools.open(row), () => tools.decide(row));
  return [...columns, { id: "actions", title: t("manage.actions"), cell }];
}

function controls({ status }, filter) {
  const states = Object.fromEntries(["", ...STATUSES].map((one) => [one, t(`customers.status.${one || "any"}`)]));
  return [choice("status", t("manage.by.STATUS"), states, status, (value) => filter({ status: value }))];
}

function adder(onclick) {
  const look = "button button--main toolbar__add";
  return h("button", { class: look, type: "button", id: "add", key: "add", onclick }, t("manage.add"));
}

function nameCell({ id, name, partnership }) {
  return [
    h("a", { class: "row-link", href: `/customers/${encodeURIComponent(id)}`, id: `row-${id}` }, name),
    h("span", { class: "sub" }, partnership.name),
  ];
}

/** What there is of a portal and where, and with one click that there is one. */
function portalCell({ id, name, status, partnership, portal }, address, enable) {
  if (portal?.enabled) {
    const { email, state } = portal.admin;
    return h("div", { class: "portal-cell" }, [
      badge(t("customers.status.ENABLED"), "good"),
      address,
      state === "UNCONFIRMED" && h("span", { class: "sub" }, t("manage.pending", { email })),
    ]);
  }
  const mayEnable = enable && status === "ENABLED" && partnership.type === "MSSP";
  if (!portal && !mayEnable) return none();
  const look = { class: "button button--quiet button--row", type: "button", id: `enable-${id}`, onclick: enable };
  return h("div", { class: "portal-cell" }, [
    portal && badge(t("customers.status.DISABLED"), "plain"),
    address,
    portal?.disabledReason === "CUSTOMER_DISABLED" && h("span", { class: "sub" }, t("manage.with")),
    mayEnable && h("button", { ...look, "aria-label": t("manage.enable.of", { name }) }, t("manage.enable")),
  ]);
}

function actions({ id, name, status }, edit, decide) {
  const isOn = status === "ENABLED";
  const tool = (key, symbol, label, onclick) =>
    h("button", { class: "tool", type: "button", id: `${key}-${id}`, "aria-label": label, title: label, onclick }, [
      icon(symbol),
    ]);
  return h("span", { class: "row-icons" }, [
    tool("edit", "edit", t("manage.edit.of", { name }), edit),
    tool("switch", isOn ? "lock" : "check", t(isOn ? "manage.disable.of" : "manage.enable.customer.of", { name }), decide),
  ]);
}
