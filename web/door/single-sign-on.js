/** Where somebody comes back to who signed in elsewhere. */
import { h, icon, signal } from "../lib/h.js";
import { summary } from "../lib/form.js";
import { t } from "../lib/i18n.js";
import { homePath, portalOf, safeReturnPath, signInPath } from "../lib/router.js";
import { begun, forgetBegun } from "../lib/single-sign-on.js";
import "./words.js";

export default function singleSignOn(context) {
  const { client, go, setTitle, ended, toast, signedIn } = context;
  const state = signal({ message: "" });
  const step = signal(/** @type {null | (() => any)} */ (null));
  const kept = begun();
  const realm = kept?.realm ?? context.realm;
  const back = kept?.isBinding ? safeReturnPath(kept.next, homePath(realm), realm) : signInPath(realm);
  setTitle(t("back.title"));
  // Each realm has a cookie of its own, which its own addresses alone send.
  if (kept && realm !== context.realm) {
    location.replace((portalOf(realm) ? homePath(realm) : "") + "/single-sign-on" + location.search);
  } else finish();

  async function finish() {
    const shown = new URLSearchParams(location.search);
    // The code is good once: Back leads to nothing, and it stands in no history.
    history.replaceState(null, "", location.pathname);
    forgetBegun();
    if (!kept || !shown.get("state")) return refuse(t("back.over"));
    const input = { state: shown.get("state"), code: shown.get("code") ?? null, secret: kept.secret };
    try {
      await settle((await client.run("finishSingleSignOn", { input })).finishSingleSignOn);
    } catch (error) {
      refuse(error.message);
    }
  }

  async function settle({ next, challenge, isBound, viewer, userErrors: [error] }) {
    if (error) return refuse(error.message);
    if (next === "TOTP") return await askCode(challenge);
    if (!isBound) return enter(viewer);
    await go(back, { replace: true });
    toast(t("back.bound"));
  }

  async function askCode(challenge) {
    const { codeStep } = await import("../lib/sign-in-code.js");
    const over = (message) => {
      step.value = null;
      refuse(message);
    };
    step.value = codeStep({ challenge, client, ended, signedIn: enter, over });
  }

  function enter(viewer) {
    history.replaceState(null, "", safeReturnPath(kept.next, homePath(realm, viewer.role), realm));
    signedIn(viewer);
  }

  function refuse(message) {
    if (!ended.aborted) state.value = { message };
  }

  return { view: () => step.value?.() ?? page(state.value, back, Boolean(kept?.isBinding)) };
}

function page({ message }, back, isBinding) {
  return h("div", { class: "sign-in" }, [
    h("div", { class: "sign-in__card" }, [
      h("span", { class: "brand__mark brand__mark--big" }, icon("logo")),
      h("h1", { tabindex: "-1" }, message ? t("back.failed") : t("back.title")),
      summary(message),
      !message && h("p", { class: "sign-in__text", role: "status" }, t("back.busy")),
      message && h("a", { class: "button button--main button--wide", href: back }, t(isBinding ? "back.account" : "back.again")),
    ]),
  ]);
}
