"""Faults of operations and of the document."""
from copy import deepcopy

from faults.editor import fault
from tree import Argument, Directive, Field, Inline, Operation

DEFINITIONS = ["type Extra { a: Int }", "extend type Extra { b: Int }", "schema { query: Extra }", "scalar Extra",
               "directive @extra on FIELD", "extend schema @extra"]


@fault
def repeated_operation(editor):
    operation = deepcopy(editor.node(Operation))
    operation.name = editor.pick([operation.name, operation.name, None, "Other"])
    editor.insert(editor.document.definitions, operation)
    return True


@fault
def another_kind_of_operation(editor):
    operation = editor.node(Operation)
    operation.kind = editor.pick(["query", "mutation", "subscription"])
    return True


@fault
def several_root_fields_of_subscription(editor):
    operation = editor.node(Operation, where=lambda operation: operation.kind == "subscription")
    if not operation:
        return False
    root = operation.root
    name = editor.pick(editor.schema.fields(root))["name"]
    extra = [Field("__typename", root, "String"), Field("__typename", root, "String", name),
             Field(name, root, "Nothing", "second", selections=[Field("__typename", "Nothing", "String")])]
    for field in editor.random.sample(extra, editor.random.randrange(1, 4)):
        place = operation.selections
        if editor.random.random() < 0.4:
            place = [field]
            field = Inline(editor.pick([None, root, "Nothing"]), root, [], place)
            place = operation.selections
        editor.insert(place, field)
    return True


@fault
def condition_on_root_of_subscription(editor):
    operation = editor.node(Operation, where=lambda operation: operation.kind == "subscription")
    if operation:
        editor.pick(operation.selections).directives.append(
            Directive(editor.pick(["skip", "include"]), [Argument("if", editor.pick(["true", "$v1"]))]))
    return operation


@fault
def definition_of_a_type(editor):
    editor.insert(editor.document.definitions, editor.random.choice(DEFINITIONS))
    return True


@fault
def too_deep_introspection(editor):
    operation = editor.node(Operation, where=lambda operation: operation.kind == "query")
    if not operation:
        return False
    field = Field("name", "__Type", "String")
    for name in ("ofType", *editor.random.sample(["fields", "type", "interfaces", "possibleTypes", "ofType"], 4)):
        field = Field(name, "__Type", "__Type", selections=[field])
    editor.insert(operation.selections, Field("__schema", operation.root, "__Schema", selections=[
        Field("types", "__Schema", "__Type", selections=[field])]))
    return True
