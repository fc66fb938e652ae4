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
 * @param {string} [page] what to begin with, on the side of whoever it is
 */
export function openViewAs({ id, name }, { client, ended }, page = "/") {
  let door = page;
  const send = async () => {
    const { startViewAs: answer } = await client.run("startViewAs", { input: { userId: id } });
    if (answer.portal) door = `/portal/${answer.portal}${page === "/" ? "" : page}`;
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
    enter(door);
  };
  openDecision({ ...words, send }, { ended, onDone });
}

/** The page starts anew, as somebody else, also where the address differs in nothing but what stands behind its `#`. */
function enter(door) {
  if (new URL(door, location.href).pathname !== location.pathname) return location.assign(door);
  history.pushState(null, "", door);
  location.reload();
}

/** What stands above every screen: as whom one looks, and who one is. */
export function viewingBanner({ name, impersonator }, onEnd) {
  return h("div", { class: "viewing", key: "viewing" }, [
    icon("user"),
    h("p", null, t("viewing.text", { name, own: impersonator.name })),
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
