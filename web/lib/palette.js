/** The command palette: every place, every customer by name, and what else can be done, from one field. */
import { h, icon, signal } from "./h.js";
import { openDialog } from "./dialog.js";
import { t } from "./i18n.js";
import { placesFor } from "./nav.js";
import { chooseTheme } from "./shell.js";
import "./finding-words.js";
import "./screen-words.js";

const TYPING_PAUSE = 200;
const SHORTEST = 2;

/**
 * @typedef {object} Choice
 * @property {string} id
 * @property {string} group a key of the words
 * @property {string} symbol
 * @property {string} title
 * @property {string} [sub]
 * @property {() => void} act
 */

/** Whether every word that was typed begins a word of the title. */
export function matches(title, text) {
  const plain = (value) => value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain(title).split(/[^\p{L}\p{N}]+/u);
  return plain(text).split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)));
}

/** Opens the palette over whatever screen is there. */
export function openPalette({ viewer, client, go, onHelp, onSignOut }) {
  const state = signal({
    text: "",
    active: 0,
    customers: /** @type {Choice[]} */ ([]),
    total: 0,
    message: "",
    isBusy: false,
  });
  const set = (changes) => (state.value = { ...state.value, ...changes });
  const fixed = [...places(viewer, go), ...actions(viewer, onHelp, onSignOut)];
  const maySearch = placesFor(viewer).some(({ path }) => path === "/customers");
  let asking = new AbortController();
  let pause = 0;

  function type(event) {
    const text = event.currentTarget.value;
    asking.abort();
    clearTimeout(pause);
    const isSearch = maySearch && text.trim().length >= SHORTEST;
    set({ text, active: 0, message: "", isBusy: isSearch, ...(isSearch ? {} : { customers: [], total: 0 }) });
    if (isSearch) pause = setTimeout(() => search(text.trim()), TYPING_PAUSE);
  }

  async function search(text) {
    const mine = (asking = new AbortController());
    try {
      const { customers } = await client.run("findCustomers", { text: text.slice(0, 200) }, mine.signal);
      if (mine.signal.aborted) return;
      set({ isBusy: false, customers: found(customers, text, go), total: customers.totalCount });
    } catch (error) {
      if (mine.signal.aborted || error.name === "AbortError") return;
      set({ isBusy: false, customers: [], message: t("palette.failed", { reason: error.message }) });
    }
  }

  function choose(choice) {
    dialog.close();
    choice.act();
  }

  function press(event) {
    const shown = choices(state.value, fixed);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      event.preventDefault();
      set({ active: (state.value.active + step + shown.length) % shown.length });
      document.getElementById(`choice-${state.value.active}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      const choice = shown[state.value.active];
      if (choice) choose(choice);
    }
  }

  const view = () => page(state.value, choices(state.value, fixed), { type, press, choose });
  const dialog = openDialog(view, { label: "palette-title", look: "palette" });
  dialog.element.addEventListener("click", (event) => event.target === dialog.element && dialog.close());
  dialog.ended.addEventListener("abort", () => {
    asking.abort();
    clearTimeout(pause);
  });
}

function places(viewer, go) {
  return placesFor(viewer).map(({ path, name, symbol }) => ({
    id: path,
    group: "palette.pages",
    symbol,
    title: t(`place.${name}`),
    act: () => go(path),
  }));
}

function actions(viewer, onHelp, onSignOut) {
  const act = (id, symbol, title, action) => ({ id, group: "palette.actions", symbol, title, act: action });
  const theme = (name, symbol) =>
    act(name, symbol, t("palette.theme", { theme: t(`theme.${name}`) }), () => chooseTheme(name));
  return [
    theme("light", "sun"),
    theme("dark", "moon"),
    theme("system", "system"),
    act("help", "book", t("help.title"), onHelp),
    act("leave", "out", t(viewer.impersonator ? "account.unview" : "account.leave"), onSignOut),
  ];
}

function found({ nodes, totalCount }, text, go) {
  const group = "palette.customers";
  const one = ({ id, name, partnership }) => {
    const act = () => go(`/customers/${encodeURIComponent(id)}`);
    return { id, group, symbol: "building", title: name, sub: partnership?.name, act };
  };
  const all = () => go(`/customers?${new URLSearchParams({ q: text })}`);
  const more = { id: "all", group, symbol: "search", title: t("palette.all", { text }), act: all };
  return [...nodes.map(one), ...(totalCount > nodes.length ? [more] : [])];
}

/** What fits the text, in the order shown: places, customers, actions. Nothing typed shows places and actions. */
function choices({ text, customers }, fixed) {
  const fitting = fixed.filter(({ title }) => matches(title, text));
  const [pages, others] = [(one) => one.group === "palette.pages", (one) => one.group !== "palette.pages"];
  return [...fitting.filter(pages), ...customers, ...fitting.filter(others)];
}

function page(state, shown, { type, press, choose }) {
  return [
    h("h2", { class: "visually-hidden", id: "palette-title" }, t("palette.title")),
    h("div", { class: "palette__field" }, [
      icon("search"),
      h("input", {
        ...FIELD,
        "aria-label": t("palette.label"),
        placeholder: t("palette.placeholder"),
        "aria-activedescendant": shown.length ? `choice-${state.active}` : null,
        value: state.text,
        oninput: type,
        onkeydown: press,
      }),
      state.isBusy && h("span", { class: "spinner", "aria-hidden": "true" }),
    ]),
    h("div", { class: "palette__list", id: "palette-list", role: "listbox", "aria-label": t("palette.title") }, [
      groups(shown).map(({ group, members }) => section(group, members, state.active, choose)),
    ]),
    h(
      "p",
      { class: state.message || !shown.length ? "palette__none" : "visually-hidden", role: "status" },
      status(state, shown),
    ),
    h(
      "p",
      { class: "palette__foot", "aria-hidden": "true" },
      [
        [h("kbd", null, "↑"), h("kbd", null, "↓"), t("palette.hint")],
        [h("kbd", null, "Enter"), t("palette.open")],
        [h("kbd", null, "Esc"), t("palette.close")],
      ].map((hint) => h("span", null, hint)),
    ),
  ];
}

const FIELD = {
  class: "palette__input",
  type: "text",
  role: "combobox",
  autocomplete: "off",
  spellcheck: "false",
  autofocus: true,
  "aria-expanded": "true",
  "aria-controls": "palette-list",
  "aria-autocomplete": "list",
};

function status({ text, message, isBusy }, shown) {
  if (message) return message;
  if (isBusy) return t("palette.searching");
  return shown.length ? t("palette.found", { count: shown.length }) : t("palette.nothing", { text: text.trim() });
}

function groups(shown) {
  const names = [...new Set(shown.map(({ group }) => group))];
  const numbered = shown.map((choice, index) => ({ ...choice, index }));
  return names.map((group) => ({ group, members: numbered.filter((choice) => choice.group === group) }));
}

function section(group, members, active, choose) {
  const option = (choice) =>
    h("div", {
      class: "palette__choice",
      role: "option",
      id: `choice-${choice.index}`,
      "aria-selected": String(choice.index === active),
      onclick: () => choose(choice),
      key: choice.id,
    }, [
      icon(choice.symbol),
      h("span", { class: "palette__title" }, choice.title),
      choice.sub && h("span", { class: "palette__sub" }, choice.sub),
    ]);
  return h("div", { role: "group", "aria-labelledby": `in-${group}`, key: group }, [
    h("div", { class: "palette__group", id: `in-${group}`, role: "presentation" }, t(group)),
    members.map(option),
  ]);
}
