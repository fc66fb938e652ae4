/** The operator's first page: the partnerships and the people of every partner company. */
import { h, signal } from "../lib/h.js";
import { badge, table } from "../lib/table.js";
import { notice, problem } from "../lib/states.js";
import { day, moment, number } from "../lib/format.js";

const TYPES = { MSSP: "MSSP", RESELLER: "Reseller", LEAD_BUYER: "Lead buyer" };
const ROLES = { ADMIN: "Administrator", USER: "User", MARKETING: "Marketing", NOTIFICATIONS: "Notifications" };
const TONES = { ACTIVE: "good", INVITED: "info", ENDED: "plain", DISABLED: "plain" };

export default function operatorHome({ client, ended, setTitle }) {
  const state = signal(/** @type {any} */ ({ data: null, instead: null }));
  let loading = load();
  setTitle("Overview");

  async function load() {
    try {
      const data = await client.query("operatorHome");
      if (!ended.aborted) state.value = { data, instead: null };
    } catch (error) {
      if (ended.aborted || error.kind === "auth") return;
      state.value = { data: null, instead: problem(error, () => (loading = load()), { isPage: true }) };
    }
  }

  return { ready: () => loading, view: () => state.value.instead ?? page(state.value.data) };
}

function page(data) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, h("h1", { tabindex: "-1" }, "Overview")),
    list("Partnerships", PARTNERSHIPS, data?.partnerships, "No partnership has been made yet."),
    list("Users", USERS, data?.users, "No partner has users yet."),
  ]);
}

function list(title, columns, found, whenEmpty) {
  const id = `title-${title.toLowerCase()}`;
  const isEmpty = found?.nodes.length === 0;
  return h("section", { class: "stack", "aria-labelledby": id, key: title }, [
    h("div", { class: "card__head" }, [
      h("h2", { id }, title),
      found && h("span", { class: "card__count" }, number(found.totalCount)),
    ]),
    isEmpty
      ? notice({ symbol: "building", title: `No ${title.toLowerCase()}`, text: whenEmpty })
      : table({ caption: title, columns, rows: found?.nodes ?? null }),
  ]);
}

function since({ createdAt }) {
  return h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt));
}

function status(row) {
  return badge(row.status[0] + row.status.slice(1).toLowerCase(), TONES[row.status]);
}

const named = (row) => h("strong", { class: "strong" }, row.name);
const company = { id: "company", title: "Company", cell: ({ organization }) => organization.name };
const PARTNERSHIPS = [
  { id: "name", title: "Name", isHeading: true, cell: named },
  company,
  { id: "type", title: "Type", cell: ({ type }) => TYPES[type] ?? type },
  { id: "currency", title: "Currency", rank: 2, cell: ({ currency }) => currency },
  { id: "since", title: "Since", rank: 3, cell: since },
  { id: "status", title: "Status", cell: status },
];
const USERS = [
  { id: "name", title: "Name", isHeading: true, cell: named },
  company,
  { id: "role", title: "Role", cell: ({ role }) => ROLES[role] ?? role },
  { id: "since", title: "Since", rank: 3, cell: since },
  { id: "status", title: "Status", cell: status },
];
