/** Viewing as somebody else: how it starts, what stands above every screen meanwhile, and the way back. */
import { h, icon } from "./h.js";
import { openDecision } from "./decision.js";
import { t } from "./i18n.js";
import { safeReturnPath } from "./router.js";
import "./viewing-words.js";

/** Where it was started, and so where it leads back to: kept by the tab, and lost without harm. */
const KEPT = "portico-viewing-from";

/**
 * Asks, and then shows the portal as somebody.
 * @param {{id: string, name: string}} user
 * @param {{client: any, ended: AbortSignal}} context
 */
export function openViewAs({ id, name }, { client, ended }) {
  let door = "/";
  const send = async () => {
    const { startViewAs: answer } = await client.run("startViewAs", { input: { userId: id } });
    if (answer.portal) door = `/portal/${answer.portal}`;
    return answer;
  };
  const words = {
    title: t("viewing.start", { name }),
    yes: t("viewing.start.yes", { name }),
    text: t("viewing.start.text", { name }),
  };
  const onDone = () => {
    try {
      sessionStorage.setItem(KEPT, location.pathname + location.search);
    } catch {
      // Storage is blocked: then it leads back to the first page.
    }
    location.assign(door);
  };
  openDecision({ ...words, send }, { ended, onDone });
}

/** What stands above every screen. */
export function viewingBanner({ name }, onEnd) {
  return h("div", { class: "viewing", key: "viewing" }, [
    icon("user"),
    h("p", null, t("viewing.text", { name })),
    h("button", { class: "button", type: "button", id: "stop-viewing", onclick: onEnd }, t("viewing.end")),
  ]);
}

/** Ends it on the server, unless it is over already. */
export async function endViewing(client, viewer) {
  await client.run("endViewAs");
  leaveViewing(viewer);
}

/** Goes back to where it was started, as oneself: the page starts anew, so that nothing of the other is left in it. */
export function leaveViewing({ impersonator }) {
  const home = impersonator.realm === "OPERATOR" ? "/admin" : "/";
  let from = null;
  try {
    from = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
  location.assign(safeReturnPath(from, home, impersonator.realm));
}
