/** The schema in the schema language, as far as the viewer may see it. */
import { typeText } from "./schema.js";

const BUILT_IN = new Set(["Int", "Float", "String", "Boolean", "ID"]);
const STANDARD = new Set(["include", "skip", "deprecated", "specifiedBy", "oneOf"]);

/** @param {any} schema as readSchema() made it */
export function printSchema(schema) {
  const own = [...schema.directives.values()].filter(({ name }) => !STANDARD.has(name));
  const types = schema.listed.filter(({ name }) => !BUILT_IN.has(name));
  return [root(schema), ...own.map(directive), ...types.map(definition)].filter(Boolean).join("\n\n") + "\n";
}

function root({ root: roots }) {
  const named = Object.entries(roots).filter(([, name]) => name);
  const isUsual = named.every(([kind, name]) => name.toLowerCase() === kind);
  return isUsual ? "" : block("schema", named.map(([kind, name]) => `${kind}: ${name}`));
}

function directive({ name, description, args, isRepeatable, locations }) {
  const tail = `${isRepeatable ? " repeatable" : ""} on ${locations.join(" | ")}`;
  return `${described(description, "")}directive @${name}${inputs(args)}${tail}`;
}

function definition(type) {
  return described(type.description, "") + (KINDS[type.kind]?.(type) ?? "");
}

const KINDS = {
  SCALAR: ({ name, specifiedByURL: url }) => `scalar ${name}${url ? ` @specifiedBy(url: ${JSON.stringify(url)})` : ""}`,
  OBJECT: (type) => block(`type ${type.name}${implementing(type)}`, type.fields.map(field)),
  INTERFACE: (type) => block(`interface ${type.name}${implementing(type)}`, type.fields.map(field)),
  UNION: ({ name, possibleTypes }) => `union ${name} = ${possibleTypes.map((type) => type.name).join(" | ")}`,
  ENUM: ({ name, enumValues }) => block(`enum ${name}`, enumValues.map((value) => member(value, value.name))),
  INPUT_OBJECT: ({ name, isOneOf, inputFields }) =>
    block(`input ${name}${isOneOf ? " @oneOf" : ""}`, inputFields.map((one) => member(one, input(one)))),
};

function implementing({ interfaces }) {
  return interfaces?.length ? ` implements ${interfaces.map(({ name }) => name).join(" & ")}` : "";
}

const block = (head, lines) => `${head} {\n${lines.map((line) => `  ${line}`).join("\n")}\n}`;
const field = (one) => member(one, `${one.name}${inputs(one.args)}: ${typeText(one.type)}`);
const input = ({ name, type, defaultValue }) => `${name}: ${typeText(type)}${defaultValue ? ` = ${defaultValue}` : ""}`;
const inputs = (args) => (args.length ? `(${args.map(input).join(", ")})` : "");

function member({ description, isDeprecated, deprecationReason }, text) {
  const reason = deprecationReason ? `(reason: ${JSON.stringify(deprecationReason)})` : "";
  return described(description, "  ") + text + (isDeprecated ? ` @deprecated${reason}` : "");
}

function described(description, indent) {
  if (!description) return "";
  const isShort = !/[\n"\\]/.test(description);
  if (isShort) return `"${description}"\n${indent}`;
  const lines = description.replaceAll('"""', '\\"""').split("\n").map((line) => (line ? indent + line : line));
  return `"""\n${lines.join("\n")}\n${indent}"""\n${indent}`;
}
