/** The dialog in which an administrator selects which customers of a partnership a user sees (G-01). */
import { signal } from "../lib/h.js";
import { openDialog } from "../lib/dialog.js";
import { t } from "../lib/i18n.js";
import { inputOf, isSame } from "./assign/choice.js";
import { assignView } from "./assign/view.js";
import "./assign/words.js";
import "./settings-words.js";

const PAGE = 100;
const TYPING_PAUSE = 250;

/** Opens the dialog for a user's membership. */
export function openAssign({ user, membership }, { client, ended, onSaved }) {
  const state = signal({
    user,
    partnership: membership.partnership,
    isReady: false,
    before: { isWhole: true, chosen: new Map() },
    isWhole: true,
    chosen: new Map(),
    version: 0,
    text: "",
    found: { rows: [], total: 0, end: null, isBusy: true },
    preview: null,
    isBusy: false,
    isAsking: false,
    message: "",
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let pause = 0;
  let searching = new AbortController();
  let looking = new AbortController();

  async function start(message = "") {
    try {
      const { version, selection } = await assignedNow(client, membership.id);
      set({ isReady: true, before: selection, ...selection, version, text: "", preview: null, isBusy: false, message });
      await search();
    } catch (error) {
      fail(error);
    }
  }

  function fail(error) {
    if (error.name === "AbortError" || error.kind === "auth") return;
    set({ isBusy: false, message: error.message });
  }

  const where = () => ({
    partnership: { id: { eq: membership.partnership.id } },
    ...(state.value.text.trim() && { search: state.value.text.trim() }),
  });

  async function page(after, signal) {
    const variables = { filter: where(), first: PAGE, ...(after && { after }) };
    return (await client.run("assignable", variables, signal)).customers;
  }

  async function search(isMore = false) {
    searching.abort();
    const mine = (searching = new AbortController());
    const { found } = state.value;
    set({ found: { ...found, isBusy: true } });
    try {
      const { nodes, totalCount, pageInfo } = await page(isMore && found.end, mine.signal);
      const rows = isMore ? [...found.rows, ...nodes] : nodes;
      const end = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      set({ found: { rows, total: totalCount, end, isBusy: false } });
    } catch (error) {
      if (error.name !== "AbortError") set({ found: { ...found, isBusy: false } });
      fail(error);
    }
  }

  function type(text) {
    clearTimeout(pause);
    set({ text: text.slice(0, 200) });
    pause = setTimeout(search, TYPING_PAUSE);
  }

  async function selectFound() {
    if (state.value.isBusy || !state.value.found.total) return;
    const chosen = new Map(state.value.chosen);
    set({ isBusy: true });
    try {
      let after;
      do {
        const { nodes, pageInfo } = await page(after);
        for (const { id, name } of nodes) chosen.set(id, name);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
      set({ isBusy: false });
      choose({ chosen });
    } catch (error) {
      fail(error);
    }
  }

  function choose(changes) {
    set({ ...changes, isAsking: false, message: "" });
    preview();
  }

  /** Asks the server what would be gained and lost: it alone knows all customers. */
  async function preview() {
    looking.abort();
    const mine = (looking = new AbortController());
    const input = inputOf(membership.id, state.value.version, state.value);
    set({ preview: null });
    if (!input || isSame(state.value, state.value.before)) return;
    try {
      const sent = { input: { ...input, dryRun: true } };
      const { assignCustomers } = await client.run("assignCustomers", sent, mine.signal);
      if (!mine.signal.aborted) await settle(assignCustomers, (preview) => set({ preview }));
    } catch (error) {
      fail(error);
    }
  }

  async function settle(answer, then) {
    const [error] = answer.userErrors;
    if (!error) return then(answer);
    if (error.code === "CONFLICT" && error.field?.at(-1) === "expectedVersion") return start(t("assign.conflict"));
    set({ isBusy: false, isAsking: false, message: error.message });
  }

  async function confirm(confirmWidening = false) {
    const { before, version, isBusy } = state.value;
    const input = inputOf(membership.id, version, state.value);
    if (!input || isBusy) return;
    if (isSame(state.value, before)) return dialog.close();
    if (state.value.isWhole && !confirmWidening) return set({ isAsking: true });
    set({ isBusy: true, message: "" });
    const sent = { ...input, confirmWidening, idempotencyKey: crypto.randomUUID() };
    try {
      const { assignCustomers } = await client.run("assignCustomers", { input: sent });
      await settle(assignCustomers, () => (dialog.close(), onSaved()));
    } catch (error) {
      fail(error);
    }
  }

  const actions = {
    type,
    more: () => search(true),
    whole: (isWhole) => choose({ isWhole }),
    toggle({ id, name }) {
      const chosen = new Map(state.value.chosen);
      if (!chosen.delete(id)) chosen.set(id, name);
      choose({ chosen });
    },
    selectFound,
    clear: () => choose({ chosen: new Map() }),
    confirm: () => confirm(),
    widen: () => confirm(true),
    back: () => set({ isAsking: false }),
    cancel: () => dialog.close(),
  };
  const dialog = openDialog(() => assignView(state.value, actions), { label: "assign-title", isWide: true });
  ended.addEventListener("abort", dialog.close);
  for (const one of [() => searching.abort(), () => looking.abort()]) dialog.ended.addEventListener("abort", one);
  start();
}

/** The selection as it is saved, whole, however long it is. */
async function assignedNow(client, id) {
  const chosen = new Map();
  let after;
  for (;;) {
    const { node } = await client.run("assigned", { id, ...(after && { after }) });
    if (!node) throw new Error(t("user.missing.text"));
    for (const { customer } of node.assignments.nodes) if (customer) chosen.set(customer.id, customer.name);
    const { hasNextPage, endCursor } = node.assignments.pageInfo;
    if (!hasNextPage) return { version: node.version, selection: { isWhole: node.customerAccess === "ALL", chosen } };
    after = endCursor;
  }
}
