/** When and about what somebody gets summaries of open tasks by mail: oneself, or a user who can't sign in. */
import { h, signal } from "../lib/h.js";
import { card, facts, focusAgain } from "../lib/detail.js";
import { conventions, t } from "../lib/i18n.js";
import { loaded } from "../lib/loaded.js";
import "../lib/screen-words.js";
import "./notification-words.js";

/**
 * Makes the card.
 * @param {{client: any, ended: AbortSignal, toast: Function}} context
 * @param {string} [id] of the user; one's own where it is left out
 * @returns {() => any} what draws it
 */
export function notificationCard({ client, ended, toast }, id) {
  const form = signal(/** @type {null | (() => any)} */ (null));
  const ask = async () =>
    id ? (await client.query("notificationsOfUser", { id })).user : (await client.query("notifications")).viewer.user;

  function close() {
    form.value = null;
    focusAgain("change-notifications");
  }

  async function open(user) {
    const { notificationForm } = await import("./notification-form.js");
    const onSaved = async () => {
      part.change(await ask());
      close();
      toast(t("notify.saved"));
    };
    form.value = notificationForm({ client, user, isOwn: !id, onSaved, onCancel: close });
  }

  const view = (user) =>
    form.value?.() ?? [
      told(user),
      h("div", { class: "card__form" }, [
        h("p", { class: "sub" }, id ? t("notify.text.of", { name: user.name }) : t("notify.text")),
        h("button", { class: "button", type: "button", id: "change-notifications", onclick: () => open(user) }, [
          t("notify.change"),
        ]),
      ]),
    ];
  const part = loaded({ ask, view }, ended);
  return () => card("notifications", t("notify.title"), part.view());
}

function told({ role, timeZone, notificationPreference: { frequency, categories, hour, nextDeliveryAt } }) {
  if (!categories.length) return h("p", { class: "card__empty" }, t("notify.none"));
  return [
    role === "MARKETING" && h("p", { class: "card__empty" }, t("notify.MARKETING")),
    facts([
      [t("notify.often"), t("notify.when", { often: t(`notify.often.${frequency}`), hour: hourOfDay(hour) })],
      [t("notify.about"), categories.map((category) => t(`tasks.category.${category}`)).join(", ")],
      [t("notify.next"), nextDeliveryAt && h("time", { datetime: nextDeliveryAt }, [
        t("notify.next.at", { time: timeThere(nextDeliveryAt, timeZone), zone: timeZone.replaceAll("_", " ") }),
      ])],
    ]),
  ];
}

/** The moment where the user is: Monday 23 November 2026 at 07:00. */
function timeThere(value, timeZone) {
  const options = /** @type {const} */ ({ dateStyle: "full", timeStyle: "short", timeZone });
  return new Intl.DateTimeFormat(conventions.language, options).format(new Date(value));
}

/** 7 as 07:00. */
export function hourOfDay(hour) {
  const options = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  return new Intl.DateTimeFormat(conventions.language, options).format(new Date(hour * 3_600_000));
}
