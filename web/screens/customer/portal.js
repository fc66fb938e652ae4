/** The portal of the customer: where its people sign in, who they are, and the one who manages them. */
import { h, icon } from "../../lib/h.js";
import { card, facts } from "../../lib/detail.js";
import { day, moment } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { membersBulk } from "../../lib/members/bulk.js";
import { inviteButton, memberActions, memberColumns, stateIn, stateRow } from "../../lib/members/list.js";
import { paged } from "../../lib/paged.js";
import { badge, table } from "../../lib/table.js";
import { swatch } from "../brand/swatch.js";
import { addressOf, copied } from "../portal-address.js";
import { tabPath } from "./tab-path.js";
import "./words.js";

/** Who has no portal has nobody who may sign in. */
const NOBODY = { nodes: [], totalCount: 0, pageInfo: {} };

export default function portal(context) {
  const { client, params: { id }, toast, viewer, customer, ended, setGuard } = context;

  /** Where administrators switch it: in the list of customers, found by the name. */
  function toList() {
    if (viewer.role !== "ADMIN") return null;
    const path = `/settings/customers?${new URLSearchParams({ q: customer()?.name ?? "" })}`;
    return h("a", { class: "button button--quiet", href: path }, t("place.manage"));
  }

  async function ask(page, state) {
    const filter = state ? { state: { eq: state } } : {};
    const { portal: found } = (await client.query("customerPortal", { id, ...page, filter })).customer;
    admin = found?.admin?.id;
    return { found, list: found?.users ?? NOBODY };
  }

  async function copy(address) {
    const isCopied = await copied(address);
    toast(t(isCopied ? "portal.copied" : "portal.uncopied"), { isError: !isCopied });
  }

  /** Only administrators change how it looks and where it is. */
  async function openLook(found) {
    const { openBrand } = await import("../brand/edit.js");
    const onSaved = (text) => (toast(text), again());
    openBrand({ id, name: customer()?.name ?? found.slug }, found, { client, ended, setGuard, onSaved });
  }

  // Whoever views as somebody else changes nothing.
  const isViewing = Boolean(viewer.impersonator);
  const mayChange = viewer.role === "ADMIN" && !isViewing;
  const pathOf = (state) => tabPath(id, "portal") + (state && `&state=${state}`);
  /** @type {string | undefined} the one who stays */
  let admin;
  const again = () => list.again();
  const actions = memberActions(context, again);
  const several = isViewing ? null : membersBulk(context, () => admin, again);
  const view = ({ found }, state) =>
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("customer.tab.portal"), facts(rows(found, copy, toList(), mayChange && (() => openLook(found))))),
      card("main", t("portal.users"), [
        h("div", { class: "toolbar card__tools" }, [
          stateRow(found, state, pathOf),
          !isViewing && inviteButton(() => actions.invite(found.id)),
        ]),
        several && h("div", { class: "card__tools" }, several.bar(found.users.nodes)),
        people(found, actions.decide, viewer, several),
      ]),
    ]);
  const none = ({ found }) => (found ? null : nothing(toList()));
  const list = paged({ path: pathOf, partIn: stateIn, things: "portal.people", ask, view, none }, context);
  const move = (next) => (several?.clear(), list.move(next));
  return { ...list, move };
}

async function nothing(actions) {
  const { notice } = await import("../../lib/states.js");
  return notice({ symbol: "lock", title: t("portal.none"), text: t("portal.none.text"), actions });
}

/** @returns {[string, any][]} */
function rows({ slug, enabled, disabledReason, brandName, brandColor, admin, createdAt }, copy, toList, change) {
  const address = addressOf(slug);
  const state = [
    badge(t(enabled ? "portal.on" : "portal.off"), enabled ? "good" : "plain"),
    disabledReason && h("span", { class: "sub" }, t(`portal.off.${disabledReason}`)),
    toList && h("span", { class: "portal__actions" }, toList),
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
    [t("portal.brand"), [
      brandName ?? h("span", { class: "none" }, t("portal.brand.none")),
      change && h("span", { class: "portal__actions" }, changer(change)),
    ]],
    [t("portal.color"), colorOf(brandColor)],
    [t("portal.admin"), admin && [admin.name, h("span", { class: "sub" }, admin.email)]],
    [t("portal.since"), h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt))],
  ];
}

function changer(onclick) {
  return h("button", { class: "button button--quiet", type: "button", id: "change-look", onclick }, [
    icon("edit"),
    t("portal.change"),
  ]);
}

/** In digits for those who don't see it. */
function colorOf(color) {
  if (!color) return h("span", { class: "none" }, t("portal.color.none"));
  return h("span", { class: "with-badge" }, [swatch(color, { class: "look__dot", key: color }), h("code", null, color)]);
}

function people({ users: { nodes }, admin }, decide, viewer, several) {
  if (!nodes.length) return h("p", { class: "card__empty", role: "status" }, t("members.none"));
  // Beside the facts there is less room, and one order.
  const narrow = (column) => ({ ...column, sort: undefined, rank: column.rank && 3 });
  const mayErase = viewer.role === "ADMIN";
  const reader = { mayErase, mayView: mayErase, isViewing: Boolean(viewer.impersonator) };
  const columns = memberColumns(admin?.id, decide, reader).map(narrow);
  const whole = several ? [several.column, ...columns] : columns;
  return table({ caption: t("portal.users"), columns: whole, rows: nodes });
}
