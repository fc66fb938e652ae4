/** The pages of the documentation: the whole schema, a type, one member of a type. */
import { h } from "../lib/h.js";
import { markdown } from "./markdown.js";
import { membersOf, namedType, typeText } from "./schema.js";

const KINDS = {
  OBJECT: "type",
  INTERFACE: "interface",
  UNION: "union",
  ENUM: "enum",
  INPUT_OBJECT: "input",
  SCALAR: "scalar",
};
const GROUPS = [["OBJECT", "Objects"], ["INTERFACE", "Interfaces"], ["UNION", "Unions"], ["INPUT_OBJECT", "Inputs"], [
  "ENUM",
  "Enums",
], ["SCALAR", "Scalars"]];
const PLUMBING = /(Connection|Edge)$/;

export function overview({ roots, listed }, { open, reload, copySDL, downloadSDL }) {
  const link = (name) =>
    h("li", { key: name }, h("button", { class: "link", type: "button", onclick: () => open(name) }, name));
  const others = listed.filter(({ name }) => !roots.includes(name));
  const group = ([kind, title]) => {
    const names = others.filter((type) => type.kind === kind && !PLUMBING.test(type.name)).map(({ name }) => name);
    return names.length > 0 &&
      [h("h3", { key: `${kind} title` }, title), h("ul", { class: "docs__list", key: kind }, names.map(link))];
  };
  const plumbing = others.filter(({ name }) => PLUMBING.test(name)).map(({ name }) => name);
  return [
    h("div", { class: "docs__tools" }, [
      h("button", { class: "small", type: "button", onclick: copySDL }, "Copy SDL"),
      h("button", { class: "small", type: "button", onclick: downloadSDL }, "Download SDL"),
      h("button", { class: "small", type: "button", onclick: reload }, "Reload schema"),
    ]),
    h("h3", null, "Where operations start"),
    h("ul", { class: "docs__list" }, roots.map(link)),
    GROUPS.map(group),
    plumbing.length > 0 &&
    h("details", { class: "docs__more", key: "plumbing" }, [
      h("summary", null, "Pages of lists"),
      h("ul", { class: "docs__list" }, plumbing.map(link)),
    ]),
  ];
}

export function typePage(schema, type, actions) {
  const members = membersOf(type);
  const isOld = ({ isDeprecated }) => isDeprecated;
  const list = (some) => h("ul", { class: "docs__members" }, some.map((one) => memberItem(type, one, actions)));
  const old = members.filter(isOld);
  return [
    h("h3", { class: "docs__name" }, h("span", { class: "t-keyword" }, KINDS[type.kind] ?? ""), " ", type.name),
    text(type.description),
    type.interfaces?.length > 0 && links("Implements", type.interfaces, actions),
    type.possibleTypes?.length > 0 && links("One of", type.possibleTypes, actions),
    type.isOneOf && h("p", { class: "docs__text" }, "Takes exactly one of these."),
    type.specifiedByURL &&
    h(
      "p",
      { class: "docs__text" },
      h("a", { href: type.specifiedByURL, rel: "noreferrer", target: "_blank" }, "Specification"),
    ),
    members.length > old.length && list(members.filter((member) => !isOld(member))),
    old.length > 0 &&
    h("details", { class: "docs__more" }, h("summary", null, `Deprecated (${old.length})`), list(old)),
    usesOf(schema, type, actions),
  ];
}

function links(title, types, actions) {
  return h(
    "p",
    { class: "docs__text" },
    `${title} `,
    types.map(({ name }, index) => [index > 0 && ", ", typeLink(name, name, actions)]),
  );
}

/** Where values of a type come from: the question that a list of types leaves open. */
function usesOf(schema, type, { open }) {
  const uses = schema.listed.flatMap((other) =>
    (other.fields ?? []).filter((field) => namedType(field.type) === type.name).map(({ name }) => [other.name, name])
  );
  if (!uses.length) return null;
  const use = ([owner, name]) =>
    h(
      "li",
      { key: `${owner}.${name}` },
      h("button", { class: "link", type: "button", onclick: () => open(owner, name) }, `${owner}.${name}`),
    );
  return h(
    "details",
    { class: "docs__more", key: "uses" },
    h("summary", null, `Answered by (${uses.length})`),
    h("ul", { class: "docs__list" }, uses.map(use)),
  );
}

function memberItem(type, member, actions) {
  const { name, description, isDeprecated, deprecationReason } = member;
  return h("li", { key: name }, [
    signature(type, member, actions),
    text(description),
    isDeprecated && h("p", { class: "docs__text docs__text--warn" }, "Deprecated: ", deprecationReason),
  ]);
}

function signature(owner, { name, type, args, defaultValue }, actions) {
  return h("p", { class: "docs__signature" }, [
    owner.kind === "ENUM"
      ? h("span", { class: "t-name" }, name)
      : h("button", { class: "link t-name", type: "button", onclick: () => actions.open(owner.name, name) }, name),
    args?.length > 0 && ["(", args.map((argument, index) => [index > 0 && ", ", argumentOf(argument, actions)]), ")"],
    type && [": ", typeLink(typeText(type), namedType(type), actions)],
    defaultValue && h("span", { class: "t-number" }, ` = ${defaultValue}`),
  ]);
}

export function memberPage(owner, member, actions) {
  const { name, type, args, description, isDeprecated, deprecationReason } = member;
  return [
    h("h3", { class: "docs__name" }, `${owner.name}.${name}`),
    isDeprecated && h("p", { class: "docs__text docs__text--warn" }, "Deprecated: ", deprecationReason),
    text(description),
    type && h("p", { class: "docs__signature" }, "Type ", typeLink(typeText(type), namedType(type), actions)),
    args?.length > 0 && h("h4", { class: "docs__part" }, "Arguments"),
    args?.length > 0 && h("ul", { class: "docs__members" }, args.map((argument) => argumentItem(argument, actions))),
  ];
}

function argumentItem(argument, actions) {
  return h("li", { key: argument.name }, [
    h("p", { class: "docs__signature" }, argumentOf(argument, actions)),
    text(argument.description),
    argument.isDeprecated &&
    h("p", { class: "docs__text docs__text--warn" }, "Deprecated: ", argument.deprecationReason),
  ]);
}

function argumentOf({ name, type, defaultValue }, actions) {
  const parts = [h("span", { class: "t-variable" }, name), ": ", typeLink(typeText(type), namedType(type), actions)];
  return h("span", { class: "docs__argument" }, parts, defaultValue && ` = ${defaultValue}`);
}

function typeLink(label, name, { open }) {
  return h("button", { class: "link t-type", type: "button", onclick: () => open(name) }, label);
}

const text = (description) => description && h("div", { class: "docs__text" }, markdown(description));
