/** What the text under the caret or the pointer is: its signature and what the schema says of it. */
import { h } from "../lib/h.js";
import { markdown } from "./markdown.js";
import { typeText } from "./schema.js";

/** Where the documentation has more about a thing. @returns {[string, string?] | null} */
export function placeInDocs(thing) {
  if (!thing) return null;
  const { kind, type, field, input, value, owner } = thing;
  if (kind === "field") return field.name.startsWith("__") ? null : [type, field.name];
  if (kind === "argument") return input && type ? [type, input.name] : owner?.type ? [nameOf(owner.type)] : null;
  if (kind === "value") return [type, value.name];
  if (kind === "type") return [type.name];
  return kind === "variable" ? [nameOf(type)] : null;
}

const nameOf = (type) => (type.ofType ? nameOf(type.ofType) : type.name);

/** "Query.customers(first: Int, …): CustomerConnection!" */
export function signatureOf(thing) {
  const { kind, type, field, input, value, owner, name, directive } = thing;
  if (kind === "field") {
    return [
      span("type", type),
      ".",
      span("name", field.name),
      argumentsOf(field),
      ": ",
      span("type", typeText(field.type)),
    ];
  }
  if (kind === "argument") {
    return [
      within(type, owner),
      span("variable", input.name),
      ": ",
      span("type", typeText(input.type)),
      byDefault(input),
    ];
  }
  if (kind === "value") return [span("type", type), ".", span("name", value.name)];
  if (kind === "type") {
    return [span("keyword", type.kind.toLowerCase().replace("_", " ")), " ", span("type", type.name)];
  }
  if (kind === "directive") return [span("directive", `@${directive.name}`), argumentsOf(directive)];
  return [span("variable", `$${name}`), ": ", span("type", typeText(type))];
}

const span = (kind, text) => h("span", { class: `t-${kind}` }, text);
const within = (
  type,
  owner,
) => (type ? [span("type", type), "."] : owner?.name ? [span("name", owner.name), " › "] : null);
const byDefault = ({ defaultValue }) => defaultValue && [" = ", span("number", defaultValue)];

function argumentsOf({ args }) {
  if (!args?.length) return null;
  const names = args.slice(0, 3).map((
    { name, type },
    index,
  ) => [index > 0 && ", ", span("variable", name), ": ", span("type", typeText(type))]);
  return ["(", names, args.length > 3 && ", …", ")"];
}

/** The card that stands beside the pointer. */
export function card(thing, onOpen) {
  const named = thing.field ?? thing.input ?? thing.value ?? thing.directive ??
    (thing.kind === "type" ? thing.type : null);
  return [
    h("p", { class: "hover__signature" }, signatureOf(thing)),
    named?.isDeprecated && h("p", { class: "docs__text docs__text--warn" }, "Deprecated: ", named.deprecationReason),
    named?.description && markdown(named.description),
    placeInDocs(thing) && h("button", { class: "link", type: "button", onclick: onOpen }, "Open in the schema"),
  ];
}
