/** One user: who it is, and exactly what of the company's customers this user sees, and why. */
import { h } from "../lib/h.js";
import { bones, card, crumb, detailScreen, facts, mailLink } from "../lib/detail.js";
import { day, languageOf, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge } from "../lib/table.js";
import { toast } from "../lib/toast.js";
import { userBadge } from "./user-status.js";
import "./assign/words.js";
import "./settings-words.js";

export default function user(context) {
  const { client, params, ended, viewer } = context;

  async function assign(user, membership, again) {
    const { openAssign } = await import("./assign.js");
    const onSaved = () => (toast(t("assign.saved", { name: user.name })), again());
    openAssign({ user, membership }, { client, ended, onSaved });
  }

  const plan = {
    name: "user",
    symbol: "people",
    path: "/settings/users",
    ask: async () => (await client.query("user", { id: params.id })).user,
    titleOf: ({ name }) => name,
    view: (shown, again) =>
      page(shown, viewer.role === "ADMIN" ? (membership) => assign(shown, membership, again) : null),
  };
  return detailScreen(plan, context);
}

function page(shown, assign) {
  return h("div", { class: "page" }, [
    crumb("/settings/users", t("users.title")),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, shown?.name ?? t("user.title")),
      shown && userBadge(shown.status),
    ]),
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("detail.facts"), shown ? facts(rows(shown)) : bones()),
      card("main", t("user.access"), shown ? access(shown, assign) : bones(), countOf(shown)),
    ]),
  ]);
}

function countOf(shown) {
  return shown?.role === "USER" ? shown.memberships.totalCount : undefined;
}

/** @returns {[string, any][]} */
function rows({ email, role, locale, timeZone, lastLoginAt, createdAt }) {
  const when = (value) => value && h("time", { datetime: value, title: moment(value) }, time(value));
  return [
    [t("user.email"), mailLink(email)],
    [t("users.role"), [t(`role.${role}`), h("span", { class: "sub" }, t(`user.role.${role}`))]],
    [t("users.login"), when(lastLoginAt) ?? t(role === "NOTIFICATIONS" ? "users.login.no" : "users.login.never")],
    [t("user.locale"), languageOf(locale)],
    [t("user.zone"), timeZone],
    [t("user.since"), h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt))],
  ];
}

function access({ role, memberships }, assign) {
  if (role === "ADMIN") return h("p", { class: "card__empty" }, t("user.sees.ADMIN"));
  if (!memberships.totalCount) return h("p", { class: "card__empty" }, t("user.nowhere"));
  return h("ul", { class: "people" }, memberships.nodes.map((membership) => place(membership, role, assign)));
}

function place(membership, role, assign) {
  const { id, customerAccess, createdAt, partnership, assignments } = membership;
  const all = partnership.customers.totalCount;
  const count = assignments.totalCount;
  const isAll = customerAccess === "ALL";
  const sum = isAll ? t("user.whole", { count: all }) : t("user.assigned", { count, all });
  return h("li", { class: "membership", key: id }, [
    h("div", { class: "membership__head" }, [
      h("h3", null, partnership.name),
      badge(t(`partnership.type.${partnership.type}`)),
      role === "USER" && assign && opener(partnership, () => assign(membership)),
    ]),
    role === "USER"
      ? [
        h("p", null, sum),
        !isAll && !count && h("p", { class: "sub" }, t("user.none")),
        !isAll && h("ul", { class: "tags" }, assignments.nodes.map(tag)),
        count > assignments.nodes.length &&
        h("p", { class: "sub" }, t("user.more", { count: count - assignments.nodes.length })),
      ]
      : h("p", null, t(`user.sees.${role}`)),
    h("p", { class: "sub" }, t("user.member", { day: day(createdAt) })),
  ]);
}

function opener({ name }, onclick) {
  const label = t("assign.open.of", { partnership: name });
  return h("button", { class: "button", type: "button", "aria-label": label, onclick }, t("assign.open"));
}

function tag({ id, customer }) {
  if (!customer) return null;
  return h("li", { key: id }, [
    h("a", { class: "tag", href: `/customers/${encodeURIComponent(customer.id)}` }, customer.name),
  ]);
}
