/** Contracts as a table. Prices have columns only where the viewer may see them. */
import { h } from "./h.js";
import { daysTo } from "./days.js";
import { day, money, number } from "./format.js";
import { t } from "./i18n.js";
import { badge, none, table } from "./table.js";
import "./customer-words.js";

const TONES = { ACTIVE: "good", UPCOMING: "info", CANCELLED: "warn", ENDED: "plain" };
const RANKS = ["ACTIVE", "CANCELLED", "UPCOMING", "ENDED"];
/** From here on a contract's end is near: renewing takes time. */
const NEAR = 180;

/** The table of all given contracts, what runs now first. */
export function contractTable(contracts) {
  const isPriced = contracts.some(({ annualValue }) => annualValue);
  return table({ caption: t("contracts.title"), columns: isPriced ? COLUMNS : UNPRICED, rows: ordered(contracts) });
}

/** What runs comes first, then what will and what did; the next to end leads each. */
export function ordered(contracts) {
  const rank = ({ status }) => RANKS.indexOf(status);
  return contracts.toSorted((one, other) => rank(one) - rank(other) || (one.endsOn < other.endsOn ? -1 : 1));
}

/** How long a contract still runs, where its end is near: "ends in 24 days". */
export function remaining({ status, endsOn, autoRenew }) {
  if (status !== "ACTIVE" && status !== "CANCELLED") return null;
  const left = daysTo(endsOn);
  if (left > NEAR) return null;
  return t(autoRenew && status === "ACTIVE" ? "contracts.renews" : "contracts.left", { count: left });
}

/** The state as a badge. */
export function contractBadge(status) {
  return badge(t(`contracts.status.${status}`), TONES[status]);
}

function productCell({ product, orderNumber }) {
  return [product.name, orderNumber && h("span", { class: "sub" }, h("code", null, orderNumber))];
}

function quantityCell({ quantity, product }) {
  return [number(quantity), h("span", { class: "sub" }, product.unit)];
}

function spanCell(contract) {
  const { startsOn, endsOn, cancelledOn } = contract;
  const more = [remaining(contract), cancelledOn && t("contracts.cancelled", { day: day(cancelledOn) })];
  const span = [h("time", { datetime: startsOn }, day(startsOn)), " – ", h("time", { datetime: endsOn }, day(endsOn))];
  return [
    h("span", null, span),
    more.some(Boolean) && h("span", { class: "sub" }, more.filter(Boolean).join(" · ")),
  ];
}

const price = (value) => value ? money(value) : none();

const COLUMNS = [
  { id: "product", title: t("contracts.product"), isHeading: true, cell: productCell },
  { id: "status", title: t("contracts.status"), cell: ({ status }) => contractBadge(status) },
  { id: "span", title: t("contracts.span"), cell: spanCell },
  { id: "quantity", title: t("reports.quantity"), isNumber: true, cell: quantityCell },
  { id: "price", title: t("contracts.price"), isNumber: true, rank: 2, cell: ({ unitPrice }) => price(unitPrice) },
  { id: "value", title: t("contracts.value"), isNumber: true, cell: ({ annualValue }) => price(annualValue) },
];
const UNPRICED = COLUMNS.filter(({ id }) => id !== "price" && id !== "value");
