/** The rows of a list that were chosen: their check boxes, and the bar that says what may be done with them. */
import { h, signal } from "../h.js";
import { t } from "../i18n.js";
import "./words.js";

/**
 * What may be done with several rows.
 * @typedef {object} Action
 * @property {"reinvite" | "disable" | "enable" | "remove" | "portalOn" | "portalOff"} verb
 * @property {(row: any) => boolean} fits whether the row is in a state in which this makes sense
 * @property {(row: any) => boolean} [isOffered] whether it's offered for this row alone; the server judges those that
 *   were chosen beside others
 * @property {boolean} [asks] whether the server tells first what comes of it
 * @property {(row: any, rest: object) => Promise<{userErrors: any[]}>} send
 */

/** Nothing is chosen at first. Only what the page shows counts: a row that has gone isn't chosen any more. */
export function createSelection() {
  const chosen = signal(/** @type {Set<string>} */ (new Set()));
  const change = (ids) => (chosen.value = new Set(ids));
  return {
    has: (id) => chosen.value.has(id),
    /** @returns {any[]} the chosen ones among these rows, as they are now */
    among: (rows) => rows.filter(({ id }) => chosen.value.has(id)),
    toggle(id) {
      const others = [...chosen.value].filter((one) => one !== id);
      change(chosen.value.has(id) ? others : [...others, id]);
    },
    choose: (rows) => change(rows.map(({ id }) => id)),
    drop: (ids) => change([...chosen.value].filter((id) => !ids.includes(id))),
    clear: () => change([]),
  };
}

/**
 * The column of check boxes.
 * @returns {import("../table.js").Column}
 */
export function selectColumn(selection) {
  const cell = ({ id, name }) =>
    h("label", { class: "check" }, [
      h("input", {
        type: "checkbox",
        id: `choose-${id}`,
        checked: selection.has(id),
        onchange: () => selection.toggle(id),
      }),
      h("span", { class: "visually-hidden" }, t("bulk.one", { name })),
    ]);
  return { id: "select", title: t("bulk.column"), isSelect: true, cell };
}

/**
 * The bar: all of the page, how many, and what may be done with at least one of them.
 * @param {ReturnType<typeof createSelection>} selection
 * @param {any[]} rows what the page shows
 * @param {Action[]} actions
 * @param {(action: Action, rows: any[]) => void} onAct
 */
export function selectionBar(selection, rows, actions, onAct) {
  if (!rows.length) return null;
  const chosen = selection.among(rows);
  const isWhole = chosen.length === rows.length;
  const offered = actions.filter(({ fits, isOffered = fits }) => chosen.some((row) => fits(row) && isOffered(row)));
  const all = {
    type: "checkbox",
    id: "choose-all",
    checked: isWhole,
    indeterminate: chosen.length > 0 && !isWhole,
    onchange: () => (isWhole ? selection.clear() : selection.choose(rows)),
  };
  const none = () => {
    selection.clear();
    document.getElementById("choose-all")?.focus();
  };
  return h("div", { class: "bulk", role: "group", "aria-label": t("bulk.bar"), key: "bulk" }, [
    h("label", { class: "check" }, h("input", all), h("span", null, t("bulk.all", { count: rows.length }))),
    h("p", { class: "bulk__count", role: "status" }, chosen.length ? t("bulk.count", { count: chosen.length }) : null),
    chosen.length > 0 && h("div", { class: "bulk__tools", key: "tools" }, [
      offered.map((action) => button(action, chosen.filter(action.fits), () => onAct(action, chosen))),
      h("button", { class: "button button--quiet", type: "button", id: "choose-none", key: "none", onclick: none }, [
        t("bulk.clear"),
      ]),
    ]),
  ]);
}

function button({ verb }, { length: count }, onclick) {
  const look = { class: "button", type: "button", id: `bulk-${verb}`, key: verb, onclick };
  return h("button", look, t(`bulk.do.${verb}`, { count }));
}

/**
 * What a list needs to let several be chosen: the column, the bar, and the dialog, which comes when it's opened.
 * @param {Action[]} actions
 * @param {{ended: AbortSignal, setGuard: Function}} context
 * @param {{title: (verb: string, count: number) => string, text: (verb: string, count: number) => string}} words the
 *   title of the dialog, and what comes of it where the server isn't asked
 * @param {() => Promise<any>} again brings the list anew
 */
export function bulk(actions, { ended, setGuard }, words, again) {
  const selection = createSelection();

  async function act(action, rows) {
    const { openRun } = await import("./dialog.js");
    const { verb } = action;
    const count = rows.filter(action.fits).length;
    const said = { title: words.title(verb, count), text: action.asks ? "" : words.text(verb, count) };
    openRun(action, rows, said, { ended, setGuard, onOver });
  }

  /** Whom it was done to isn't chosen any more; whoever was refused or not reached still is. */
  async function onOver(ids) {
    selection.drop(ids);
    if (ids.length) await again();
    await Promise.resolve();
    if (!document.activeElement || document.activeElement === document.body) {
      (document.getElementById("choose-all") ?? document.querySelector("h1"))?.focus();
    }
  }

  return {
    column: selectColumn(selection),
    bar: (rows) => selectionBar(selection, rows, actions, act),
    clear: selection.clear,
  };
}
