/** The portal of the customer: where its people sign in, who they are, and the one who manages them. */
import { h, icon } from "../../lib/h.js";
import { card, facts, mailLink } from "../../lib/detail.js";
import { day, moment, time } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { paged } from "../../lib/paged.js";
import { portalUserBadge } from "../../lib/portal-user-state.js";
import { badge, table } from "../../lib/table.js";
import { addressOf, copied } from "../portal-address.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

/** Who has no portal has nobody who may sign in. */
const NOBODY = { nodes: [], totalCount: 0, pageInfo: {} };

export default function portal(context) {
  const { client, params: { id }, toast } = context;

  async function ask(page) {
    const { portal: found } = (await client.query("customerPortal", { id, ...page })).customer;
    return { found, list: found?.users ?? NOBODY };
  }

  async function copy(address) {
    const isCopied = await copied(address);
    toast(t(isCopied ? "portal.copied" : "portal.uncopied"), { isError: !isCopied });
  }

  const view = ({ found }) =>
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("customer.tab.portal"), facts(rows(found, copy))),
      card("main", t("portal.users"), people(found), found.users.totalCount),
    ]);
  const path = tabPath(id, "portal");
  return paged({ path, things: "portal.people", ask, view, none }, context);
}

async function none({ found }) {
  if (found) return null;
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

function people({ users: { nodes }, admin }) {
  const name = (user) => [
    h("span", { class: "with-badge" }, user.name, user.id === admin?.id && badge(t("portal.admin"), "info")),
    h("span", { class: "sub" }, mailLink(user.email, "soft")),
  ];
  const columns = [{ id: "name", title: t("portal.name"), isHeading: true, cell: name }, ...COLUMNS];
  return table({ caption: t("portal.users"), columns, rows: nodes });
}

function loginCell({ lastLoginAt, state }) {
  if (lastLoginAt) return h("time", { datetime: lastLoginAt, title: moment(lastLoginAt) }, time(lastLoginAt));
  return h("span", { class: "none" }, t(state === "UNCONFIRMED" ? "portal.invited" : "users.login.never"));
}

const COLUMNS = [
  { id: "state", title: t("people.state"), cell: ({ state }) => portalUserBadge(state) },
  { id: "login", title: t("users.login"), rank: 2, cell: loginCell },
];
