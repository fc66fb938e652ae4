/** The charts of a partner's first page: figures by product and by currency, below them the chart of the one chosen. */
import { h, signal } from "../../lib/h.js";
import { day } from "../../lib/format.js";
import { t } from "../../lib/i18n.js";
import { usageCharts } from "../../lib/usage-charts.js";
import { valueCharts } from "../../lib/value-charts.js";
import { usageFigures, valueFigures } from "./figures.js";
import "./words.js";

const LOOK = { height: 210, heading: "h3" };

/**
 * Makes the panels once; `chosen` is what earlier ones showed. A bar or a point leads to the customers behind it.
 * @param {Function} createChart
 * @param {{usage: any, enabled: any, contractValues: any}} reports
 * @param {{now: string, go: (path: string) => void, chosen?: Record<string, string>}} options
 */
export function panelsOf(createChart, { usage, enabled, contractValues }, { now, go, chosen }) {
  const behindBar = ({ id }, label) => go(`/reports?${new URLSearchParams({ product: id, period: label })}`);
  const behindPoint = (date) => go(`/reports?day=${date}`);
  const figures = usageFigures(enabled.totals, now);
  const values = valueFigures(contractValues.totals);
  const shown = signal({ usage: "", value: "", ...chosen });
  const all = [
    {
      id: "usage",
      text: figures.length ? t("home.usage.of", { span: figures[0].span }) : "",
      figures,
      charts: usageCharts(createChart, usage.totals, behindBar, LOOK),
    },
    {
      id: "value",
      text: values.length ? t("home.value.of", { day: day(values[0].day) }) : "",
      figures: values,
      charts: valueCharts(createChart, contractValues.totals, behindPoint, LOOK),
    },
  ].filter(({ charts }) => charts.length);
  const choose = (id, key) => (shown.value = { ...shown.value, [id]: key });
  return {
    chosen: () => shown.value,
    view: () =>
      all.length > 0 &&
      h("div", { class: "panels", key: "panels" }, all.map((one) => panel(one, shown.value, choose))),
  };
}

function panel({ id, text, figures, charts }, shown, choose) {
  const { key, chart } = charts.find((one) => one.key === shown[id]) ?? charts[0];
  return h("section", { class: "card panel", "aria-labelledby": `title-${id}`, key: id }, [
    h("div", { class: "card__head" }, [
      h("h2", { id: `title-${id}` }, t(`home.${id}`)),
      h("p", { class: "sub panel__of" }, text),
    ]),
    h(
      "div",
      { class: "stats", role: "group", "aria-label": t(`home.${id}.shown`) },
      figures.map((one) => figure(one, one.id === key, figures.length > 1 ? () => choose(id, one.id) : null)),
    ),
    chart.view(),
  ]);
}

/** A figure, and where there are several the button that shows its chart. */
function figure({ id, name, value, text }, isShown, onChoose) {
  const inside = [
    h("span", { class: "stat__name" }, name),
    h("span", { class: "stat__value" }, value),
    h("span", { class: "stat__text" }, text),
  ];
  if (!onChoose) return h("div", { class: "stat", key: id }, inside);
  const button = { class: "stat", type: "button", "aria-pressed": String(isShown), onclick: onChoose };
  return h("button", { ...button, key: id }, inside);
}
