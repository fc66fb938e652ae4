/** Who may sign in at this portal: invited, disabled, enabled and removed by its administrator. */
import { t } from "../lib/i18n.js";
import { listScreen } from "../lib/list.js";
import { STATES } from "../lib/portal-user-state.js";
import "./words.js";

export default function people(context) {
  const path = `${context.viewer.home}/people`;
  const pathOf = (state) => (state ? `${path}?state=${state}` : path);
  /** @type {any} what came with the rows: what draws them, the portal, and how many are in each state */
  let known = null;
  // Before that, as much as there is to say.
  const columns = ["people.by.NAME", "people.state"].map((key) => ({ id: key, title: t(key), cell: () => null }));
  // Whoever views as somebody else changes nothing.
  const isViewing = Boolean(context.viewer.impersonator);

  async function ask(variables) {
    const [{ portalUsers, viewer, ...counts }, part] = await Promise.all([
      context.client.query("portalPeople", variables),
      import("../lib/members/list.js"),
    ]);
    const { portal } = viewer.customer;
    const actions = known?.actions ?? part.memberActions(context, () => screen.again());
    known = { portal, counts, part, actions };
    columns.splice(
      0,
      columns.length,
      ...part.memberColumns(portal.admin.id, actions.decide, { own: portal.admin.id, mayErase: true, isViewing }),
    );
    return portalUsers;
  }

  function controls({ state }) {
    if (!known) return null;
    const { part, portal, counts, actions } = known;
    return [part.stateRow(counts, state, pathOf), !isViewing && part.inviteButton(() => actions.invite(portal.id))];
  }

  const several = isViewing
    ? undefined
    : async (again) => {
      const { membersBulk } = await import("../lib/members/bulk.js");
      return membersBulk(context, () => known?.portal.admin.id, again);
    };
  const screen = listScreen({ ...PLAN, path, columns, ask, controls, several }, context);
  return screen;
}

const PLAN = {
  name: "people",
  symbol: "people",
  isNotSearched: true,
  sorts: ["NAME", "CREATED_AT"],
  sort: "NAME",
  filters: { state: (value) => STATES.includes(value) },
  where: ({ state }) => (state ? { state: { eq: state } } : {}),
};
