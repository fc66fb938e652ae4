/** The portal of the customer: where its people sign in, who they are, and the one who manages them. */
import { h, icon } from "../../lib/h.js";
import { card, facts, mailLink } from "../../lib/detail.js";
import { day, moment, time } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { loaded } from "../../lib/loaded.js";
import { portalUserBadge } from "../../lib/portal-user-state.js";
import { badge, table } from "../../lib/table.js";
import { addressOf, copied } from "../portal-address.js";
import "./words.js";

export default function portal({ client, params, ended, toast }) {
  async function ask() {
    const { portal: found } = (await client.query("customerPortal", { id: params.id })).customer;
    return { found, empty: found ? null : await nothing() };
  }

  async function copy(address) {
    const isCopied = await copied(address);
    toast(t(isCopied ? "portal.copied" : "portal.uncopied"), { isError: !isCopied });
  }

  const view = ({ found, empty }) =>
    empty ?? h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("customer.tab.portal"), facts(rows(found, copy))),
      card("main", t("portal.users"), people(found), found.users.totalCount),
    ]);
  return loaded({ ask, view }, ended);
}

async function nothing() {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "lock", title: t("portal.none"), text: t("portal.none.text") });
}

/** @returns {[string, any][]} */
function rows({ slug, enabled, disabledReason, brandName, admin, createdAt }, copy) {
  const address = addressOf(slug);
  const state = [
    badge(t(enabled ? "portal.on" : "portal.off"), enabled ? "good" : "plain"),
    disabledReason && h("span", { class: "sub" }, t(`portal.off.${disabledReason}`)),
  ];
  return [
    [t("portal.address"), [
      h("code", { class: "portal__address" }, address),
      h("span", { class: "portal__actions" }, [
        h(
          "button",
          { class: "button button--quiet", type: "button", id: "copy-address", onclick: () => copy(address) },
          [
            icon("copy"),
            t("portal.copy"),
          ],
        ),
        h("a", { class: "button button--quiet", href: address, target: "_blank", rel: "noopener" }, t("portal.open")),
      ]),
    ]],
    [t("portal.state"), state],
    [t("portal.brand"), brandName],
    [t("portal.admin"), admin && [admin.name, h("span", { class: "sub" }, admin.email)]],
    [t("portal.since"), h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt))],
  ];
}

function people({ users: { nodes, totalCount }, admin }) {
  const name = (user) => [
    user.name,
    user.id === admin?.id && [" ", badge(t("portal.admin"), "info")],
    h("span", { class: "sub" }, mailLink(user.email, "soft")),
  ];
  const columns = [{ id: "name", title: t("portal.name"), isHeading: true, cell: name }, ...COLUMNS];
  const whole = t("portal.people", { count: totalCount });
  return [
    table({ caption: t("portal.users"), columns, rows: nodes }),
    nodes.length < totalCount && h("p", { class: "card__more sub" }, t("list.part", { part: nodes.length, whole })),
  ];
}

function loginCell({ lastLoginAt, state }) {
  if (lastLoginAt) return h("time", { datetime: lastLoginAt, title: moment(lastLoginAt) }, time(lastLoginAt));
  return h("span", { class: "none" }, t(state === "UNCONFIRMED" ? "portal.invited" : "users.login.never"));
}

const COLUMNS = [
  { id: "state", title: t("people.state"), cell: ({ state }) => portalUserBadge(state) },
  { id: "login", title: t("users.login"), rank: 2, cell: loginCell },
];
