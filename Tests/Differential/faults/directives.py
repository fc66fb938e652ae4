"""Faults of directives."""
from copy import deepcopy

from faults.editor import fault
from literals import literal
from schema import is_required
from tree import Argument, Directive, Field, Fragment, Inline, Operation, Spread, Variable

EXECUTABLE_PLACES = ("QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD",
                     "INLINE_FRAGMENT", "VARIABLE_DEFINITION")


def bearer(editor):
    return editor.node(Field, Inline, Spread, Operation, Fragment, Variable)


@fault
def unknown_directive(editor):
    name = editor.misspelt(editor.pick(editor.schema.directives))
    editor.insert(bearer(editor).directives, Directive(name, [Argument("if", "true")]))
    return True


@fault
def misplaced_directive(editor):
    definition = editor.pick(editor.schema.directives.values())
    arguments = [Argument(each["name"], literal(editor.random, editor.schema, each["type"]))
                 for each in definition["args"]]
    editor.insert(bearer(editor).directives, Directive(definition["name"], arguments))
    return True


@fault
def repeated_directive(editor):
    node = bearer(editor)
    places = [each for each in editor.schema.directives.values()
              if any(place in EXECUTABLE_PLACES for place in each["locations"])]
    definition = editor.pick(places)
    arguments = [Argument(each["name"], literal(editor.random, editor.schema, each["type"]))
                 for each in definition["args"] if is_required(each)]
    for _ in range(editor.random.randrange(2, 4)):
        editor.insert(node.directives, Directive(definition["name"], deepcopy(arguments)))
    return True


@fault
def directive_without_arguments(editor):
    editor.insert(bearer(editor).directives, Directive(editor.pick(editor.schema.directives)))
    return True
