/** The domains of e-mails that companies want to sign in elsewhere with, for the operator, who approves them. */
import { h } from "../lib/h.js";
import { moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice } from "../lib/table.js";
import { domainBadge, STATES } from "./federation/domain-state.js";
import "./federation/words.js";

const PLAN = {
  name: "domains",
  path: "/admin/domains",
  symbol: "lock",
  isNotSearched: true,
  sorts: ["CREATED_AT"],
  sort: "-CREATED_AT",
  filters: { state: (value) => STATES.includes(value) },
  where: ({ state }) => (state ? { status: { eq: state } } : {}),
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function identityDomains(context) {
  const { client, toast } = context;

  async function decide({ id, name }, isApproved) {
    try {
      const input = { id, isApproved, idempotencyKey: crypto.randomUUID() };
      const { identityDomain, userErrors } = (await client.run("decideIdentityDomain", { input })).decideIdentityDomain;
      if (userErrors.length) return toast(userErrors[0].message, { isError: true });
      toast(t(`domains.decided.${identityDomain.status}`, { name }));
      await screen.again();
      // The row is looked for: it was drawn anew.
      document.getElementById(`row-${id}`)?.focus();
    } catch (error) {
      if (error.kind !== "auth") toast(error.message, { isError: true });
    }
  }

  const columns = [
    { id: "name", title: t("domains.name"), isHeading: true, cell: nameCell },
    { id: "company", title: t("domains.company"), cell: ({ organization }) => organization.name },
    { id: "provider", title: t("domains.provider"), rank: 2, cell: providerCell },
    { id: "when", title: t("domains.by.CREATED_AT"), sort: "CREATED_AT", rank: 2, cell: whenCell },
    { id: "state", title: t("domains.state"), cell: ({ status }) => domainBadge(status) },
    { id: "decide", title: t("domains.decide"), cell: (row) => decision(row, decide) },
  ];
  const ask = async (variables) => (await client.query("identityDomains", variables)).identityDomains;
  const screen = listScreen({ ...PLAN, columns, ask }, context);
  return screen;
}

function controls({ state }, filter) {
  const states = {
    "": t("domains.state.any"),
    ...Object.fromEntries(STATES.map((one) => [one, t(`federation.domain.${one}`)])),
  };
  return [choice("state", t("domains.state"), states, state, (value) => filter({ state: value }))];
}

function nameCell({ id, name }) {
  return h("strong", { id: `row-${id}`, tabindex: "-1" }, name);
}

function providerCell({ provider: { name, issuer } }) {
  return [name, h("span", { class: "sub" }, issuer)];
}

function whenCell({ createdAt }) {
  return h("time", { datetime: createdAt, title: moment(createdAt) }, time(createdAt));
}

function decision(row, decide) {
  const { name, status, organization: { name: company } } = row;
  const button = (kind, isApproved) =>
    h("button", {
      class: "button",
      type: "button",
      "aria-label": t(`domains.${kind}.of`, { name, company }),
      onclick: () => decide(row, isApproved),
    }, t(`domains.${kind}`));
  return h("div", { class: "row-tools" }, [
    status !== "APPROVED" && button("approve", true),
    status !== "REFUSED" && button("refuse", false),
  ]);
}
