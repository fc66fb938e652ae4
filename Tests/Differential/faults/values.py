"""Faults of arguments and values."""
from copy import deepcopy

from faults.editor import fault
from literals import anything, literal
from tree import Argument, Directive, Field, Object


@fault
def unknown_argument(editor):
    argument = editor.node(Argument)
    if argument:
        argument.name = editor.misspelt(argument.name)
    return argument


@fault
def uncalled_for_argument(editor):
    editor.insert(editor.node(Field, Directive).arguments, Argument("extra", anything(editor.random)))
    return True


@fault
def repeated_name_of_argument_or_input_field(editor):
    arguments = editor.pick(
        getattr(node, "arguments", None) or getattr(node, "fields", None)
        for node in editor.document.nodes(Field, Directive, Object))
    if arguments:
        editor.insert(arguments, deepcopy(editor.random.choice(arguments)))
    return arguments


@fault
def missing_argument_or_input_field(editor):
    arguments = editor.pick(
        getattr(node, "arguments", None) or getattr(node, "fields", None)
        for node in editor.document.nodes(Field, Directive, Object))
    if arguments:
        arguments.remove(editor.random.choice(arguments))
    return arguments


@fault
def any_literal(editor):
    """Any literal in the place of one that fits, in an argument, a field of an input object or a list."""
    place = editor.node(Argument)
    if not place:
        return False
    if isinstance(place.value, list) and place.value and editor.random.random() < 0.5:
        place.value[editor.random.randrange(len(place.value))] = anything(editor.random)
    else:
        place.value = anything(editor.random)
    return True


@fault
def null_or_misspelt_literal(editor):
    place = editor.node(Argument, where=lambda argument: isinstance(argument.value, str))
    if place:
        is_name = place.value.isidentifier()
        place.value = editor.misspelt(place.value) if is_name and editor.random.random() < 0.7 else "null"
    return place


@fault
def unknown_input_field(editor):
    place = editor.node(Object)
    if place:
        editor.insert(place.fields, Argument(editor.pick(["extra", "kye", "i", "and", "stat"]), "1"))
    return place


@fault
def several_or_null_keys_of_one_of(editor):
    """A literal of an input object with a field more, or null in a field."""
    place = editor.node(Argument, where=lambda argument: isinstance(argument.value, Object))
    if not place:
        return False
    owners = [name for name in editor.schema.inputs if editor.schema.kind(name) == "INPUT_OBJECT"
              and (editor.schema.types[name].get("isOneOf") or editor.random.random() < 0.2)]
    fields = editor.schema.inputs_of(editor.random.choice(owners)) if owners else []
    place.value = Object([
        Argument(each["name"], editor.random.choice([
            "null", "$v1", literal(editor.random, editor.schema, each["type"])]))
        for each in editor.random.sample(fields, min(len(fields), editor.random.randrange(3)))])
    return True
