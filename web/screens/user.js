/** One user: who it is, and exactly what of the company's customers this user sees, and why. */
import { h, icon } from "../lib/h.js";
import { bones, card, crumb, detailScreen, facts, mailLink } from "../lib/detail.js";
import { day, languageOf, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { toast } from "../lib/toast.js";
import { userBadge } from "./user-status.js";
import "./assign/words.js";
import "./settings-words.js";
import "./user-words.js";

export default function user(context) {
  const { client, params, ended, viewer, go, setGuard } = context;
  /** @type {any} what draws the places, which comes with the data */
  let placesOf;
  /** @type {any} what draws the mails of somebody who can't sign in to choose them */
  let mails;

  async function assign(user, membership, again) {
    const { openAssign } = await import("./assign.js");
    const onSaved = () => (toast(t("assign.saved", { name: user.name })), again());
    openAssign({ user, membership }, { client, ended, onSaved });
  }

  async function add(user, again) {
    const { openPlace } = await import("./people/place.js");
    const onSaved = ({ name }) => (toast(t("user.placed", { name: user.name, partnership: name })), again());
    openPlace(user, { client, ended, onSaved });
  }

  async function take(user, { id, version, partnership }, again) {
    const { openDecision } = await import("./people/decide.js");
    const subject = { id, version, name: user.name, partnership: partnership.name };
    const onDone = () => {
      toast(t("user.taken", subject));
      // The button that the dialog came from goes with its row.
      (document.getElementById("add-place") ?? document.querySelector("h1"))?.focus();
      again();
    };
    openDecision("removeMembership", subject, { client, ended, onDone });
  }

  async function edit(user, again) {
    const { openPerson } = await import("./people/edit.js");
    const onSaved = ({ name, role }) => {
      // Whoever steps down is somebody else to every screen.
      if (user.email === viewer.email && role !== viewer.role) return location.assign("/");
      toast(t("user.saved", { name }));
      again();
    };
    openPerson(user, { client, ended, setGuard, onSaved, isSelf: user.email === viewer.email });
  }

  async function reinvite({ id, name, version }, again) {
    try {
      const { reinviteUser: answer } = await client.run("reinviteUser", { input: { id, expectedVersion: version } });
      const [error] = answer.userErrors;
      toast(error ? error.message : t("user.reinvited", { name }), { isError: Boolean(error) });
      again();
    } catch (error) {
      if (error.kind !== "auth") toast(error.message, { isError: true });
    }
  }

  async function decide(mutation, user, again) {
    const { openDecision } = await import("./people/decide.js");
    const onDone = () => {
      toast(t(`user.done.${mutation}`, { name: user.name }));
      if (mutation === "removeUser") go("/settings/users");
      else again();
    };
    openDecision(mutation, user, { client, ended, onDone });
  }

  async function viewAs(user) {
    const { openViewAs } = await import("../lib/viewing.js");
    openViewAs(user, { client, ended });
  }

  async function personal({ id, name, version }) {
    const { openPersonalData } = await import("../lib/personal-data.js");
    const onErased = () => (toast(t("user.erased", { name })), go("/settings/users"));
    openPersonalData("user", { id, name, version }, { client, ended, toast, onErased });
  }

  async function handOver({ id, name, version }, again) {
    const { openTemporary } = await import("./people/temporary.js");
    openTemporary({ id, name, version }, { client, ended, onClosed: (isMade) => isMade && again() });
  }

  async function explain(user) {
    const { openExplanation } = await import("./people/explain.js");
    openExplanation(user, { client, ended });
  }

  const plan = {
    name: "user",
    symbol: "people",
    path: "/settings/users",
    ask: async () => {
      const [{ user, viewer: { organization } }, part] = await Promise.all([
        client.query("user", { id: params.id }),
        import("./user-places.js"),
      ]);
      placesOf = part.placesOf;
      const isChosenHere = user?.role === "NOTIFICATIONS" && viewer.role === "ADMIN" && !viewer.impersonator;
      if (isChosenHere && !mails) {
        const { notificationCard } = await import("./notification-card.js");
        mails = notificationCard({ client, ended, toast }, params.id);
      } else if (!isChosenHere) mails = null;
      return user && { ...user, allowsTemporary: organization.allowsTemporaryPasswords };
    },
    titleOf: ({ name }) => name,
    view: (shown, again) => {
      if (!shown) return page(shown, bones(), null);
      if (viewer.role !== "ADMIN" || viewer.impersonator) return page(shown, placesOf(shown, null), null);
      const tools = actions(shown, viewer, {
        edit: () => edit(shown, again),
        explain: () => explain(shown),
        viewAs: () => viewAs(shown),
        personal: () => personal(shown),
        handOver: () => handOver(shown, again),
        reinvite: () => reinvite(shown, again),
        decide: (mutation) => decide(mutation, shown, again),
      });
      const places = placesOf(shown, {
        assign: (place) => assign(shown, place, again),
        take: (place) => take(shown, place, again),
        add: () => add(shown, again),
      });
      return page(shown, places, tools, mails?.());
    },
  };
  return detailScreen(plan, context);
}

/** What can be done: nobody disables or removes oneself, and who hasn't confirmed is neither enabled nor disabled. */
function actions(shown, viewer, { edit, explain, viewAs, personal, handOver, reinvite, decide }) {
  const { status, email, role, hasSecondFactor, allowsTemporary } = shown;
  const isSelf = email === viewer.email;
  const button = (name, onclick, symbol) =>
    h("button", { class: "button", type: "button", id: name, key: name, onclick }, icon(symbol), t(`user.do.${name}`));
  return [
    button("edit", edit, "edit"),
    button("explain", explain, "search"),
    // Who is an admin too sees the same.
    status === "ACTIVE" && !["ADMIN", "NOTIFICATIONS"].includes(role) && button("viewAs", viewAs, "user"),
    status === "INVITED" && button("reinvite", reinvite, "inbox"),
    !isSelf && status === "ACTIVE" && role !== "NOTIFICATIONS" &&
    button("reset", () => decide("resetUserPassword"), "key"),
    !isSelf && allowsTemporary && status !== "DISABLED" && role !== "NOTIFICATIONS" &&
    button("temporary", handOver, "key"),
    !isSelf && hasSecondFactor && button("resetFactor", () => decide("resetSecondFactor"), "reload"),
    !isSelf && status === "ACTIVE" && button("disable", () => decide("disableUser"), "lock"),
    !isSelf && status === "DISABLED" && button("enable", () => decide("enableUser"), "check"),
    !isSelf && button("remove", () => decide("removeUser"), "close"),
    !isSelf && button("personal", personal, "contract"),
  ];
}

function page(shown, places, tools, mails) {
  return h("div", { class: "page" }, [
    crumb("/settings/users", t("users.title")),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, shown?.name ?? t("user.title")),
      shown && userBadge(shown.status),
      tools && h("div", { class: "page-head__actions" }, tools),
    ]),
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("detail.facts"), shown ? facts(rows(shown)) : bones()),
      card("main", t("user.access"), places, countOf(shown)),
    ]),
    mails,
  ]);
}

function countOf(shown) {
  return shown && shown.role !== "ADMIN" ? shown.memberships.totalCount : undefined;
}

/** @returns {[string, any][]} */
function rows(user) {
  const { email, role, status, locale, timeZone, lastLoginAt, invitationExpiresAt, hasSecondFactor, createdAt } = user;
  const when = (value) => value && h("time", { datetime: value, title: moment(value) }, time(value));
  return [
    [t("user.email"), mailLink(email)],
    [t("users.role"), [t(`role.${role}`), h("span", { class: "sub" }, t(`user.role.${role}`))]],
    status === "INVITED" && [t("user.invitation"), invitation(invitationExpiresAt)],
    [t("users.login"), when(lastLoginAt) ?? t(role === "NOTIFICATIONS" ? "users.login.no" : "users.login.never")],
    role !== "NOTIFICATIONS" && [t("user.factor"), t(hasSecondFactor ? "user.factor.on" : "user.factor.off")],
    [t("user.locale"), languageOf(locale)],
    [t("user.zone"), timeZone],
    [t("user.since"), h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt))],
  ].filter(Boolean);
}

/** How long the link works that somebody got by mail. */
function invitation(until) {
  if (!until) return t("user.invitation.none");
  const isOver = new Date(until) <= new Date();
  return h("time", { datetime: until, title: moment(until) }, t(isOver ? "user.invitation.over" : "user.invitation.until", {
    time: time(until),
  }));
}
