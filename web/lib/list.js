/** A list whose search, filters, order and page stand in the address, so that it can be shared and reloaded. */
import { h, icon, signal } from "./h.js";
import { t } from "./i18n.js";
import { firstPage, listPage, SIZES } from "./table.js";

const TYPING_PAUSE = 250;
const PATIENCE = 150;
const LONGEST = 200;
/** The place of the check boxes and of their bar, which come after the rows and mustn't move them. */
const UNCHOSEN = { id: "select", title: "", isSelect: true, cell: () => null };
const NO_BAR = h("div", { class: "bulk", key: "bulk" });

/**
 * What makes one list differ from another. Its words are `name.title`, `name.count` and so on.
 * @typedef {object} Plan
 * @property {string} name
 * @property {string} path
 * @property {(variables: any, place: any) => Promise<any>} ask brings the connection that is shown
 * @property {string[]} sorts the names that can be sorted by
 * @property {string} sort the usual order; a minus before it means descending
 * @property {Record<string, (value: string) => boolean>} filters which values a parameter may have
 * @property {(place: any) => object} where the filter that a view of the list sends
 * @property {import("./table.js").Column[]} columns
 * @property {(place: any, show: (changes: any) => void) => any} controls the filters, as they stand in the toolbar
 * @property {string} symbol
 * @property {(again: () => Promise<any>) => Promise<any>} [several] brings what lets several rows be chosen, once there
 *   are rows: see bulk/selection.js
 * @property {boolean} [isNotSearched] where the API searches nothing, the bar has no field for it
 */

/**
 * The three translations of a plan: address to place, place to address, place to variables.
 * @param {Pick<Plan, "path" | "sorts" | "sort" | "filters" | "where">} plan
 */
export function addressing({ path, sorts, sort: usual, filters, where }) {
  const names = Object.keys(filters);
  const noFilter = { q: "", ...Object.fromEntries(names.map((name) => [name, ""])), ...firstPage };

  /** What an address asks for. Parameters that mean nothing are dropped. */
  function read(parameters) {
    const [, minus, order] = /^(-?)(.*)$/.exec(parameters.get("sort") ?? "") ?? [];
    const isSort = sorts.includes(order);
    const size = Number(parameters.get("size"));
    const after = parameters.get("after") ?? "";
    const one = (name) => {
      const value = parameters.get(name) ?? "";
      return [name, value && filters[name](value) ? value : ""];
    };
    return {
      q: (parameters.get("q") ?? "").slice(0, LONGEST),
      ...Object.fromEntries(names.map(one)),
      sort: isSort ? { name: order, isDescending: minus === "-" } : sortOf(usual),
      size: SIZES.includes(size) ? size : SIZES[0],
      after,
      before: after ? "" : parameters.get("before") ?? "",
    };
  }

  /** The address of a view of the list; what is as usual is left out. */
  function write(place) {
    const order = (place.sort.isDescending ? "-" : "") + place.sort.name;
    const given = {
      q: place.q,
      ...Object.fromEntries(names.map((name) => [name, place[name]])),
      sort: order === usual ? "" : order,
      size: place.size === SIZES[0] ? "" : String(place.size),
      after: place.after,
      before: place.before,
    };
    const text = String(new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "")));
    return text ? `${path}?${text}` : path;
  }

  /** The variables of the query that a view of the list needs. */
  function variables(place) {
    const { size, after, before, sort } = place;
    const filter = where(place);
    return {
      ...(before ? { last: size, before } : { first: size, ...(after && { after }) }),
      ...(Object.keys(filter).length && { filter }),
      orderBy: [{ field: sort.name, direction: sort.isDescending ? "DESC" : "ASC" }],
    };
  }

  const isFiltered = (place) => Boolean(place.q || names.some((name) => place[name]));
  return { read, write, variables, isFiltered, noFilter };
}

function sortOf(text) {
  return { name: text.replace("-", ""), isDescending: text.startsWith("-") };
}

/**
 * The screen of a list.
 * @param {Plan} plan
 */
export function listScreen(plan, { url, ended, go, setTitle, announce }) {
  const address = addressing(plan);
  const place = signal(address.read(url.searchParams));
  const list = signal(/** @type {any} */ (null));
  const instead = signal(/** @type {any} */ (null));
  const isWaiting = signal(false);
  const several = signal(/** @type {any} */ (null));
  let asked = 0;
  let loading = load();
  let typing = 0;
  setTitle(t(`${plan.name}.title`));
  ended.addEventListener("abort", () => clearTimeout(typing));

  async function load() {
    const mine = ++asked;
    const slow = setTimeout(() => mine === asked && (isWaiting.value = true), PATIENCE);
    try {
      const answer = await plan.ask(address.variables(place.value), place.value);
      const card = answer.nodes.length ? null : await nothing();
      if (mine !== asked || ended.aborted) return;
      list.value = answer;
      instead.value = card;
      announce(t(`${plan.name}.count`, { count: answer.totalCount }));
      bring();
    } catch (error) {
      if (mine !== asked || ended.aborted || error.kind === "auth") return;
      if (error.code === "BAD_CURSOR") return show({ ...firstPage, isReplaced: true });
      const { problem } = await import("./states.js");
      instead.value = problem(error, () => (loading = load()));
    } finally {
      clearTimeout(slow);
      if (mine === asked) isWaiting.value = false;
    }
  }

  /** Without it nothing can be chosen; the next view of the list asks for it again. */
  async function bring() {
    if (plan.several && !several.value) several.value = await plan.several(again).catch(() => null);
  }

  /** Brings the same view anew. */
  const again = () => (loading = load());

  const shown = () => {
    const { column = UNCHOSEN, bar } = several.value ?? {};
    return plan.several ? { ...plan, columns: [column, ...plan.columns], bar: bar ?? (() => NO_BAR) } : plan;
  };

  /** Goes to another view of the list: a new entry of the history, except while typing. */
  function show({ isReplaced = false, ...changes }) {
    clearTimeout(typing);
    go(address.write({ ...place.value, ...changes }), { replace: isReplaced });
  }

  function type(event) {
    place.value = { ...place.value, ...firstPage, q: event.currentTarget.value };
    clearTimeout(typing);
    typing = setTimeout(() => show({ isReplaced: true }), TYPING_PAUSE);
  }

  /** The card that stands for no rows: the list has become shorter, nothing fits, or there is nothing yet. */
  async function nothing() {
    const { notice } = await import("./states.js");
    const { after, before } = place.value;
    const isFiltered = address.isFiltered(place.value);
    const kind = after || before ? "gone" : isFiltered ? "unmatched" : "empty";
    const key = { gone: "list.gone", unmatched: `${plan.name}.unmatched`, empty: `${plan.name}.empty` }[kind];
    const button = (action, text, symbol) =>
      h("button", { class: "button", type: "button", onclick: action }, symbol && icon(symbol), text);
    const actions = {
      gone: () => button(() => show(firstPage), t("list.first")),
      unmatched: () => button(() => show(address.noFilter), t("list.clear"), "close"),
    };
    const words = { title: t(key), text: t(`${key}.text`) };
    return notice({ symbol: kind === "unmatched" ? "search" : plan.symbol, ...words, actions: actions[kind]?.() });
  }

  return {
    ready: () => loading,
    again,
    move(next) {
      several.value?.clear();
      place.value = address.read(next.searchParams);
      loading = load();
    },
    view: () =>
      listPage(shown(), {
        place: place.value,
        list: list.value,
        instead: instead.value,
        isWaiting: isWaiting.value,
        isFiltered: address.isFiltered(place.value),
        show,
        type,
        clear: () => show(address.noFilter),
        addressOf: (changes) => address.write({ ...place.value, ...changes }),
      }),
  };
}
