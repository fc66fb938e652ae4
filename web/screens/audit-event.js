/** One event of the audit log, at an address that stays: who, what, from where, what changed, and its seal. */
import { h } from "../lib/h.js";
import { bones, card, crumb, detailScreen, facts } from "../lib/detail.js";
import { moment, number } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { actionOf, actorOf, fieldOf, journalPath, valueOf } from "./audit/say.js";
import { WORDS } from "./audit/event-words.js";

/** Of whom a removed person was one, as erasing names them. */
const PEOPLE = { app_user: "user", portal_user: "portalUser" };

/** Where a thing of the company has a page of its own. */
const PAGES = { customer: "/customers", app_user: "/settings/users", invoice: "/invoices" };

export default function auditEvent(context) {
  const { client, params, viewer, ended, toast } = context;
  const path = journalPath(context.realm);

  async function erase({ targetType, targetId, detail: { targetName: name } }, again) {
    const { openPersonalData } = await import("../lib/personal-data.js");
    const onErased = async () => {
      toast(t("event.forgotten", { name }));
      await again();
      // The button that the dialog came from is gone.
      document.querySelector("h1")?.focus();
    };
    openPersonalData(PEOPLE[targetType], { id: targetId, name, isGone: true }, { client, ended, toast, onErased });
  }

  const plan = {
    name: "event",
    symbol: "history",
    path,
    ask: async () => (await client.query("auditEvent", { id: params.id })).auditEvent,
    titleOf: ({ action }) => actionOf(action),
    view: (event, again) => page(event, path, viewer.role === "ADMIN" && (() => erase(event, again))),
  };
  return detailScreen(plan, context);
}

function page(event, path, erase) {
  return h("div", { class: "page" }, [
    crumb(path, t("audit.title")),
    h("div", { class: "page-head" }, [
      h("div", null, [
        h("h1", { tabindex: "-1" }, event ? actionOf(event.action) : t("event.title")),
        event && h("p", { class: "page-head__sub" }, [actorOf(event), " · ", when(event)]),
      ]),
    ]),
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("detail.facts"), event ? [facts(rows(event)), more(event, path, erase)] : bones()),
      h("div", { class: "stack card--main", key: "main" }, [
        card("changes", t("event.changes"), event ? changes(event) : bones()),
        card("seal", t("event.seal"), event ? seal(event) : bones()),
      ]),
    ]),
  ]);
}

function when({ occurredAt }) {
  return h("time", { datetime: occurredAt }, moment(occurredAt));
}

/** @returns {[string, any][]} */
function rows(event) {
  const { actorKind, actorId, targetType, targetId, requestId, detail } = event;
  const isUser = actorKind === "PARTNER" && actorId;
  return [
    [t("event.when"), when(event)],
    [t("audit.who"), linked(isUser && "/settings/users", actorId, actorOf(event))],
    [t("event.side"), t(`audit.kind.${actorKind}`)],
    ...(targetType ? [[t("event.about"), about(targetType, targetId, detail?.targetName)]] : []),
    [t("audit.ip"), detail?.ip],
    [t("event.request"), requestId && h("code", { class: "code" }, requestId)],
  ];
}

function about(type, id, name) {
  if (!name) return typeOf(type);
  return [linked(PAGES[type], id, name), h("span", { class: "sub" }, typeOf(type))];
}

/** What it was done to: "Customer". */
export function typeOf(type) {
  return `audit.type.${type}` in WORDS ? t(`audit.type.${type}`) : t("audit.type.other", { type });
}

function linked(path, id, text) {
  return path && id ? h("a", { href: `${path}/${encodeURIComponent(id)}` }, text) : text;
}

/** Whether it tells that somebody was removed, and still who that was. */
function isOfFormer({ action, targetType, targetId, detail }) {
  return action === "user.removed" && targetType in PEOPLE && targetId && Boolean(detail?.targetName);
}

function sameActor(event) {
  return event.detail ? t("event.same.actor", { name: actorOf(event) }) : t("event.same.erased");
}

/** The ways from here to events that have something in common with this one. */
function more(event, path, erase) {
  const { actorId, targetId, detail } = event;
  const mayErase = erase && isOfFormer(event);
  const link = (name, id, text) =>
    h("a", { class: "button", href: `${path}?${name}=${encodeURIComponent(id)}`, key: name }, text);
  return h("div", { class: "card__actions" }, [
    actorId && link("actor", actorId, sameActor(event)),
    targetId && detail?.targetName && link("target", targetId, t("event.same.target", { name: detail.targetName })),
    mayErase && h("button", { class: "button", type: "button", key: "erase", onclick: erase }, t("event.forget")),
  ]);
}

function changes({ detail, changes: { nodes } }) {
  if (!detail) return h("p", { class: "card__empty" }, t("event.erased"));
  if (!nodes.length) return h("p", { class: "card__empty" }, t("event.unchanged"));
  return h("div", { class: "changes" }, nodes.map(change));
}

function change({ id, field, before, after }) {
  const side = (name, value, look) =>
    h("div", { class: `change__side ${look}`, key: name }, [
      h("dt", null, t(`event.${name}`)),
      h("dd", { dir: "auto" }, value ?? h("span", { class: "none" }, t("event.nothing"))),
    ]);
  const isReason = field === "reason";
  return h("section", { class: "change", key: id }, [
    h("h3", null, fieldOf(field)),
    isReason ? h("p", null, valueOf(field, after)) : h("dl", { class: "change__sides" }, [
      side("before", before, "change__side--before"),
      side("after", after, "change__side--after"),
    ]),
  ]);
}

function seal({ seq, hash }) {
  if (seq === null) return h("p", { class: "card__empty" }, t("event.unsealed"));
  return [
    h("p", { class: "card__text" }, t("event.sealed")),
    facts([
      [t("event.place"), number(seq)],
      [t("event.hash"), h("code", { class: "code" }, hash)],
    ]),
  ];
}
