/** The second step of a sign-in: a code of the authenticator app, or a recovery code in its place. */
import { h, icon, signal } from "./h.js";
import { codeField, missingCode } from "./code-field.js";
import { sortErrors, summary } from "./form.js";
import { t } from "./i18n.js";
import { clock, countDown, secondsIn } from "./sign-in.js";
import "./code-words.js";

/**
 * Makes the step.
 * @param {object} context
 * @param {string} context.challenge names the sign-in that waits for a code
 * @param {(message: string) => void} context.over leads back to the password
 * @returns {() => any} what draws it
 */
export function codeStep({ challenge, client, ended, signedIn, over }) {
  const state = signal({ errors: {}, message: "", isBusy: false, wait: 0, isRecovery: false });
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function submit(event) {
    event.preventDefault();
    const { code } = Object.fromEntries(new FormData(event.currentTarget));
    const { isBusy, wait, isRecovery } = state.value;
    if (isBusy || wait) return;
    if (!code.trim()) return set({ errors: { code: missingCode(isRecovery) }, message: t("form.errors", { count: 1 }) });
    set({ isBusy: true, message: "", errors: {} });
    try {
      accept((await client.run("confirmSignIn", { input: { challenge, code } })).confirmSignIn);
    } catch (error) {
      if (error.code === "RATE_LIMITED" || error.status === 429) {
        return countDown(state, error.retryAfter, error.message, ended);
      }
      set({ isBusy: false, message: error.message });
    }
  }

  function accept({ viewer, userErrors }) {
    if (viewer) return signedIn(viewer);
    const [{ code, message }] = userErrors;
    if (code === "RATE_LIMITED") return countDown(state, secondsIn(message), message, ended);
    if (code === "UNAUTHENTICATED") return over(message);
    const { fields, whole } = sortErrors(userErrors, ["code"]);
    set({ isBusy: false, errors: fields, message: whole });
  }

  return () => view(state.value, set, submit, over);
}

function view({ errors, message, isBusy, wait, isRecovery }, set, submit, over) {
  const kind = isRecovery ? "code.recovery" : "code";
  const title = t(`${kind}.title`);
  const focus = (node) => node && queueMicrotask(() => node.focus());
  const text = wait ? t("signin.wait", { time: clock(wait) }) : isBusy ? t("signin.busy") : t("signin.do");
  const other = () => set({ isRecovery: !isRecovery, errors: {}, message: "" });
  return h("div", { class: "sign-in", key: "code" }, [
    h("div", { class: "sign-in__card" }, [
      h("span", { class: "brand__mark brand__mark--big" }, icon("logo")),
      h("h1", { tabindex: "-1" }, title),
      h("p", { class: "sign-in__text" }, t(`${kind}.text`)),
      summary(message),
      h("form", { onsubmit: submit, novalidate: true, "aria-label": title }, [
        codeField({ isRecovery, error: errors.code, ref: focus }),
        h("button", {
          class: "button button--main button--wide",
          type: "submit",
          "aria-disabled": isBusy || wait > 0 ? "true" : null,
        }, text),
      ]),
      h("p", { class: "sign-in__forgot row-tools" }, [
        h("button", { class: "button", type: "button", onclick: other }, isRecovery ? t("code.app") : t("code.recovery")),
        h("button", { class: "button", type: "button", onclick: () => over("") }, t("code.again")),
      ]),
    ]),
  ]);
}
