/**
 * Who may sign in at a customer's portal: in three lists by state, each with what can be done. The partner's staff see
 * it at the customer, the portal's administrator at the portal itself.
 */
import { h, icon } from "../h.js";
import { mailLink } from "../detail.js";
import { moment, time } from "../format.js";
import { t } from "../i18n.js";
import { portalUserBadge, STATES } from "../portal-user-state.js";
import { badge } from "../table.js";
import "./words.js";

/** The state that an address names; none where it names all, or what is none. */
export function stateIn({ searchParams }) {
  const state = searchParams.get("state") ?? "";
  return STATES.includes(state) ? state : "";
}

/**
 * The lists, as links with how many are in each.
 * @param {Record<string, {totalCount: number}>} counts by state
 * @param {string} chosen
 * @param {(state: string) => string} pathOf
 */
export function stateRow(counts, chosen, pathOf) {
  const whole = STATES.reduce((sum, state) => sum + (counts[state]?.totalCount ?? 0), 0);
  const link = (state) =>
    h("a", {
      class: "chip",
      href: pathOf(state),
      id: `state-${state || "all"}`,
      "aria-current": state === chosen ? "true" : null,
      key: state,
    }, [
      state ? t(`people.state.${state}`) : t("members.state.all"),
      " ",
      h("span", { class: "chip__count" }, t("list.number", { count: state ? counts[state]?.totalCount ?? 0 : whole })),
    ]);
  return h("nav", { class: "chips", "aria-label": t("members.states"), key: "states" }, ["", ...STATES].map(link));
}

/** The button that opens the dialog to invite somebody. */
export function inviteButton(onclick) {
  const look = "button button--main toolbar__add";
  return h("button", { class: look, type: "button", id: "invite", key: "invite", onclick }, [
    icon("people"),
    t("members.invite"),
  ]);
}

/**
 * The columns, the last with what can be done.
 * @param {string | undefined} admin the id of the portal's administrator
 * @param {(action: string, user: any) => void} decide
 * @param {{own?: string, mayView?: boolean, mayErase?: boolean, isViewing?: boolean}} [reader] the id of whoever looks,
 *   at the portal itself; whether the portal can be viewed as its users; whether this is an administrator; and whether
 *   it's somebody who views as somebody else, who changes nothing
 * @returns {import("../table.js").Column[]}
 */
export function memberColumns(admin, decide, { own, mayView = false, mayErase = false, isViewing = false } = {}) {
  const name = (user) => [
    h("span", { class: "with-badge" }, user.name, user.id === admin && badge(t("members.admin"), "info")),
    h("span", { class: "sub" }, mailLink(user.email, "soft")),
  ];
  const viewed = (user) => (mayView && user.state === "ENABLED" ? ["viewAs"] : []);
  const offered = (user) => actionsFor(user, user.id === admin, { isOwn: user.id === own, mayErase });
  const actions = (user) => tools(user, [...viewed(user), ...offered(user)], decide);
  const columns = [
    { id: "name", title: t("members.name"), sort: "NAME", isHeading: true, cell: name },
    { id: "state", title: t("people.state"), cell: ({ state }) => portalUserBadge(state) },
    { id: "login", title: t("members.login"), rank: 2, cell: loginCell },
  ];
  return isViewing ? columns : [...columns, { id: "do", title: t("members.do"), cell: actions }];
}

/**
 * A portal keeps its administrator; who hasn't confirmed is only invited again, renamed or removed. One's own name is
 * changed and one's own second factor turned off under Account, where one's own data are too. Those of others are an
 * administrator's affair.
 */
export function actionsFor({ state, hasSecondFactor }, isAdmin, { isOwn = false, mayErase = false } = {}) {
  const own = { ENABLED: ["disable"], DISABLED: ["enable"], UNCONFIRMED: ["reinvite"] }[state];
  const lost = hasSecondFactor && !isOwn ? ["resetFactor"] : [];
  const name = isOwn ? [] : ["rename"];
  const data = mayErase && !isOwn ? ["personal"] : [];
  if (isAdmin) return [...own.filter((action) => action === "reinvite"), ...name, ...lost, ...data];
  return [...own, ...name, ...lost, "remove", ...data];
}

/** Disabling and enabling take each other's place, and so keep the focus. */
const placeOf = (action) =>
  ["viewAs", "rename", "resetFactor", "remove", "personal"].includes(action) ? action : "switch";

function tools(user, actions, decide) {
  const button = (action) =>
    h("button", {
      class: "button",
      type: "button",
      id: `${placeOf(action)}-${user.id}`,
      key: placeOf(action),
      "aria-label": t(`members.do.${action}.of`, { name: user.name }),
      onclick: () => decide(action, user),
    }, t(`members.do.${action}`));
  if (!actions.length) return h("span", { class: "none" }, t("members.stays"));
  return h("div", { class: "row-tools" }, actions.map(button));
}

function loginCell({ lastLoginAt, state }) {
  if (lastLoginAt) return h("time", { datetime: lastLoginAt, title: moment(lastLoginAt) }, time(lastLoginAt));
  return h("span", { class: "none" }, t(state === "UNCONFIRMED" ? "members.invited" : "members.never"));
}

/**
 * What the list does: its dialogs come when they are opened.
 * @param {{client: any, ended: AbortSignal, setGuard: Function, toast: Function}} context
 * @param {() => Promise<any>} again brings the list anew
 */
export function memberActions({ client, ended, setGuard, toast }, again) {
  /** Who was changed may be in another list now, and the button that had the focus gone with the row. */
  async function done(message) {
    toast(message);
    await again();
    await Promise.resolve();
    if (!document.activeElement || document.activeElement === document.body) document.getElementById("invite")?.focus();
  }

  async function openPerson(user) {
    const { openPersonalData } = await import("../personal-data.js");
    const onErased = () => done(t("members.done.erase", { name: user.name }));
    openPersonalData("portalUser", user, { client, ended, toast, onErased });
  }

  async function rename(user) {
    const { openRename } = await import("./form.js");
    const onSaved = ({ name }) => done(t("members.done.rename", { name }));
    openRename(user, { client, ended, setGuard, onSaved });
  }

  return {
    async invite(portalId) {
      const { openInvite } = await import("./form.js");
      openInvite(portalId, { client, ended, setGuard, onSaved: ({ name }) => done(t("members.sent", { name })) });
    },
    async decide(action, user) {
      if (action === "viewAs") return (await import("../viewing.js")).openViewAs(user, { client, ended });
      if (action === "personal") return await openPerson(user);
      if (action === "rename") return await rename(user);
      const { openChange } = await import("./change.js");
      openChange(action, user, { client, ended, onDone: () => done(t(`members.done.${action}`, { name: user.name })) });
    },
  };
}
