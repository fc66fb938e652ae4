/** The keys by which programs read the company's data, for its administrators. */
import { h } from "../lib/h.js";
import { day, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { badge, choice } from "../lib/table.js";
import "./keys/words.js";

const TONES = { ACTIVE: "good", GRACE: "warn", RETIRED: "plain", REVOKED: "bad", EXPIRED: "plain" };

const COLUMNS = [
  { id: "name", title: t("apiKeys.by.NAME"), sort: "NAME", isHeading: true, cell: nameCell },
  { id: "partnership", title: t("apiKeys.partnership"), cell: ({ partnership }) => partnership.name },
  { id: "scopes", title: t("apiKeys.scopes"), rank: 2, cell: scopesCell },
  { id: "state", title: t("apiKeys.state"), cell: stateCell },
  { id: "used", title: t("apiKeys.used"), cell: usedCell },
];

const PLAN = {
  name: "apiKeys",
  path: "/settings/api-keys",
  symbol: "key",
  isNotSearched: true,
  sorts: ["NAME", "CREATED_AT"],
  sort: "-CREATED_AT",
  filters: { state: (value) => Object.hasOwn(TONES, value) },
  columns: COLUMNS,
  where,
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function apiKeys(context) {
  const ask = async (variables) => (await context.client.query("apiKeys", variables)).apiKeys;
  return listScreen({ ...PLAN, ask }, context);
}

/** A state is a question of time: what was revoked is, whatever else ended; then grace decides, then the last day. */
function where({ state }, now = new Date().toISOString()) {
  const over = (field) => ({ [field]: { lte: now } });
  const [isReplaced, isExpired] = [over("graceEndsAt"), over("expiresAt")];
  const open = (field) => ({ or: [{ [field]: { isNull: true } }, { [field]: { gt: now } }] });
  const revokedAt = { isNull: state !== "REVOKED" };
  return {
    ...(state && { revokedAt }),
    ...(state === "RETIRED" && isReplaced),
    ...(state === "EXPIRED" && { ...isExpired, and: [open("graceEndsAt")] }),
    ...(state === "GRACE" && { graceEndsAt: { gt: now }, and: [open("expiresAt")] }),
    ...(state === "ACTIVE" && { graceEndsAt: { isNull: true }, and: [open("expiresAt")] }),
  };
}

function controls({ state }, filter) {
  const states = ["", ...Object.keys(TONES)].map((one) => [one, t(`apiKeys.state.${one || "any"}`)]);
  return [choice("state", t("apiKeys.state"), Object.fromEntries(states), state, (value) => filter({ state: value }))];
}

function nameCell({ name, prefix }) {
  return [h("span", { class: "strong" }, name), h("code", { class: "sub", title: t("apiKeys.prefix") }, `${prefix}…`)];
}

/** What every key may read is said only of one that may read nothing else. */
function scopesCell({ scopes }) {
  const more = scopes.filter((scope) => scope !== "ME_READ");
  const line = (scope) => h("span", { class: "line", key: scope }, t(`apiKeys.scope.${scope}`));
  return h("div", null, (more.length ? more : scopes).map(line));
}

function stateCell({ state, graceEndsAt, expiresAt, revokedAt }) {
  const end = { GRACE: graceEndsAt, RETIRED: graceEndsAt, REVOKED: revokedAt }[state] ?? expiresAt;
  const isOver = ["RETIRED", "REVOKED", "EXPIRED"].includes(state);
  return [
    badge(t(`apiKeys.state.${state}`), TONES[state]),
    end && h("span", { class: "sub" }, t(isOver ? "apiKeys.since" : "apiKeys.until", { day: day(end) })),
  ];
}

function usedCell({ lastUsedAt, lastUsedIp }) {
  if (!lastUsedAt) return h("span", { class: "none" }, t("apiKeys.never"));
  return [
    h("time", { datetime: lastUsedAt, title: moment(lastUsedAt) }, time(lastUsedAt)),
    lastUsedIp && h("span", { class: "sub" }, lastUsedIp),
  ];
}
