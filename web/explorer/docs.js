/** The schema's documentation: a search, and one type at a time with the way back. */
import { h, icon, signal } from "../lib/h.js";
import { membersOf, namedType, readSchema, search, typeText } from "./schema.js";

const KINDS = {
  OBJECT: "type",
  INTERFACE: "interface",
  UNION: "union",
  ENUM: "enum",
  INPUT_OBJECT: "input",
  SCALAR: "scalar",
};

export function createDocs(client) {
  const state = signal(/** @type {any} */ ({ schema: null, message: "Loading the schema…", trail: [], text: "" }));
  const set = (changes) => (state.value = { ...state.value, ...changes });

  async function load() {
    try {
      const { __schema } = await client.query("introspection");
      set({ schema: readSchema(__schema), message: "" });
    } catch (error) {
      if (error.kind !== "auth") set({ message: error.message });
    }
  }

  const open = (name) => set({ trail: [...state.value.trail, name], text: "" });
  const back = (length) => set({ trail: state.value.trail.slice(0, length), text: "" });
  load();
  return { view: () => view(state.value, { open, back, type: (text) => set({ text }) }) };
}

function view({ schema, message, trail, text }, actions) {
  return h("section", { class: "docs", "aria-labelledby": "docs-title" }, [
    h("h2", { class: "pane__title", id: "docs-title" }, "Schema"),
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
    h("div", { class: "docs__body", tabindex: "0", role: "group", "aria-label": "Schema documentation" }, [
      schema ? content(schema, trail, text, actions) : h("p", { class: "docs__message", role: "status" }, message),
    ]),
  ]);
}

function content(schema, trail, text, actions) {
  if (text.trim()) return results(search(schema, text), actions);
  const type = schema.types.get(trail.at(-1));
  return [crumbs(trail, actions), type ? typePage(type, actions) : overview(schema, actions)];
}

function crumbs(trail, { back }) {
  if (!trail.length) return null;
  const step = (name, index) =>
    h("li", { key: `${index} ${name}` }, [
      index === trail.length
        ? h("span", { "aria-current": "page" }, name)
        : h("button", { class: "link", type: "button", onclick: () => back(index) }, name),
    ]);
  return h("nav", { class: "docs__crumbs", "aria-label": "Schema" }, h("ol", null, ["Schema", ...trail].map(step)));
}

function results(found, { open }) {
  if (!found.length) return h("p", { class: "docs__message", role: "status" }, "Nothing has that name.");
  const line = ({ type, member }) =>
    h("li", { key: `${type}.${member ?? ""}` }, [
      h("button", { class: "link", type: "button", onclick: () => open(type) }, member ? `${type}.${member}` : type),
    ]);
  return h("ul", { class: "docs__list" }, found.map(line));
}

function overview({ roots, listed }, { open }) {
  const link = (name) =>
    h("li", { key: name }, h("button", { class: "link", type: "button", onclick: () => open(name) }, name));
  const others = listed.map(({ name }) => name).filter((name) => !roots.includes(name));
  return [
    h("h3", null, "Where operations start"),
    h("ul", { class: "docs__list" }, roots.map(link)),
    h("h3", null, "Types"),
    h("ul", { class: "docs__list" }, others.map(link)),
  ];
}

function typePage(type, actions) {
  const members = membersOf(type);
  return [
    h("h3", { class: "docs__name" }, h("span", { class: "t-keyword" }, KINDS[type.kind] ?? ""), " ", type.name),
    type.description && h("p", { class: "docs__text" }, type.description),
    type.possibleTypes?.length > 0 &&
    h("p", { class: "docs__text" }, "One of: ", type.possibleTypes.map(({ name }) => typeLink(name, name, actions))),
    members.length > 0 && h("ul", { class: "docs__members" }, members.map((member) => memberItem(member, actions))),
  ];
}

function memberItem({ name, type, args, defaultValue, description, isDeprecated, deprecationReason }, actions) {
  return h("li", { key: name }, [
    h("p", { class: "docs__signature" }, [
      h("span", { class: "t-name" }, name),
      args?.length > 0 && ["(", args.map((argument, index) => [index > 0 && ", ", argumentOf(argument, actions)]), ")"],
      type && [": ", typeLink(typeText(type), namedType(type), actions)],
      defaultValue && h("span", { class: "t-number" }, ` = ${defaultValue}`),
    ]),
    description && h("p", { class: "docs__text" }, description),
    isDeprecated && h("p", { class: "docs__text docs__text--warn" }, "Deprecated: ", deprecationReason),
  ]);
}

function argumentOf({ name, type, defaultValue }, actions) {
  const text = [h("span", { class: "t-variable" }, name), ": ", typeLink(typeText(type), namedType(type), actions)];
  return h("span", { class: "docs__argument" }, text, defaultValue && ` = ${defaultValue}`);
}

function typeLink(text, name, { open }) {
  return h("button", { class: "link t-type", type: "button", onclick: () => open(name) }, text);
}
