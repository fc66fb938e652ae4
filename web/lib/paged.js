/**
 * A list that is part of a screen, a page at a time: how many of how many there are, and links that turn the pages. The
 * page stands in the address, so that it can be shared and Back returns to the one before.
 */
import { h, signal } from "./h.js";
import { bones } from "./detail.js";
import { t } from "./i18n.js";
import { pager } from "./table.js";

/** Rows a page. */
const SIZE = 50;

/**
 * @param {object} plan
 * @param {string | ((part: string) => string)} plan.path the address of the first page, or of that of a part
 * @param {(url: URL) => string} [plan.partIn] the part of the list that an address names, where it has some
 * @param {string} plan.things the word that counts the rows
 * @param {(variables: object, part: string) => Promise<{list: any}>} plan.ask brings a page, and what else is shown
 * @param {(data: any, part: string) => any} plan.view
 * @param {(data: any) => Promise<any>} plan.none the card that says that there is nothing; null where what else there is is shown
 * @param {() => any} [plan.wait] what stands there until the first answer comes
 * @param {{url: URL, go: Function, ended: AbortSignal}} context
 */
export function paged(
  { path, partIn = () => "", things, ask, view, none, wait = bones },
  { url, go, ended },
) {
  const state = signal(/** @type {any} */ ({ data: null, instead: null, part: "" }));
  const placeOf = (at) => ({ ...placeIn(at), part: partIn(at) });
  const pathOf = (part) => (typeof path === "string" ? path : path(part));
  let place = placeOf(url);
  let asked = 0;
  let loading = load();

  async function load() {
    const mine = ++asked;
    const { part } = place;
    const isCurrent = () => mine === asked && !ended.aborted;
    try {
      const data = await ask(variablesAt(place), part);
      const { nodes, totalCount } = data.list;
      if (!nodes.length && totalCount) return isCurrent() && go(pathOf(part), { replace: true });
      const instead = nodes.length ? null : await none(data);
      if (isCurrent()) state.value = { data, instead, part };
    } catch (error) {
      if (!isCurrent() || error.kind === "auth") return;
      if (error.code === "BAD_CURSOR") return go(pathOf(part), { replace: true });
      const { problem } = await import("./states.js");
      state.value = { data: null, instead: problem(error, retry), part };
    }
  }

  function retry() {
    state.value = { data: null, instead: null, part: "" };
    loading = load();
  }

  return {
    ready: () => loading,
    /** Brings the same page anew. */
    again: () => (loading = load()),
    /** Goes to the page that another address names. */
    move(next) {
      const wanted = placeOf(next);
      if (["after", "before", "part"].every((name) => wanted[name] === place[name])) return;
      place = wanted;
      loading = load();
    },
    view: () => {
      const { data, instead, part } = state.value;
      return instead ?? (data ? [view(data, part), foot(data.list, { path: pathOf(part), things })] : wait());
    },
  };
}

/** The cursor that an address names. */
export function placeIn({ searchParams }) {
  const after = searchParams.get("after") ?? "";
  return { after, before: after ? "" : searchParams.get("before") ?? "" };
}

/** What to ask for at a place. */
export function variablesAt({ after, before }) {
  return before ? { last: SIZE, before } : { first: SIZE, ...(after && { after }) };
}

/** The address of another page. */
export function pathTo(path, cursor) {
  return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams(cursor)}`;
}

function foot({ nodes, totalCount, pageInfo }, { path, things }) {
  if (nodes.length === totalCount) return null;
  const { hasPreviousPage, hasNextPage, startCursor, endCursor } = pageInfo;
  const whole = t(`${things}.count`, { count: totalCount });
  return h("div", { class: "table-foot table-foot--end", key: "foot" }, [
    pager({
      previous: hasPreviousPage ? pathTo(path, { before: startCursor }) : null,
      next: hasNextPage ? pathTo(path, { after: endCursor }) : null,
      text: t("list.part", { part: nodes.length, whole }),
    }),
  ]);
}
