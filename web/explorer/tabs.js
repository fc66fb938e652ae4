/** Several requests side by side: their texts, and which one is in the editors. Pure. */
import { titleOf } from "./history.js";

/**
 * @typedef {object} Tab
 * @property {number} id
 * @property {string} query
 * @property {string} variables
 * @property {string} headers never stored
 * @property {string | null} operationName
 * @property {string} ran the query as it last ran; what differs from it is work that closing would lose
 */

/** @typedef {{list: Tab[], current: number, next: number}} Tabs */

const MOST = 20;

/** @returns {Tabs} */
export function firstTab(query, variables) {
  return open({ list: [], current: 0, next: 1 }, { query, variables, ran: query });
}

/** Opens a tab behind the others; at the limit the texts go nowhere and the tabs stay. */
export function open(tabs, { query = "", variables = "", headers = "", operationName = null, ran = "" } = {}) {
  if (tabs.list.length >= MOST) return tabs;
  const tab = { id: tabs.next, query, variables, headers, operationName, ran };
  return { list: [...tabs.list, tab], current: tab.id, next: tabs.next + 1 };
}

/** Closes a tab; the one beside it comes to the front, and the last one gives way to an empty one. */
export function close(tabs, id) {
  const index = tabs.list.findIndex((tab) => tab.id === id);
  if (index < 0) return tabs;
  const list = tabs.list.filter((tab) => tab.id !== id);
  if (!list.length) return open({ list, current: 0, next: tabs.next });
  const beside = list[Math.min(index, list.length - 1)].id;
  return { ...tabs, list, current: tabs.current === id ? beside : tabs.current };
}

export function select(tabs, id) {
  return tabs.list.some((tab) => tab.id === id) ? { ...tabs, current: id } : tabs;
}

/** Changes the tab in front. */
export function update(tabs, changes) {
  const list = tabs.list.map((tab) => (tab.id === tabs.current ? { ...tab, ...changes } : tab));
  return { ...tabs, list };
}

/** @returns {Tab} */
export function currentOf(tabs) {
  return tabs.list.find(({ id }) => id === tabs.current) ?? tabs.list[0];
}

/** Whether closing would lose what was typed since it last ran. */
export function isDirty({ query, ran }) {
  return query.trim() !== "" && query !== ran;
}

/** Titles in the tabs' order: equal ones are told apart by a number. */
export function titles({ list }) {
  const seen = new Map();
  return list.map(({ query }) => {
    const title = query.trim() ? titleOf(query).replace(/^query /, "") : "New query";
    seen.set(title, (seen.get(title) ?? 0) + 1);
    return seen.get(title) > 1 ? `${title} ${seen.get(title)}` : title;
  });
}
