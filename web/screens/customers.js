/** The customers list. Search, filters, order and page stand in the address, so that it can be shared and reloaded. */
import { h, icon, signal } from "../lib/h.js";
import { count } from "../lib/format.js";
import { firstPage, KINDS, noFilter, ORDERS, page, SIZES, STATUSES } from "./customers-view.js";

const TYPING_PAUSE = 250;
const PATIENCE = 150;

/** What an address asks for. Parameters that mean nothing are dropped. */
export function readAddress(parameters) {
  const one = (name, known) => (Object.hasOwn(known, parameters.get(name)) ? parameters.get(name) : "");
  const [, minus, order] = /^(-?)(.*)$/.exec(parameters.get("sort") ?? "") ?? [];
  const size = Number(parameters.get("size"));
  const after = parameters.get("after") ?? "";
  return {
    q: (parameters.get("q") ?? "").slice(0, 200),
    status: one("status", STATUSES),
    kind: one("kind", KINDS),
    sort: Object.hasOwn(ORDERS, order)
      ? { name: order, isDescending: minus === "-" }
      : { name: "NAME", isDescending: false },
    size: SIZES.includes(size) ? size : SIZES[0],
    after,
    before: after ? "" : parameters.get("before") ?? "",
  };
}

/** The address of a view of the list; what is as usual is left out. */
export function writeAddress({ q, status, kind, sort, size, after, before }) {
  const order = (sort.isDescending ? "-" : "") + sort.name;
  const given = {
    q,
    status,
    kind,
    sort: order === "NAME" ? "" : order,
    size: size === SIZES[0] ? "" : size,
    after,
    before,
  };
  const parameters = Object.entries(given).filter(([, value]) => value !== "").map((
    [name, value],
  ) => [name, String(value)]);
  const text = String(new URLSearchParams(parameters));
  return text ? `/customers?${text}` : "/customers";
}

/** The variables of the query that a view of the list needs. */
export function variablesOf({ q, status, kind, sort, size, after, before }) {
  const filter = {
    ...(q.trim() && { search: q.trim() }),
    ...(status && { status: { eq: status } }),
    ...(kind && { kind: { eq: kind } }),
  };
  return {
    ...(before ? { last: size, before } : { first: size, ...(after && { after }) }),
    ...(Object.keys(filter).length && { filter }),
    orderBy: [{ field: sort.name, direction: sort.isDescending ? "DESC" : "ASC" }],
  };
}

export default function customers({ url, client, ended, go, setTitle, announce }) {
  const place = signal(readAddress(url.searchParams));
  const list = signal(/** @type {any} */ (null));
  const instead = signal(/** @type {any} */ (null));
  const isWaiting = signal(false);
  let asked = 0;
  let loading = load();
  let typing = 0;
  setTitle("Customers");
  ended.addEventListener("abort", () => clearTimeout(typing));

  async function load() {
    const mine = ++asked;
    const slow = setTimeout(() => mine === asked && (isWaiting.value = true), PATIENCE);
    try {
      const { customers: answer } = await client.query("customers", variablesOf(place.value));
      const card = answer.nodes.length ? null : await nothing(place.value, show);
      if (mine !== asked || ended.aborted) return;
      list.value = answer;
      instead.value = card;
      announce(count(answer.totalCount, "customer"));
    } catch (error) {
      if (mine !== asked || ended.aborted || error.kind === "auth") return;
      if (error.code === "BAD_CURSOR") return show({ ...firstPage, isReplaced: true });
      const { problem } = await import("../lib/states.js");
      instead.value = problem(error, () => (loading = load()));
    } finally {
      clearTimeout(slow);
      if (mine === asked) isWaiting.value = false;
    }
  }

  /** Goes to another view of the list: a new entry of the history, except while typing. */
  function show({ isReplaced = false, ...changes }) {
    clearTimeout(typing);
    go(writeAddress({ ...place.value, ...changes }), { replace: isReplaced });
  }

  function type(event) {
    place.value = { ...place.value, ...firstPage, q: event.currentTarget.value };
    clearTimeout(typing);
    typing = setTimeout(() => show({ isReplaced: true }), TYPING_PAUSE);
  }

  return {
    ready: () => loading,
    move(address) {
      place.value = readAddress(address.searchParams);
      loading = load();
    },
    view: () =>
      page({
        addressOf: (changes) => writeAddress({ ...place.value, ...changes }),
        place: place.value,
        list: list.value,
        instead: instead.value,
        isWaiting: isWaiting.value,
        show,
        type,
      }),
  };
}

async function nothing(place, show) {
  const { notice } = await import("../lib/states.js");
  if (place.after || place.before) {
    const back = h("button", { class: "button", type: "button", onclick: () => show(firstPage) }, "To the first page");
    return notice({
      symbol: "building",
      title: "Nothing on this page",
      text: "The list has become shorter.",
      actions: back,
    });
  }
  if (place.q || place.status || place.kind) {
    const clear = h(
      "button",
      { class: "button", type: "button", onclick: () => show(noFilter) },
      icon("close"),
      "Clear filters",
    );
    return notice({
      symbol: "search",
      title: "No customer matches",
      text: "Try another word, or fewer filters.",
      actions: clear,
    });
  }
  const text = "The customers of your partnerships appear here as soon as there are any that you look after.";
  return notice({ symbol: "building", title: "No customers yet", text });
}
