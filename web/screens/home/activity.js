/** What happened lately, made one feed of several lists. Pure: data in, events out. */
import { today } from "../../lib/days.js";

/** So many events are shown. */
export const MOST = 8;

/**
 * Leads and invoices that came or were paid on one day are one event; each task is one. The latest comes first.
 * @param {any} data what the query "home" brings
 * @param {string} since the first day that it is about
 */
export function recent({ delivered, opened, resolved, issued, paid }, since) {
  const event = (kind, name) => (task) => ({ id: `${kind} ${task.id}`, kind, at: task[name], task });
  return [
    ...byDay("leads", delivered, "receivedAt", since, {
      one: ({ id }) => `/leads/${encodeURIComponent(id)}`,
      many: (day) => `/leads?received=days&from=${day}&to=${day}`,
      all: (day) => `/leads?received=days&from=${day}`,
    }),
    ...opened.nodes.map(event("opened", "openedAt")),
    ...resolved.nodes.map(event("resolved", "resolvedAt")),
    ...byDay("issued", issued, "issuedOn", since, {
      one: invoicePath,
      many: (day) => `/invoices?issued=days&from=${day}&to=${day}`,
      all: (day) => `/invoices?issued=days&from=${day}`,
    }),
    ...byDay("paid", paid, "paidOn", since, { one: invoicePath, many: paidPath, all: paidPath }),
  ].sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}

function invoicePath({ id }) {
  return `/invoices/${encodeURIComponent(id)}`;
}

/** The API filters by the day of payment, the list of invoices doesn't: what is paid is as near as it gets. */
function paidPath() {
  return "/invoices?status=PAID";
}

/** The events of a list by day. Of a list that is cut nobody knows how many belong to a day: it is one event. */
function byDay(kind, { nodes, totalCount }, name, since, { one, many, all }) {
  const latest = (group) => group.map((node) => node[name]).sort()[group.length - 1];
  if (nodes.length < totalCount) {
    return [{ id: kind, kind, at: latest(nodes), count: totalCount, since, path: all(since) }];
  }
  const days = new Map();
  for (const node of nodes) {
    const day = node[name].length > 10 ? today(Date.parse(node[name])) : node[name];
    days.set(day, [...days.get(day) ?? [], node]);
  }
  return [...days].map(([day, group]) => {
    const [first] = group;
    const path = group.length > 1 ? many(day) : one(first);
    const rest = { count: group.length, number: first.number, name: first.name, path };
    return { id: `${kind} ${day}`, kind, at: latest(group), ...rest };
  });
}
