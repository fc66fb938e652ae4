/** The leads list. */
import { h } from "../lib/h.js";
import { addDays, beginning, isDay, monthOf, today } from "../lib/days.js";
import { country, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing, listScreen } from "../lib/list.js";
import { choice, none } from "../lib/table.js";
import "./leads-words.js";

/** Times of receipt by their name in the address. Each ends before its second day; `days` asks for two days. */
const TIMES = {
  today: (day) => [day, null],
  week: (day) => [addDays(day, -6), null],
  month: (day) => [monthOf(day), null],
  last: (day) => [monthOf(day, -1), monthOf(day)],
  year: (day) => [`${day.slice(0, 4)}-01-01`, null],
};

/** ISO 3166-1 alpha-2, as assigned. */
const COUNTRIES =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA " +
  "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA " +
  "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
  "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS " +
  "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS " +
  "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW " +
  "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

const COLUMNS = [
  { id: "name", title: t("leads.by.NAME"), sort: "NAME", isHeading: true, cell: nameCell },
  { id: "company", title: t("leads.company"), cell: ({ company }) => company ?? none() },
  { id: "email", title: t("leads.email"), rank: 2, cell: emailCell },
  { id: "country", title: t("leads.country"), rank: 2, cell: (lead) => lead.country ? country(lead.country) : none() },
  { id: "received", title: t("leads.by.RECEIVED_AT"), sort: "RECEIVED_AT", cell: receivedCell },
];

const PLAN = {
  name: "leads",
  path: "/leads",
  symbol: "inbox",
  sorts: ["RECEIVED_AT", "NAME"],
  sort: "-RECEIVED_AT",
  filters: {
    country: (value) => COUNTRIES.split(" ").includes(value),
    received: (value) => value === "days" || Object.hasOwn(TIMES, value),
    from: isDay,
    to: isDay,
  },
  columns: COLUMNS,
  where,
  controls,
};

/** Between addresses, views of the list and variables. */
export const { read: readAddress, write: writeAddress, variables: variablesOf } = addressing(PLAN);

export default function leads(context) {
  const ask = async (variables) => (await context.client.query("leads", variables)).leads;
  return listScreen({ ...PLAN, ask }, context);
}

function where({ q, country: code, received, from, to }) {
  const [first, end] = received === "days" ? [from, to && addDays(to, 1)] : TIMES[received]?.(today()) ?? [];
  const receivedAt = { ...(first && { gte: beginning(first) }), ...(end && { lt: beginning(end) }) };
  return {
    ...(q.trim() && { search: q.trim() }),
    ...(code && { country: { eq: code } }),
    ...(Object.keys(receivedAt).length && { receivedAt }),
  };
}

function controls({ country: code, received, from, to }, filter) {
  /** @type {[string, string][]} */
  const names = COUNTRIES.split(" ").map((one) => [one, country(one)]);
  const sorted = names.sort(([, one], [, other]) => one.localeCompare(other));
  const times = ["", ...Object.keys(TIMES), "days"].map((name) => [name, t(`leads.received.${name || "any"}`)]);
  const change = (name) => (event) => filter({ [name]: event.currentTarget.value });
  const day = (name, value, limits) =>
    h("div", { class: "choice choice--day", key: name }, [
      h("label", { for: name }, t(`leads.${name}`)),
      h("input", { id: name, class: "choice__select", type: "date", value, onchange: change(name), ...limits }),
    ]);
  return [
    choice(
      "country",
      t("leads.country"),
      [["", t("leads.country.any")], ...sorted],
      code,
      (value) => filter({ country: value }),
    ),
    choice(
      "received",
      t("leads.by.RECEIVED_AT"),
      Object.fromEntries(times),
      received,
      (value) => filter({ received: value, from: "", to: "" }),
    ),
    received === "days" && [day("from", from, { max: to || null }), day("to", to, { min: from || null })],
  ];
}

function nameCell({ id, name }) {
  return h("a", { class: "row-link", href: `/leads/${encodeURIComponent(id)}`, id: `row-${id}` }, name);
}

function emailCell({ email }) {
  return email ? h("a", { class: "soft", href: `mailto:${email}` }, email) : none();
}

function receivedCell({ receivedAt }) {
  return h("time", { datetime: receivedAt, title: moment(receivedAt) }, time(receivedAt));
}
