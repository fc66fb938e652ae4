/** Whether the operator may view as users of the company: an administrator allows it for a time, and takes it back. */
import { h, signal } from "../lib/h.js";
import { card } from "../lib/detail.js";
import { moment } from "../lib/format.js";
import { summary } from "../lib/form.js";
import { t } from "../lib/i18n.js";
import { loaded } from "../lib/loaded.js";
import { choice } from "../lib/table.js";
import "./support-words.js";

const HOURS = ["24", "168", "720"];

/**
 * Makes the card.
 * @param {{client: any, ended: AbortSignal, toast: Function}} context
 * @returns {() => any} what draws it
 */
export function supportCard({ client, ended, toast }) {
  const state = signal({ hours: HOURS[0], isBusy: false, message: "" });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const ask = async () => (await client.query("supportAccess")).viewer.organization;

  async function run(send, told) {
    if (state.value.isBusy) return;
    set({ isBusy: true, message: "" });
    try {
      const { organization, userErrors: [error] } = await send();
      set({ isBusy: false, message: error?.message ?? "" });
      if (error) return;
      part.change(organization);
      toast(t(told));
      await Promise.resolve();
      document.getElementById("support-action")?.focus();
    } catch (error) {
      if (error.kind !== "auth") set({ isBusy: false, message: error.message });
    }
  }
  const allow = () => {
    const input = { hours: Number(state.value.hours) };
    return run(async () => (await client.run("allowSupportAccess", { input })).allowSupportAccess, "support.allowed");
  };
  const withdraw = () =>
    run(async () => (await client.run("withdrawSupportAccess")).withdrawSupportAccess, "support.withdrawn");

  const button = (name, onclick) => {
    const look = { class: "button", type: "button", id: "support-action", key: name };
    return h("button", { ...look, "aria-disabled": state.value.isBusy ? "true" : null, onclick }, t(`support.${name}`));
  };
  const view = ({ supportAccessUntil: until }) => {
    const isOn = until && new Date(until) > new Date();
    const times = Object.fromEntries(HOURS.map((hours) => [hours, t(`support.hours.${hours}`)]));
    return h("div", { class: "card__form" }, [
      summary(state.value.message),
      h("p", null, isOn ? t("support.on", { time: moment(until) }) : t("support.off")),
      h("p", { class: "sub" }, t("support.text")),
      isOn ? null : choice("support-hours", t("support.time"), times, state.value.hours, (hours) => set({ hours })),
      isOn ? button("withdraw", withdraw) : button("allow", allow),
    ]);
  };
  const part = loaded({ ask, view }, ended);
  return () => card("support", t("support.title"), part.view());
}
