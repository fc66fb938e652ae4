/** Who of the partner looked at the customer's data: one line for each of them and each hour, the newest first. */
import { h } from "../lib/h.js";
import { card } from "../lib/detail.js";
import { clock, day, moment, time } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { loaded } from "../lib/loaded.js";
import "./reads-words.js";

/**
 * Makes the card.
 * @param {{client: any, ended: AbortSignal}} context
 * @returns {() => any} what draws it
 */
export function readsCard({ client, ended }) {
  const ask = async () => (await client.query("portalReads")).viewer.customer.reads;
  const view = ({ nodes, totalCount }) => {
    if (!nodes.length) return h("p", { class: "card__empty" }, t("reads.none"));
    return [
      h("ul", { class: "people", "aria-labelledby": "title-reads" }, nodes.map(item)),
      h("div", { class: "card__form" }, [
        totalCount > nodes.length && h("p", { class: "sub" }, t("reads.more", { count: totalCount - nodes.length })),
        h("p", { class: "sub" }, t("reads.text")),
      ]),
    ];
  };
  const part = loaded({ ask, view }, ended);
  return () => card("reads", t("reads.title"), part.view(), part.data?.totalCount);
}

function item({ id, readerKind, readerName, viewedName, firstAt, lastAt }) {
  const who = viewedName ? t(`reads.as.${readerKind}`, { name: viewedName }) : t(`reads.kind.${readerKind}`);
  return h("li", { class: "person", key: id }, [
    h("div", { class: "person__who" }, [
      h("strong", null, readerName),
      h("span", { class: "sub" }, who),
      h("span", { class: "sub", title: `${moment(firstAt)} – ${moment(lastAt)}` }, span(firstAt, lastAt)),
    ]),
  ]);
}

/** From one moment to another, as short as it can be. */
function span(first, last) {
  if (time(first) === time(last)) return time(first);
  return day(first) === day(last) ? `${time(first)}–${clock(last)}` : `${time(first)} – ${time(last)}`;
}
