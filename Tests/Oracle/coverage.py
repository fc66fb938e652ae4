"""Which of a schema's names an operation asks for: fields, arguments, members of inputs, words of enums in them."""
from graphql import (
    GraphQLEnumType, GraphQLInputObjectType, TypeInfo, TypeInfoVisitor, Visitor, get_named_type, is_abstract_type,
    type_from_ast, visit,
)


def asked_for(schema, operation):
    """The coordinates that a document and its variables name."""
    info = TypeInfo(schema)
    found, places = set(), []

    class Finding(Visitor):
        def enter_field(self, node, *_):
            places.append(f"{info.get_parent_type()}.{node.name.value}")
            found.add(places[-1])

        def leave_field(self, node, *_):
            places.pop()

        def enter_argument(self, node, *_):
            if not info.get_directive():
                found.add(f"{places[-1]}({node.name.value}:)")

        def enter_object_field(self, node, *_):
            found.add(f"{get_named_type(info.get_parent_input_type())}.{node.name.value}")

        def enter_enum_value(self, node, *_):
            found.add(f"{get_named_type(info.get_input_type())}.{node.value}")

        def enter_variable_definition(self, node, *_):
            value = operation.variables.get(node.variable.name.value)
            found.update(given(type_from_ast(schema, node.type), value))

    visit(operation.document, TypeInfoVisitor(info, Finding()))
    return found


def given(type, value):
    """The coordinates in a variable's value."""
    type = get_named_type(type)
    if isinstance(value, list):
        return {name for item in value for name in given(type, item)}
    if isinstance(type, GraphQLInputObjectType) and isinstance(value, dict):
        return {name for member, item in value.items()
                for name in {f"{type}.{member}", *given(type.fields[member].type, item)}}
    return {f"{type}.{value}"} if isinstance(type, GraphQLEnumType) and value is not None else set()


def exist(schema):
    """The coordinates that a query can name: of all that leads on from the schema's `Query`."""
    found, waiting, seen = set(), [schema.query_type], set()
    while waiting:
        type = waiting.pop()
        if type in seen:
            continue
        seen.add(type)
        if is_abstract_type(type):
            waiting.extend(schema.get_possible_types(type))
        for name, field in getattr(type, "fields", {}).items():
            found.add(f"{type}.{name}")
            taken = getattr(field, "args", {})
            found.update(f"{type}.{name}({argument}:)" for argument in taken)
            waiting.extend(get_named_type(each.type) for each in (field, *taken.values()))
            if isinstance(type, GraphQLInputObjectType):
                word = get_named_type(field.type)
                found.update(f"{word}.{value}" for value in getattr(word, "values", ()))
    return found
