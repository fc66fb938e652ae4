/** The schema's documentation: a search, and one type or member at a time with the way back. */
import { h, icon, signal } from "../lib/h.js";
import { memberPage, overview, typePage } from "./docs-pages.js";
import { createIsland } from "./island.js";
import { fieldsOf, membersOf, search } from "./schema.js";

/** @param {any} workspace @param {{copySDL: () => void, downloadSDL: () => void}} tools */
export function createDocs(workspace, tools) {
  const state = signal(/** @type {any} */ ({ trail: [], text: "" }));
  const set = (changes) => (state.value = { ...state.value, ...changes });
  let body = null;

  /** @param {string} type @param {string} [member] */
  function open(type, member) {
    const { trail } = state.value;
    const last = trail.at(-1);
    const isHere = last?.type === type && last?.member === member;
    const step = { type, member };
    set({ trail: isHere ? trail : [...trail, step].slice(-12), text: "" });
    if (body) body.scrollTop = 0;
  }

  const actions = {
    ...tools,
    open,
    back: (length) => set({ trail: state.value.trail.slice(0, length), text: "" }),
    type: (text) => set({ text }),
    reload: workspace.loadSchema,
    attach: (node) => (body = node),
  };
  const island = createIsland(
    "section",
    { class: "docs", "aria-labelledby": "docs-title" },
    () => view(workspace.schema.value, state.value, actions),
  );
  return { view: island, open };
}

function view({ known, message }, { trail, text }, actions) {
  return [
    h("h2", { class: "visually-hidden", id: "docs-title" }, "Schema"),
    h("div", { class: "search docs__search" }, [
      h("label", { class: "visually-hidden", for: "docs-search" }, "Search the schema"),
      icon("search"),
      h("input", {
        id: "docs-search",
        class: "search__input",
        type: "search",
        placeholder: "Types and fields",
        "data-search": true,
        value: text,
        oninput: (event) => actions.type(event.currentTarget.value),
      }),
    ]),
    h("div", {
      class: "docs__body",
      tabindex: "0",
      role: "group",
      "aria-label": "Schema documentation",
      ref: actions.attach,
    }, [
      message && state(message, actions),
      known && content(known, trail, text, actions),
    ]),
  ];
}

/** A schema that is known already stays while another one is asked for, and when that one doesn't come. */
function state(message, { reload }) {
  const again = h("button", { class: "small", type: "button", onclick: reload }, "Try again");
  return h(
    "p",
    { class: "docs__message", role: "status", key: "state" },
    message,
    " ",
    !message.endsWith("…") && again,
  );
}

function content(schema, trail, text, actions) {
  if (text.trim()) return results(schema, search(schema, text), actions);
  const { type: name, member: wanted } = trail.at(-1) ?? {};
  const type = schema.types.get(name);
  const member = type && wanted && [...membersOf(type), ...fieldsOf(schema, name)].find((one) => one.name === wanted);
  const page = member
    ? memberPage(type, member, actions)
    : type
    ? typePage(schema, type, actions)
    : overview(schema, actions);
  return [crumbs(trail, actions), page];
}

function crumbs(trail, { back }) {
  if (!trail.length) return null;
  const names = ["Schema", ...trail.map(({ type, member }) => (member ? `${type}.${member}` : type))];
  const step = (name, index) =>
    h("li", { key: `${index} ${name}` }, [
      index === trail.length
        ? h("span", { "aria-current": "page" }, name)
        : h("button", { class: "link", type: "button", onclick: () => back(index) }, name),
    ]);
  return h("nav", { class: "docs__crumbs", "aria-label": "Schema" }, h("ol", null, names.map(step)));
}

function results(schema, found, { open }) {
  if (!found.length) return h("p", { class: "docs__message", role: "status" }, "Nothing has that name.");
  const line = ({ type, member }) => {
    const { description } = member
      ? membersOf(schema.types.get(type)).find(({ name }) => name === member)
      : schema.types.get(type);
    return h("li", { key: `${type}.${member ?? ""}` }, [
      h(
        "button",
        { class: "link", type: "button", onclick: () => open(type, member) },
        member ? `${type}.${member}` : type,
      ),
      description && h("p", { class: "docs__brief" }, description),
    ]);
  };
  return h("ul", { class: "docs__list docs__list--found" }, found.map(line));
}
