/** Where one is signed in, and how to end it. */
import { h, signal } from "./h.js";
import { card } from "./detail.js";
import { moment, time } from "./format.js";
import { t } from "./i18n.js";
import { loaded } from "./loaded.js";
import { programName } from "./program.js";
import { badge } from "./table.js";
import { toast } from "./toast.js";
import "./session-words.js";

/**
 * Makes the card.
 * @param {{client: any, ended: AbortSignal}} context
 * @returns {() => any} what draws it
 */
export function sessionCard({ client, ended }) {
  const busy = signal("");
  const ask = async () => await client.query("sessions", { now: new Date().toISOString() });

  /** Ends sessions and shows those that are left, where the focus goes on. */
  async function end(which, send, told) {
    if (busy.value) return;
    busy.value = which;
    try {
      const answer = await send();
      const [refusal] = answer.userErrors;
      toast(refusal ? refusal.message : told(answer), { isError: Boolean(refusal) });
      part.change(await ask());
      // The list is looked for: a node that is held here would outlive the screen.
      document.getElementById("own-sessions")?.focus();
    } catch (error) {
      if (error.kind !== "auth") toast(error.message, { isError: true });
    } finally {
      busy.value = "";
    }
  }
  const endOne = ({ id, userAgent }) => {
    const send = async () => (await client.run("revokeSession", { input: { id } })).revokeSession;
    return end(id, send, () => t("sessions.ended", { program: programName(userAgent) }));
  };
  const endOthers = () => {
    const send = async () => (await client.run("revokeOtherSessions")).revokeOtherSessions;
    return end("others", send, ({ revokedCount }) => t("sessions.others.ended", { count: revokedCount }));
  };

  const view = ({ viewer, sessions: { nodes, totalCount } }) => [
    h("ul", { class: "people", id: "own-sessions", tabindex: "-1", "aria-labelledby": "title-sessions" }, [
      ...nodes.map((session) => item(session, session.id === viewer.session?.id, busy.value, endOne)),
    ]),
    h("div", { class: "card__form" }, [
      totalCount > nodes.length && h("p", { class: "sub" }, t("sessions.more", { count: totalCount - nodes.length })),
      h("p", { class: "sub" }, t("sessions.text")),
      totalCount > 1 && button(t("sessions.others"), null, busy.value === "others", endOthers),
    ]),
  ];
  const part = loaded({ ask, view }, ended);
  return () => card("sessions", t("sessions.title"), part.view(), part.data?.sessions.totalCount);
}

function item(session, isThis, busy, end) {
  const { id, address, userAgent, createdAt, lastUsedAt } = session;
  const program = programName(userAgent);
  const since = h("time", { datetime: createdAt, title: moment(createdAt) }, time(createdAt));
  const used = h("time", { datetime: lastUsedAt, title: moment(lastUsedAt) }, time(lastUsedAt));
  const label = t("sessions.end.of", { program, time: time(createdAt) });
  return h("li", { class: "person", key: id }, [
    h("div", { class: "person__who" }, [
      h("strong", { title: userAgent }, program),
      h("span", { class: "sub" }, [address, " · ", ...around("sessions.since", since)]),
      h("span", { class: "sub" }, around("sessions.used", used)),
    ]),
    isThis ? badge(t("sessions.this"), "good") : button(t("sessions.end"), label, busy === id, () => end(session)),
  ]);
}

/** A text with an element where it says `{time}`. */
function around(name, element) {
  const [before, after] = t(name, { time: "\0" }).split("\0");
  return [before, element, after];
}

function button(text, label, isBusy, onclick) {
  const look = { class: "button", type: "button", "aria-label": label, "aria-disabled": isBusy ? "true" : null };
  return h("button", { ...look, onclick }, text);
}
