/** One's own account at the portal: who one is, which company it is about, and what this browser remembers. */
import { h, signal } from "../lib/h.js";
import { card, facts, mailLink, phoneLink } from "../lib/detail.js";
import { device } from "../lib/device.js";
import { country, day, moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { portalUserBadge } from "../lib/portal-user-state.js";
import { portalPage } from "./page.js";

export default function account(context) {
  const { client, viewer } = context;
  // Below all else, so that it may come when it is there.
  const credentials = signal(/** @type {null | (() => any[])} */ (null));
  import("../lib/credential-cards.js").then(({ credentialCards }) => (credentials.value = credentialCards(context)));
  const reads = signal(/** @type {null | (() => any)} */ (null));
  if (viewer.role === "PORTAL_ADMIN") {
    import("./reads-card.js").then(({ readsCard }) => (reads.value = readsCard(context)));
  }
  const ask = async () => (await client.query("portalAccount")).viewer;
  const view = ({ portalUser, customer }) =>
    h("div", { class: "home__lists" }, [
      card("profile", t("account.profile"), facts(profile(portalUser, viewer))),
      card("device", t("account.device"), device()),
      card("company", t("account.company"), facts(company(customer, viewer))),
      reads.value?.(),
      credentials.value?.(),
    ]);
  return portalPage({ title: viewer.name, text: t(`role.${viewer.role}`), ask, view }, context);
}

/** @returns {[string, any][]} */
function profile({ email, state, createdAt }, { role }) {
  const since = h("time", { datetime: createdAt, title: moment(createdAt) }, day(createdAt));
  return [
    [t("user.email"), mailLink(email)],
    [t("users.role"), [t(`role.${role}`), h("span", { class: "sub" }, t(`people.may.${role}`))]],
    [t("people.state"), portalUserBadge(state)],
    [t("user.since"), since],
  ];
}

/** @returns {[string, any][]} */
function company({ name, email, phone, address, country: code }, { organizationName }) {
  return [
    [t("account.name"), name],
    [t("user.email"), mailLink(email)],
    [t("lead.phone"), phoneLink(phone)],
    [t("account.address"), address && h("span", { class: "lines" }, address)],
    [t("customers.country"), code && country(code)],
    [t("home.provider"), organizationName],
  ];
}
