/** The partnerships that a new user gets, and the customers selected in them, apart from how they look. */
const PAGE = 100;
const TYPING_PAUSE = 250;

/**
 * A partnership chosen: all of its customers, or those in `chosen`, names by id.
 * @typedef {{isWhole: boolean, chosen: Map<string, string>, text: string, found: any}} Place
 */
export const place = () => ({
  isWhole: true,
  chosen: new Map(),
  text: "",
  found: { rows: [], total: 0, end: null, isBusy: false },
});

/** The memberships that the API is asked for; a role that assigns nobody gets all. */
export function membershipsOf(places, role) {
  if (role === "ADMIN") return [];
  return [...places].map(([partnershipId, { isWhole, chosen }]) =>
    role !== "USER" || isWhole
      ? { partnershipId, customerAccess: "ALL" }
      : { partnershipId, customerAccess: "ASSIGNED", customerIds: [...chosen.keys()] }
  );
}

/** The first partnership in which customers should be selected and none is. */
export function unchosen(places, role) {
  if (role !== "USER") return null;
  return [...places].find(([, { isWhole, chosen }]) => !isWhole && !chosen.size)?.[0] ?? null;
}

/** What can be done with the places: `read` and `write` hold them, `fail` is told what went wrong. */
export function placing(client, { read, write, fail }) {
  const pauses = new Map();
  const change = (id, changes) => {
    const before = read().get(id);
    if (before) write(new Map(read()).set(id, { ...before, ...changes }));
  };

  async function page(id, text, after) {
    const filter = { partnership: { id: { eq: id } }, ...(text.trim() && { search: text.trim() }) };
    return (await client.run("assignable", { filter, first: PAGE, ...(after && { after }) })).customers;
  }

  async function search(id, isMore = false) {
    const { text, found } = read().get(id);
    change(id, { found: { ...found, isBusy: true } });
    try {
      const { nodes, totalCount, pageInfo } = await page(id, text, isMore && found.end);
      if (read().get(id)?.text !== text) return;
      const rows = isMore ? [...found.rows, ...nodes] : nodes;
      const end = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      change(id, { found: { rows, total: totalCount, end, isBusy: false } });
    } catch (error) {
      change(id, { found: { ...found, isBusy: false } });
      fail(error);
    }
  }

  async function selectFound(id) {
    const chosen = new Map(read().get(id).chosen);
    try {
      let after;
      do {
        const { nodes, pageInfo } = await page(id, read().get(id).text, after);
        for (const customer of nodes) chosen.set(customer.id, customer.name);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
      change(id, { chosen });
    } catch (error) {
      fail(error);
    }
  }

  function toggle(id, customer) {
    const chosen = new Map(read().get(id).chosen);
    if (!chosen.delete(customer.id)) chosen.set(customer.id, customer.name);
    change(id, { chosen });
  }

  return {
    join(id) {
      const places = new Map(read());
      if (!places.delete(id)) places.set(id, place());
      write(places);
    },
    whole(id, isWhole) {
      change(id, { isWhole });
      if (!isWhole && !read().get(id).found.rows.length) search(id);
    },
    /** What the list of customers of one partnership needs. */
    of: (id) => ({
      type(text) {
        clearTimeout(pauses.get(id));
        change(id, { text: text.slice(0, 200) });
        pauses.set(id, setTimeout(() => read().has(id) && search(id), TYPING_PAUSE));
      },
      more: () => search(id, true),
      toggle: (customer) => toggle(id, customer),
      selectFound: () => selectFound(id),
      clear: () => change(id, { chosen: new Map() }),
    }),
  };
}
