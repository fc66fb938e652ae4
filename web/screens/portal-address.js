/** The address of a customer's portal, shown and copied with one click. */
import { h, icon, signal } from "../lib/h.js";
import { t } from "../lib/i18n.js";
import "./portal-words.js";

/** How long a button says that it has copied. */
const LASTS = 2500;

/** The whole address, as it is given to the people of the customer. */
export function addressOf(slug) {
  return `${location.origin}/portal/${slug}`;
}

/** Puts a text on the clipboard; whether the browser let it. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The column of a list of customers.
 * @param {{announce: (text: string) => void, toast: Function, ended: AbortSignal}} context
 * @param {((row: any) => any)} [bare] what stands where there is none, in a list that tells the state elsewhere
 * @returns {import("../lib/table.js").Column}
 */
export function portalColumn({ announce, toast, ended }, bare) {
  const done = signal("");

  async function copy({ id, name, portal }) {
    if (!await copied(addressOf(portal.slug))) return toast(t("portal.uncopied"), { isError: true });
    done.value = id;
    announce(t("portal.copied.of", { name }));
    setTimeout(() => !ended.aborted && done.value === id && (done.value = ""), LASTS);
  }

  const cell = (row) => row.portal ? shown(row, done.value === row.id, () => copy(row), bare) : (bare ?? without)(row);
  return { id: "portal", title: t("portal.column"), rank: 2, cell };
}

function shown({ id, name, portal }, isDone, copy, bare) {
  const path = `/portal/${portal.slug}`;
  const button = { class: "tool tool--copy", type: "button", id: `copy-${id}`, title: t("portal.copy"), onclick: copy };
  return h("span", { class: "portal-address" }, [
    h("a", { class: "portal-address__link", href: addressOf(portal.slug), target: "_blank", rel: "noopener" }, [
      h("span", { class: "portal-address__host" }, location.origin),
      path,
    ]),
    h(
      "button",
      { ...button, "aria-label": t("portal.copy.of", { name }), "data-done": isDone ? "true" : null },
      icon(isDone ? "check" : "copy"),
    ),
    !bare && !portal.enabled && h("span", { class: "sub portal-address__off" }, t("portal.off")),
  ]);
}

/** Why there is none, and what one would show, stands where it would be. */
function without({ id, name }) {
  const path = `/customers/${encodeURIComponent(id)}?tab=portal`;
  return h("a", { class: "soft", href: path, "aria-label": t("portal.without.of", { name }) }, t("portal.without"));
}
