"""Faults of fields and of what is selected."""
from copy import deepcopy

from faults.editor import fault
from literals import anything
from tree import Document, Field


@fault
def unknown_field(editor):
    field = editor.node(Field)
    field.name = editor.misspelt(field.name)
    return True


@fault
def field_of_another_type(editor):
    field = editor.node(Field)
    other = editor.pick(editor.schema.composites)
    field.name = editor.pick(editor.schema.fields(other))["name"]
    return True


@fault
def leaf_with_selections(editor):
    field = editor.node(Field, where=lambda field: not field.selections)
    if field:
        field.selections = [Field("id", field.type, "ID")]
    return field


@fault
def missing_selections(editor):
    field = editor.node(Field, where=lambda field: field.selections)
    if field:
        field.selections = []
    return field


@fault
def conflicting_aliases(editor):
    fields = editor.document.nodes(Field)
    field, other = editor.random.choice(fields), editor.random.choice(fields)
    field.alias = other.response_name
    return field is not other


@fault
def conflicting_siblings(editor):
    node = editor.selecting()
    field = editor.pick(each for each in node.selections if isinstance(each, Field))
    if not field:
        return False
    twin = deepcopy(field)
    twin.alias = field.response_name
    twin.name = editor.pick(editor.schema.fields(field.parent))["name"]
    editor.insert(node.selections, twin)
    return True


@fault
def differing_arguments(editor):
    node = editor.selecting()
    field = editor.pick(each for each in node.selections if isinstance(each, Field) and each.arguments)
    if not field:
        return False
    twin = deepcopy(field)
    argument = editor.random.choice(twin.arguments)
    if editor.random.random() < 0.3:
        twin.arguments.remove(argument)
    else:
        argument.value = anything(editor.random)
    editor.insert(node.selections, twin)
    return True


@fault
def conflict_below(editor):
    """A field twice, with different fields of one name somewhere below."""
    node = editor.selecting()
    field = editor.pick(each for each in node.selections if isinstance(each, Field) and each.selections)
    if not field:
        return False
    twin = deepcopy(field)
    changed = editor.pick(Document([twin]).nodes(Field))
    changed.alias = changed.response_name
    changed.name = editor.pick(editor.schema.fields(changed.parent))["name"]
    editor.insert(node.selections, twin)
    return True
