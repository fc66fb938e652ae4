/** One partner company, for the operator: what it is, its partnerships, and its users, administrators first. */
import { h, icon } from "../lib/h.js";
import { bones, card, crumb, detailScreen, facts, phoneLink } from "../lib/detail.js";
import { day, languageOf, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge, table } from "../lib/table.js";
import { partnerBadge } from "./partners/status.js";
import { userBadge } from "./user-status.js";
import "./partners/words.js";
import "./settings-words.js";

export default function operatorPartner(context) {
  const { client, params, ended, setGuard, toast } = context;

  /** Opens one of the dialogs; what was saved is told, and the page shows it. */
  async function open(dialog, subject, again, told) {
    const dialogs = await import("./partners/edit.js");
    const onSaved = (_, values) => (toast(t(told, { name: (values.name ?? subject.name).trim() })), again());
    dialogs[dialog](subject, { client, ended, setGuard, onSaved, onStale: again });
  }

  async function turn(mutation, partner, again) {
    const { openSwitch } = await import("./partners/edit.js");
    const told = mutation === "suspendPartner" ? "partner.suspended" : "partner.reopened";
    openSwitch(mutation, partner, { client, ended, onDone: () => done(told, partner, again) });
  }

  async function decide(mutation, user, again) {
    const { openDecision } = await import("./people/decide.js");
    const told = mutation === "disableUser" ? "partner.user.disabled" : "partner.user.enabled";
    openDecision(mutation, user, { client, ended, onDone: () => done(told, user, again) });
  }

  /** The button that the dialog came from makes room for its opposite. */
  function done(told, { name }, again) {
    toast(t(told, { name }));
    document.querySelector("h1")?.focus();
    again();
  }

  async function reinvite({ id, name, version }, again) {
    try {
      const { reinviteUser: answer } = await client.run("reinviteUser", { input: { id, expectedVersion: version } });
      const [error] = answer.userErrors;
      toast(error ? error.message : t("partner.user.reinvited", { name }), { isError: Boolean(error) });
      again();
    } catch (error) {
      if (error.kind !== "auth") toast(error.message, { isError: true });
    }
  }

  const plan = {
    name: "partner",
    symbol: "building",
    path: "/admin/partners",
    ask: async () => (await client.query("operatorPartner", { id: params.id })).organization,
    titleOf: ({ name }) => name,
    view: (partner, again) =>
      page(partner, {
        edit: () => open("openPartner", partner, again, "partner.saved"),
        turn: (mutation) => turn(mutation, partner, again),
        addPartnership: () => open("openNewPartnership", partner, again, "partner.partnership.saved"),
        editPartnership: (one) => open("openPartnership", one, again, "partner.partnership.saved"),
        invite: () => open("openInvitation", partner, again, "partner.invited"),
        editUser: (user) => open("openUser", user, again, "partner.saved"),
        reinvite: (user) => reinvite(user, again),
        decide: (mutation, user) => decide(mutation, user, again),
      }),
  };
  return detailScreen(plan, context);
}

function page(partner, actions) {
  return h("div", { class: "page" }, [
    crumb("/admin/partners", t("partners.title")),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, partner?.name ?? t("partner.title")),
      partner && partnerBadge(partner.status),
      partner && h("div", { class: "page-head__actions" }, tools(partner, actions)),
    ]),
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("detail.facts"), partner ? facts(rows(partner)) : bones()),
      h("div", { class: "stack" }, [
        card("partnerships", t("partner.partnerships"), partner ? partnerships(partner, actions) : bones(),
          partner?.partnerships.totalCount),
        card("admins", t("partner.admins"), partner ? people("admins", partner.admins, actions) : bones(),
          partner?.admins.totalCount),
        card("others", t("partner.others"), partner ? people("others", partner.others, actions) : bones(),
          partner?.others.totalCount),
      ]),
    ]),
  ]);
}

function tools({ status }, { edit, turn }) {
  const button = (id, text, symbol, onclick) =>
    h("button", { class: "button", type: "button", id, key: id, onclick }, icon(symbol), text);
  return [
    button("edit", t("partner.edit"), "edit", edit),
    status === "ACTIVE"
      ? button("suspend", t("partner.suspend"), "lock", () => turn("suspendPartner"))
      : button("reopen", t("partner.reopen"), "check", () => turn("reopenPartner")),
  ];
}

/** @returns {[string, any][]} */
function rows({ legalName, vatId, phone, address, locale, timeZone, supportAccessUntil: until, createdAt }) {
  const isAllowed = until && new Date(until) > new Date();
  const support = isAllowed ? t("partner.support.on", { time: moment(until) }) : t("partner.support.off");
  return [
    [t("partner.legal"), legalName],
    [t("partner.vat"), vatId],
    [t("partner.phone"), phoneLink(phone)],
    [t("partner.address"), address && h("span", { class: "lines" }, address)],
    [t("partner.locale"), languageOf(locale)],
    [t("partner.zone"), timeZone],
    [t("partner.support"), support],
    [t("partner.since"), h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt))],
  ];
}

function partnerships({ partnerships: { nodes, totalCount } }, { addPartnership, editPartnership }) {
  const columns = [
    { id: "name", title: t("partner.partnership"), isHeading: true, cell: partnershipCell },
    {
      id: "status",
      title: t("partners.status"),
      cell: ({ status }) => badge(t(`partnership.status.${status}`), status === "ACTIVE" ? "good" : "plain"),
    },
    {
      id: "do",
      title: t("partner.do"),
      cell: (one) => rowTools([tool("partner.partnership.edit", one, () => editPartnership(one))]),
    },
  ];
  return [
    nodes.length
      ? table({ caption: t("partner.partnerships"), columns, rows: nodes })
      : h("p", { class: "card__empty" }, t("partner.partnerships.none")),
    more(totalCount - nodes.length),
    adder("add-partnership", t("partner.partnership.add"), addPartnership),
  ];
}

function partnershipCell({ name, type, currency, timeZone, periodAnchorDay }) {
  const terms = [currency, timeZone, type !== "LEAD_BUYER" && t("partner.partnership.period", { count: periodAnchorDay })];
  return [
    h("strong", { class: "place__name" }, name),
    badge(t(`partnership.type.${type}`)),
    h("span", { class: "sub" }, terms.filter(Boolean).join(" · ")),
  ];
}

function people(name, { nodes, totalCount }, actions) {
  const columns = [
    { id: "name", title: t("partner.user"), isHeading: true, cell: ({ name }) => h("strong", { class: "strong" }, name) },
    name === "others" && { id: "role", title: t("users.role"), cell: ({ role }) => t(`role.${role}`) },
    { id: "status", title: t("users.status"), cell: stateCell },
    { id: "do", title: t("partner.do"), cell: (user) => userTools(user, actions) },
  ].filter(Boolean);
  return [
    nodes.length
      ? table({ caption: t(`partner.${name}`), columns, rows: nodes })
      : h("p", { class: "card__empty" }, t(`partner.${name}.none`)),
    more(totalCount - nodes.length),
    name === "admins" && adder("invite", t("partner.invite"), actions.invite),
  ];
}

/** How long the link works of who was invited. */
function stateCell({ status, invitationExpiresAt: until }) {
  if (status !== "INVITED") return userBadge(status);
  const isOver = !until || new Date(until) <= new Date();
  const text = isOver ? t("partner.link.over") : t("partner.link", { time: time(until) });
  return [userBadge(status), h("span", { class: "sub" }, text)];
}

function userTools(user, { editUser, reinvite, decide }) {
  const { status } = user;
  return rowTools([
    tool("partner.user.edit", user, () => editUser(user)),
    status === "INVITED" && tool("partner.user.reinvite", user, () => reinvite(user)),
    status === "ACTIVE" && tool("partner.user.disable", user, () => decide("disableUser", user)),
    status === "DISABLED" && tool("partner.user.enable", user, () => decide("enableUser", user)),
  ]);
}

const rowTools = (content) => h("div", { class: "row-tools" }, content);

/** A button of a row, which says for the ear whose it is. */
function tool(key, { name }, onclick) {
  const label = t(`${key}.of`, { name });
  return h("button", { class: "button", type: "button", "aria-label": label, key, onclick }, t(key));
}

function more(count) {
  return count > 0 && h("p", { class: "card__empty" }, t("partner.more", { count }));
}

function adder(id, text, onclick) {
  return h("div", { class: "card__more" }, h("button", { class: "button", type: "button", id, onclick }, text));
}
