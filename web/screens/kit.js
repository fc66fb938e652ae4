/** The partner kit: what there is to sell with, kind by kind, searched and filtered by the address. */
import { h, icon, signal } from "../lib/h.js";
import { bones } from "../lib/detail.js";
import { bytes, day, languageOf, moment } from "../lib/format.js";
import { t } from "../lib/i18n.js";
import { addressing } from "../lib/list.js";
import { badge, choice, firstPage } from "../lib/table.js";
import "../lib/screen-words.js";

const KINDS = ["LOGO", "DECK", "DATASHEET", "VIDEO", "TEMPLATE", "OTHER"];
const TYPING_PAUSE = 250;

/** Between addresses and what they ask for. */
export const addressAt = (path) => addressing({
  path,
  sorts: ["TITLE"],
  sort: "TITLE",
  filters: {
    kind: (value) => KINDS.includes(value),
    locale: (value) => /^[a-z]{2,3}(-[A-Z]{2})?$/.test(value),
  },
  where: ({ q, kind, locale }) => ({
    ...(q.trim() && { search: q.trim() }),
    ...(kind && { kind: { eq: kind } }),
    ...(locale && { locale: { eq: locale } }),
  }),
});

export default function kit({ client, realm, url, ended, go, setTitle, announce }) {
  const address = addressAt(realm === "OPERATOR" ? "/admin/kit" : "/kit");
  const state = signal(/** @type {any} */ ({ place: address.read(url.searchParams), found: null, locales: [] }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let asked = 0;
  let typing = 0;
  let loading = load();
  setTitle(t("kit.title"));
  ended.addEventListener("abort", () => clearTimeout(typing));

  async function load() {
    const mine = ++asked;
    try {
      const { filter } = address.variables(state.value.place);
      const { partnerKit, all } = await client.query("kit", filter ? { filter } : {});
      const instead = partnerKit.nodes.length ? null : await nothing();
      if (mine !== asked || ended.aborted) return;
      set({ found: partnerKit, instead, locales: [...new Set(all.nodes.map(({ locale }) => locale))].sort() });
      announce(t("kit.count", { count: partnerKit.totalCount }));
    } catch (error) {
      if (mine !== asked || ended.aborted || error.kind === "auth") return;
      const { problem } = await import("../lib/states.js");
      set({ instead: problem(error, () => (loading = load())) });
    }
  }

  async function nothing() {
    const { notice } = await import("../lib/states.js");
    const key = address.isFiltered(state.value.place) ? "kit.unmatched" : "kit.empty";
    return notice({ symbol: "kit", title: t(key), text: t(`${key}.text`) });
  }

  function show(changes, options) {
    clearTimeout(typing);
    go(address.write({ ...state.value.place, ...firstPage, ...changes }), options);
  }

  function type(event) {
    set({ place: { ...state.value.place, q: event.currentTarget.value } });
    clearTimeout(typing);
    typing = setTimeout(() => show({}, { replace: true }), TYPING_PAUSE);
  }

  return {
    ready: () => loading,
    move(next) {
      set({ place: address.read(next.searchParams) });
      loading = load();
    },
    view: () => page(state.value, { address, show, type }),
  };
}

function page({ place, found, instead, locales }, actions) {
  return h("div", { class: "page" }, [
    h("div", { class: "page-head" }, [
      h("h1", { tabindex: "-1" }, t("kit.title")),
      h("p", { class: "page-head__count" }, found ? t("list.number", { count: found.totalCount }) : null),
    ]),
    toolbar(place, locales, actions),
    instead ?? (found ? groupsOf(found.nodes).map(group) : h("div", { class: "card", "aria-busy": "true" }, bones())),
    found && found.nodes.length < found.totalCount && h("p", { class: "sub" }, t("kit.more")),
  ]);
}

function toolbar(place, locales, { address, show, type }) {
  const submit = (event) => {
    event.preventDefault();
    show({});
  };
  const kinds = Object.fromEntries(["", ...KINDS].map((kind) => [kind, t(`kit.kind.${kind || "any"}`)]));
  // What the address names stays among the choices, also where nothing is in that language.
  const known = [...new Set([...locales, ...(place.locale ? [place.locale] : [])])];
  const languages = [["", t("kit.locale.any")], ...known.map((locale) => [locale, languageOf(locale)])];
  const label = t("kit.title");
  return h("form", { class: "toolbar", role: "search", "aria-label": label, onsubmit: submit, key: "toolbar" }, [
    h("div", { class: "search", key: "search" }, [
      h("label", { class: "visually-hidden", for: "search" }, t("kit.search")),
      icon("search"),
      h("input", { ...SEARCH, placeholder: t("kit.hint"), value: place.q, oninput: type }),
      h("kbd", { class: "search__key", "aria-hidden": "true" }, "/"),
    ]),
    choice("kind", t("kit.kind"), kinds, place.kind, (kind) => show({ kind })),
    choice("locale", t("kit.locale"), /** @type {[string, string][]} */ (languages), place.locale, (locale) =>
      show({ locale })),
    address.isFiltered(place) &&
    h(
      "button",
      { class: "button button--quiet", type: "button", onclick: () => show(address.noFilter), key: "clear" },
      t("list.clear"),
    ),
  ]);
}

const SEARCH = {
  id: "search",
  class: "search__input",
  type: "search",
  autocomplete: "off",
  spellcheck: "false",
  "data-search": true,
};

/** The assets by kind, in the order in which people look for them. */
export function groupsOf(assets) {
  return KINDS.map((kind) => ({ kind, assets: assets.filter((asset) => asset.kind === kind) }))
    .filter(({ assets: some }) => some.length);
}

function group({ kind, assets }) {
  return h("section", { class: "kit", "aria-labelledby": `kind-${kind}`, key: kind }, [
    h("h2", { id: `kind-${kind}` }, t(`kit.kinds.${kind}`)),
    h("ul", { class: "kit__cards" }, assets.map(card)),
  ]);
}

function card({ id, title, description, locale, version, fileName, size, audience, publishedAt }) {
  const path = `/kit/${encodeURIComponent(id)}/${encodeURIComponent(fileName)}`;
  const since = h("time", { datetime: publishedAt, title: moment(publishedAt) }, day(publishedAt));
  return h("li", { class: "card kit__card", key: id }, [
    h("h3", { lang: locale }, title),
    h("p", { class: "kit__about", lang: locale }, description),
    h("p", { class: "sub" }, [t("kit.version", { version }), " · ", languageOf(locale), " · ", since]),
    audience !== "ALL" && h("p", null, badge(t(`kit.audience.${audience}`), "info")),
    h("a", { class: "button kit__get", href: path, download: fileName }, [
      icon("download"),
      h("span", null, [t("kit.get"), h("span", { class: "visually-hidden" }, `: ${title}, `)]),
      h("span", { class: "kit__size" }, `${fileName.split(".").pop().toUpperCase()} · ${bytes(size)}`),
    ]),
  ]);
}
