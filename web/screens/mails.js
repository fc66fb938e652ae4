/** Every mail of the installation and what became of it, the newest first, for the operator. */
import { h } from "../lib/h.js";
import { moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice } from "../lib/table.js";
import { mailBadge, STATES } from "./mail-state.js";

const PLAN = {
  name: "mails",
  path: "/admin/mails",
  symbol: "mail",
  sorts: ["CREATED_AT"],
  sort: "-CREATED_AT",
  filters: { state: (value) => STATES.includes(value) },
  columns: [
    { id: "when", title: t("mails.by.CREATED_AT"), sort: "CREATED_AT", cell: whenCell },
    { id: "subject", title: t("mails.subject"), isHeading: true, cell: subjectCell },
    { id: "to", title: t("mails.to"), cell: recipientCell },
    { id: "company", title: t("mails.company"), rank: 2, cell: ({ organization }) => organization?.name },
    { id: "state", title: t("mails.state"), cell: ({ state }) => mailBadge(state) },
  ],
  // Addresses are kept in small letters, and looked for whole: there may be millions.
  where: ({ q, state }) => ({
    ...(q.trim() && { recipient: { eq: q.trim().toLowerCase() } }),
    ...(state && { state: { eq: state } }),
  }),
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function mails(context) {
  const ask = async (variables) => (await context.client.query("mails", variables)).mails;
  return listScreen({ ...PLAN, ask }, context);
}

function controls({ state }, filter) {
  const states = Object.fromEntries(["", ...STATES].map((one) => [one, t(`mails.state.${one || "any"}`)]));
  return [choice("state", t("mails.state"), states, state, (value) => filter({ state: value }))];
}

function whenCell({ createdAt }) {
  return h("time", { datetime: createdAt, title: moment(createdAt) }, time(createdAt));
}

function subjectCell({ id, subject }) {
  return h("a", { class: "row-link", href: `/admin/mails/${encodeURIComponent(id)}`, id: `row-${id}` }, subject);
}

function recipientCell({ recipient, recipientName }) {
  return [recipientName, h("span", { class: "sub" }, recipient)];
}
