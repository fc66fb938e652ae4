/** The partnerships that a user belongs to, as a table: what is seen by each, and what can be done about it. */
import { h } from "../lib/h.js";
import { day } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { badge, table } from "../lib/table.js";
import "./assign/words.js";
import "./settings-words.js";
import "./user-words.js";

/**
 * What a card about it holds.
 * @param {any} user
 * @param {{assign: (place: any) => void, take: (place: any) => void, add: () => void} | null} actions null where the
 *   viewer only looks
 */
export function placesOf({ role, memberships: { totalCount, nodes } }, actions) {
  const isAdmin = role === "ADMIN";
  const more = totalCount - nodes.length;
  return [
    isAdmin && h("p", { class: "card__empty" }, t("user.sees.ADMIN")),
    !isAdmin && !totalCount && h("p", { class: "card__empty" }, t(`user.nowhere.${role}`)),
    totalCount > 0 && table({ caption: t("user.access"), columns: columns(role, actions), rows: nodes }),
    more > 0 && h("p", { class: "card__empty" }, t("users.sees.more", { count: more })),
    actions && !isAdmin && h("div", { class: "card__more" }, [
      h("button", { class: "button", type: "button", id: "add-place", onclick: actions.add }, t("user.place.add")),
    ]),
  ];
}

function columns(role, actions) {
  return [
    { id: "partnership", title: t("user.place"), isHeading: true, cell: nameCell },
    { id: "sees", title: t("users.sees"), cell: (place) => h("div", { class: "place" }, seen(place, role)) },
    actions && { id: "do", title: t("user.place.do"), cell: (place) => tools(place, role, actions) },
  ].filter(Boolean);
}

function nameCell({ createdAt, partnership: { name, type } }) {
  return [
    h("strong", { class: "place__name" }, name),
    badge(t(`partnership.type.${type}`)),
    h("span", { class: "sub" }, t("user.member", { day: day(createdAt) })),
  ];
}

/** The role decides first: only who works with customers sees those of a partnership. */
function seen({ customerAccess, partnership, assignments: { totalCount: count, nodes } }, role) {
  if (role !== "USER") return h("p", { class: "none" }, t(`user.place.${role}`));
  const all = partnership.customers.totalCount;
  if (customerAccess === "ALL") return h("p", null, all ? t("user.whole", { count: all }) : t("user.whole.none"));
  return [
    h("p", null, count ? t("user.assigned", { count, all }) : t("user.none")),
    h("ul", { class: "tags" }, nodes.map(tag)),
    count > nodes.length && h("p", { class: "sub" }, t("user.more", { count: count - nodes.length })),
  ];
}

function tag({ id, customer }) {
  if (!customer) return null;
  return h("li", { key: id }, [
    h("a", { class: "tag", href: `/customers/${encodeURIComponent(customer.id)}` }, customer.name),
  ]);
}

function tools(place, role, { assign, take }) {
  const { name } = place.partnership;
  const button = (text, label, onclick) =>
    h("button", { class: "button", type: "button", "aria-label": label, onclick }, text);
  return h("div", { class: "row-tools" }, [
    role === "USER" && button(t("assign.open"), t("assign.open.of", { partnership: name }), () => assign(place)),
    button(t("user.place.take"), t("user.place.take.of", { partnership: name }), () => take(place)),
  ]);
}
