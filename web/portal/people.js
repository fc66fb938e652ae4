/** Who may sign in at this portal, by state: the list of its administrator. */
import { h } from "../lib/h.js";
import { mailLink } from "../lib/detail.js";
import { day, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { listScreen } from "../lib/list.js";
import { portalUserBadge, STATES } from "../lib/portal-user-state.js";
import { badge, choice } from "../lib/table.js";
import "./words.js";

export default function people(context) {
  const { client, viewer } = context;
  const ask = async (variables) => (await client.query("portalPeople", variables)).portalUsers;
  const columns = [
    { id: "name", title: t("people.by.NAME"), sort: "NAME", isHeading: true, cell: nameCell },
    { id: "email", title: t("user.email"), cell: ({ email }) => mailLink(email, "soft") },
    { id: "state", title: t("people.state"), cell: ({ state }) => portalUserBadge(state) },
    { id: "login", title: t("users.login"), rank: 2, cell: loginCell },
    { id: "created", title: t("people.by.CREATED_AT"), sort: "CREATED_AT", rank: 3, cell: createdCell },
  ];
  return listScreen({ ...PLAN, path: `${viewer.home}/people`, columns, ask }, context);
}

const PLAN = {
  name: "people",
  symbol: "people",
  isNotSearched: true,
  sorts: ["NAME", "CREATED_AT"],
  sort: "NAME",
  filters: { state: (value) => STATES.includes(value) },
  where: ({ state }) => (state ? { state: { eq: state } } : {}),
  controls,
};

function controls({ state }, filter) {
  const options = Object.fromEntries(["", ...STATES].map((value) => [value, t(`people.state.${value || "any"}`)]));
  return [choice("state", t("people.state"), options, state, (chosen) => filter({ state: chosen }))];
}

function nameCell({ name, id, portal }) {
  return h("span", { class: "with-badge" }, name, portal?.admin?.id === id && badge(t("people.admin"), "info"));
}

function loginCell({ lastLoginAt, state }) {
  if (lastLoginAt) return h("time", { datetime: lastLoginAt, title: moment(lastLoginAt) }, time(lastLoginAt));
  return h("span", { class: "none" }, t(state === "UNCONFIRMED" ? "people.invited" : "users.login.never"));
}

function createdCell({ createdAt }) {
  return h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt));
}
