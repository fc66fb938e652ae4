/** The first page of a customer's portal. What it shows is in home-content.js, which comes together with the data. */
import { h } from "../lib/h.js";
import { addDays, today } from "../lib/days.js";
import { bones, card } from "../lib/detail.js";
import { counters, greeting } from "../lib/first-page.js";
import { t } from "../lib/i18n.js";
import { loaded } from "../lib/loaded.js";
import { portalFrame } from "./frame.js";

/** How far back the charts go. */
const DAYS = 430;

export default function home({ client, viewer, ended, setTitle }) {
  const now = today();
  const main = loaded({ ask: askMain }, ended);
  const more = viewer.role === "PORTAL_ADMIN" ? loaded({ ask: askMore }, ended) : null;
  setTitle(t("place.home"));

  async function askMain() {
    const variables = { from: addDays(now, -DAYS), today: now };
    const [{ viewer: known }, content] = await Promise.all([
      client.query("portalHome", variables),
      import("./home-content.js"),
    ]);
    return content.prepare({ ...known.customer, usage: whole(known.customer.usage) });
  }

  async function askMore() {
    const [billing, content] = await Promise.all([
      client.query("portalHomeOfAdmin", { today: now }),
      import("./home-content.js"),
    ]);
    return content.prepareBilling(billing, viewer.home);
  }

  return {
    ready: () => Promise.all([main.ready(), more?.ready()]),
    view: () => page(viewer, main, more),
  };
}

/** Usage by whole periods: where there is more than one page holds, the oldest period on it may lack products. */
function whole({ nodes, pageInfo }) {
  const oldest = nodes[nodes.length - 1]?.startOn;
  return { nodes: pageInfo.hasNextPage ? nodes.filter(({ startOn }) => startOn !== oldest) : nodes };
}

/** Where one of the two answers fails, the other is shown all the same. */
function page({ home, name, organizationName }, { data, instead }, more) {
  const sub = data ? t("home.of", { customer: data.name, provider: organizationName }) : organizationName;
  const waiting = ["contracts", "contacts"].map((list) => card(`short-${list}`, t(`place.${list}`), bones()));
  return portalFrame(greeting(name), sub, [
    instead ?? counters(data && [data.numbers(home), more?.data?.numbers]),
    more?.instead,
    data?.charts(),
    h("div", { class: "home__lists" }, [data ? data.lists(home) : !instead && waiting, more?.data?.list]),
  ]);
}
