/** One's own account: who one is, where one belongs, and what this browser remembers. */
import { h, signal } from "../lib/h.js";
import { bones, card, detailScreen, facts, focusAgain, mailLink, phoneLink } from "../lib/detail.js";
import { device } from "../lib/device.js";
import { day, languageOf, moment, money, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { initials } from "../lib/shell.js";
import { badge } from "../lib/table.js";
import "./settings-words.js";

export default function account(context) {
  const { client, viewer } = context;
  // Below all else, so that it may come when it is there.
  const credentials = signal(/** @type {null | (() => any[])} */ (null));
  import("../lib/credential-cards.js").then(({ credentialCards }) => (credentials.value = credentialCards(context)));
  const notifications = signal(/** @type {null | (() => any)} */ (null));
  import("./notification-card.js").then(({ notificationCard }) => (notifications.value = notificationCard(context)));
  const support = signal(/** @type {null | (() => any)} */ (null));
  if (viewer.role === "ADMIN") {
    import("./support-card.js").then(({ supportCard }) => (support.value = supportCard(context)));
  }
  const form = signal(/** @type {null | (() => any)} */ (null));
  const close = () => (form.value = null, focusAgain("change-company"));

  async function change(company, again) {
    const { companyForm } = await import("./company-form.js");
    const onSaved = async () => {
      await again();
      close();
      context.toast(t("company.changed"));
    };
    form.value = companyForm({ client, company, onSaved, onCancel: close });
  }

  const plan = {
    name: "account",
    symbol: "user",
    path: "/",
    ask: async () => (await client.query("account")).viewer,
    titleOf: () => t("account.title"),
    view: (shown, again) => {
      const organization = shown?.organization;
      const edit = viewer.role === "ADMIN" && organization && (() => change(organization, again));
      return page(shown, [notifications.value, support.value, credentials.value], form.value ?? (() => company(organization, edit)));
    },
  };
  return detailScreen(plan, context);
}

function page(viewer, later, companyView) {
  const { user, organization } = viewer ?? {};
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [
      user && h("span", { class: "avatar avatar--big", "aria-hidden": "true" }, initials(user.name)),
      h("div", null, [
        h("h1", { tabindex: "-1" }, user?.name ?? t("account.title")),
        user && h("p", { class: "page-head__sub" }, `${t(`role.${user.role}`)} · ${organization.name}`),
      ]),
    ]),
    h("div", { class: "halves" }, [
      card("profile", t("account.profile"), user ? facts(profile(user)) : bones()),
      card("company", t("account.company"), user ? companyView() : bones()),
      card("places", t("account.places"), user ? places(user) : bones(), user ? countOf(user) : undefined),
      card("device", t("account.device"), device()),
      later.map((cards) => cards?.()),
    ]),
  ]);
}

/** @returns {[string, any][]} */
function profile({ email, role, locale, timeZone, lastLoginAt, createdAt }) {
  const example = [money({ minorUnits: 123456, currency: "EUR" }), time(new Date().toISOString())].join(" · ");
  const when = (value, write) => value && h("time", { datetime: value, title: moment(value) }, write(value));
  return [
    [t("user.email"), mailLink(email)],
    [t("users.role"), [t(`role.${role}`), h("span", { class: "sub" }, t(`user.role.${role}`))]],
    [t("user.locale"), [languageOf(locale), h("span", { class: "sub" }, example)]],
    [t("user.zone"), timeZone],
    [t("users.login"), when(lastLoginAt, time)],
    [t("user.since"), when(createdAt, day)],
  ];
}

function company({ name, legalName, phone, address, timeZone, allowsTemporaryPasswords }, edit) {
  return [
    facts([
      [t("account.name"), name],
      [t("account.legal"), legalName],
      [t("lead.phone"), phoneLink(phone)],
      [t("account.address"), address && h("span", { class: "lines" }, address)],
      [t("account.zone"), timeZone],
      [t("company.temporary"), t(allowsTemporaryPasswords ? "company.temporary.on" : "company.temporary.off")],
    ]),
    edit && h("div", { class: "card__form" }, [
      h("button", { class: "button", type: "button", id: "change-company", onclick: edit }, t("company.change")),
    ]),
  ];
}

/** Who sees all of them has none to count. */
function countOf({ role, memberships }) {
  return role === "ADMIN" ? undefined : memberships.totalCount;
}

function places({ role, memberships }) {
  if (role === "ADMIN") return h("p", { class: "card__empty" }, t("user.sees.ADMIN"));
  if (!memberships.totalCount) return h("p", { class: "card__empty" }, t("user.nowhere"));
  const seen = (access) => role === "USER" ? t(`account.sees.${access}`) : t(`user.sees.${role}`);
  const item = ({ id, customerAccess, partnership }) =>
    h("li", { class: "membership", key: id }, [
      h("div", { class: "membership__head" }, [
        h("h3", null, partnership.name),
        badge(t(`partnership.type.${partnership.type}`)),
      ]),
      h("p", { class: "sub" }, seen(customerAccess)),
    ]);
  return h("ul", { class: "people" }, memberships.nodes.map(item));
}
