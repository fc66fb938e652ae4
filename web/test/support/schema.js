/** A small schema for the explorer's tests, in the form that introspection gives. */
import { readSchema } from "../../explorer/schema.js";

export const named = (name) => ({ kind: "NAMED", name, ofType: null });
export const some = (type) => ({ kind: "NON_NULL", name: null, ofType: type });
export const list = (type) => ({ kind: "LIST", name: null, ofType: type });
const field = (name, type, args = [], rest = {}) => ({ name, type, args, description: `About ${name}.`, ...rest });
const input = (name, type, rest = {}) => ({ name, type, description: null, defaultValue: null, ...rest });
const object = (name, fields, rest = {}) => ({
  kind: "OBJECT",
  name,
  fields,
  interfaces: [],
  description: null,
  ...rest,
});
const old = { isDeprecated: true, deprecationReason: "Use `name`." };
const page = [input("first", named("Int")), input("after", named("String"))];
const scalar = (name) => ({ kind: "SCALAR", name });

const types = [
  object("Query", [
    field("viewer", named("Viewer")),
    field("node", named("Node"), [input("id", some(named("ID")))]),
    field("customers", some(named("CustomerConnection")), [
      ...page,
      input("filter", named("CustomerFilter")),
      input("orderBy", list(some(named("CustomerOrder")))),
    ]),
    field("customer", named("Customer"), [input("id", some(named("ID")))]),
    field("found", list(named("Found"))),
  ]),
  object("Mutation", [field("rename", named("Customer"), [input("input", some(named("RenameInput")))])]),
  object("Viewer", [field("name", some(named("String"))), field("role", some(named("Role")))]),
  {
    kind: "INTERFACE",
    name: "Node",
    fields: [field("id", some(named("ID")))],
    interfaces: [],
    possibleTypes: [{ name: "Customer" }, { name: "Contact" }],
  },
  object("Customer", [
    field("id", some(named("ID"))),
    field("name", some(named("String"))),
    field("nickname", named("String"), [], old),
    field("status", some(named("Status"))),
    field("contacts", some(named("ContactConnection")), page),
  ], { interfaces: [{ name: "Node" }], description: "A company." }),
  object("Contact", [field("id", some(named("ID"))), field("email", named("String"))], {
    interfaces: [{ name: "Node" }],
  }),
  object("CustomerConnection", [
    field("nodes", some(list(some(named("Customer"))))),
    field("totalCount", some(named("Int"))),
  ]),
  object("ContactConnection", [
    field("nodes", some(list(some(named("Contact"))))),
    field("totalCount", some(named("Int"))),
  ]),
  { kind: "UNION", name: "Found", possibleTypes: [{ name: "Customer" }, { name: "Viewer" }] },
  { kind: "ENUM", name: "Status", enumValues: [{ name: "ENABLED" }, { name: "DISABLED" }] },
  { kind: "ENUM", name: "Role", enumValues: [{ name: "ADMIN" }, { name: "CLERK", ...old }] },
  {
    kind: "INPUT_OBJECT",
    name: "CustomerFilter",
    inputFields: [
      input("status", named("StatusFilter")),
      input("name", named("String")),
      input("and", list(some(named("CustomerFilter")))),
    ],
  },
  {
    kind: "INPUT_OBJECT",
    name: "StatusFilter",
    inputFields: [input("eq", named("Status")), input("in", list(some(named("Status"))))],
  },
  {
    kind: "INPUT_OBJECT",
    name: "CustomerOrder",
    inputFields: [
      input("field", some(named("Status"))),
      input("down", some(named("Boolean")), { defaultValue: "false" }),
    ],
  },
  {
    kind: "INPUT_OBJECT",
    name: "RenameInput",
    inputFields: [input("label", named("String")), input("id", some(named("ID")))],
  },
  {
    kind: "INPUT_OBJECT",
    name: "Either",
    isOneOf: true,
    inputFields: [input("a", named("Int")), input("b", named("Int"))],
  },
  ...["Int", "Float", "String", "Boolean", "ID", "DateTime"].map(scalar),
  object("__Schema", [field("types", some(list(some(named("__Type")))))]),
  object("__Type", [field("name", named("String"))]),
];
const condition = [input("if", some(named("Boolean")))];
const where = ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"];

export const schema = readSchema({
  queryType: { name: "Query" },
  mutationType: { name: "Mutation" },
  types,
  directives: [
    { name: "include", args: condition, locations: where },
    { name: "skip", args: condition, locations: where },
    { name: "oneOf", args: [], locations: ["INPUT_OBJECT"] },
  ],
});
