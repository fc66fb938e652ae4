"""Faults of variables."""
from copy import deepcopy

from faults.editor import fault
from literals import anything, literal
from schema import named
from tree import Argument, Object, Operation, Variable


@fault
def undefined_variable(editor):
    operation = editor.node(Operation, where=lambda operation: operation.variables)
    if operation:
        operation.variables.remove(editor.random.choice(operation.variables))
    return operation


@fault
def unknown_variable(editor):
    place = editor.node(Argument)
    if place:
        place.value = editor.pick(["$nobody", "$v1", "$v2", ["$v1"], Object([Argument("not", "$v1")])])
    return place


@fault
def unused_variable(editor):
    reference = editor.pick(editor.schema.inputs)
    variable = Variable(editor.pick(["unused", "v1"]), reference, literal(
        editor.random, editor.schema, named(editor.schema.kind(reference), reference)))
    editor.insert(editor.node(Operation).variables, variable)
    return True


@fault
def repeated_variable(editor):
    operation = editor.node(Operation, where=lambda operation: operation.variables)
    if operation:
        editor.insert(operation.variables, deepcopy(editor.random.choice(operation.variables)))
    return operation


@fault
def variable_of_another_type(editor):
    variable = editor.node(Variable)
    if variable:
        other = editor.pick(editor.schema.inputs)
        bare = variable.type.rstrip("!")
        variable.type = editor.pick([bare, bare + "!", f"[{variable.type}]", f"[{bare}]!", f"[[{bare}!]]", other,
                                     bare.strip("[]!"), other + "!"])
    return variable


@fault
def variable_of_no_input_type(editor):
    variable = editor.node(Variable)
    if variable:
        other = editor.pick([*editor.schema.composites, editor.misspelt(variable.type.strip("[]!")), "Nothing"])
        variable.type = editor.pick([other, f"[{other}]", f"{other}!"])
    return variable


@fault
def wrong_default(editor):
    variable = editor.node(Variable)
    if variable:
        variable.default = editor.pick([anything(editor.random), "null"])
    return variable
