/** One mail: what became of it and, where mails are held, what it says. */
import { h, icon, signal } from "../lib/h.js";
import { bones, card, crumb, detailScreen, facts, mailLink } from "../lib/detail.js";
import { moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { toast } from "../lib/toast.js";
import { mailBadge } from "./mail-state.js";

const LINK = /https?:\/\/\S+/;

export default function mail(context) {
  const { client, params, announce } = context;
  const words = signal(/** @type {string | null} */ (null));

  /** Asks for a change; true where it was made. */
  async function change(run) {
    try {
      const { userErrors } = await run();
      if (userErrors.length) toast(userErrors[0].message, { isError: true });
      return !userErrors.length;
    } catch (error) {
      if (error.name !== "AbortError" && error.kind !== "auth") toast(error.message, { isError: true });
      return false;
    }
  }

  const open = (id) =>
    change(async () => {
      const { openMail } = await client.run("openMail", { input: { id } });
      words.value = openMail.text;
      if (openMail.text) announce(t("mail.opened"));
      return openMail;
    });

  async function retry(id, again) {
    const isDone = await change(async () => (await client.run("retryMail", { input: { id } })).retryMail);
    if (!isDone) return;
    toast(t("mail.retried"));
    again();
  }

  const plan = {
    name: "mail",
    symbol: "mail",
    path: "/admin/mails",
    ask: async () => (await client.query("mail", { id: params.id })).mail,
    titleOf: ({ subject }) => subject,
    view: (shown, again) => page(shown, words.value, { open, retry: (id) => retry(id, again) }),
  };
  return detailScreen(plan, context);
}

function page(shown, words, { open, retry }) {
  return h("div", { class: "page" }, [
    crumb("/admin/mails", t("mails.title")),
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, shown?.subject ?? t("mail.title")),
      shown && mailBadge(shown.state),
      shown?.state === "FAILED" && h("div", { class: "page-head__actions" }, button("retry", () => retry(shown.id))),
    ]),
    h("div", { class: "detail detail--two detail--facts-first" }, [
      card("facts", t("detail.facts"), shown ? facts(rows(shown)) : bones()),
      card("main", t("mail.words"), shown ? content(shown, words, open) : bones()),
    ]),
  ]);
}

function button(name, onclick) {
  const symbol = name === "retry" ? "reload" : "mail";
  return h("button", { class: "button", type: "button", id: name, key: name, onclick }, [
    icon(symbol),
    t(`mail.do.${name}`),
  ]);
}

/** @returns {[string, any][]} */
function rows({ recipient, recipientName, organization, template, state, attempts, nextAttemptAt, ...mail }) {
  const when = (value) => value && h("time", { datetime: value }, moment(value));
  const isDue = state === "QUEUED";
  return [
    [t("mails.to"), [recipientName, h("span", { class: "sub" }, mailLink(recipient))]],
    [t("mails.company"), organization?.name],
    [t("mail.template"), h("code", { class: "code" }, template)],
    [t("mails.by.CREATED_AT"), when(mail.createdAt)],
    ...(mail.sentAt ? [[t("mail.sent"), when(mail.sentAt)]] : []),
    ...(isDue ? [[t("mail.due"), when(nextAttemptAt)]] : []),
    [t("mail.attempts"), String(attempts)],
    ...(mail.lastError ? [[t("mail.error"), mail.lastError]] : []),
  ];
}

function content({ id, state }, words, open) {
  if (state !== "HELD") return h("p", { class: "card__empty" }, t("mail.unkept"));
  if (words === null) {
    return [
      h("p", { class: "card__text" }, t("mail.held")),
      h("div", { class: "card__actions" }, button("open", () => open(id))),
    ];
  }
  const paragraphs = words.split("\n\n");
  return [
    h("div", { class: "letter", dir: "auto" }, paragraphs.map((one, place) => h("p", { key: place }, linked(one)))),
    h("div", { class: "card__actions" }, button("again", () => open(id))),
  ];
}

/** A text whose address can be followed. Nothing of a mail is ever taken for markup. */
function linked(text) {
  const address = LINK.exec(text)?.[0];
  if (!address) return text;
  const [before, after] = [text.slice(0, text.indexOf(address)), text.slice(text.indexOf(address) + address.length)];
  const isOurs = address.startsWith(`${location.origin}/`);
  return [before, isOurs ? h("a", { class: "letter__link", href: address }, address) : address, after];
}
