"""Faults of fragments and where they are spread."""
from copy import deepcopy

from faults.editor import fault
from tree import Document, Field, Fragment, Inline, Spread


@fault
def unknown_fragment(editor):
    node = editor.selecting()
    editor.insert(node.selections, Spread("Nowhere", editor.type_inside(node)))
    return True


@fault
def unused_fragment(editor):
    condition = editor.pick(editor.schema.composites)
    editor.insert(editor.document.definitions, Fragment("Unused", condition, [], [Field("__typename", condition, "")]))
    return True


@fault
def repeated_fragment(editor):
    fragment = editor.node(Fragment)
    if fragment:
        editor.insert(editor.document.definitions, deepcopy(fragment))
    return fragment


@fault
def fragment_cycle(editor):
    """A spread of any fragment in any fragment, so that some close a circle, of several often."""
    fragments = editor.document.nodes(Fragment)
    if not fragments:
        return False
    for _ in range(editor.random.randrange(1, 4)):
        owner = editor.random.choice(fragments)
        node = editor.random.choice([each for each in Document([owner]).nodes(Field, Inline, Fragment)
                                     if each.selections])
        editor.insert(node.selections, Spread(editor.random.choice(fragments).name, editor.type_inside(node)))
    return True


@fault
def fragment_on_another_type(editor):
    node = editor.node(Inline, Fragment)
    if node:
        node.condition = editor.pick([*editor.schema.names, "Nothing", editor.misspelt(node.condition or "Q")])
    return node


@fault
def impossible_spread(editor):
    node = editor.selecting()
    inside = editor.type_inside(node)
    condition = editor.pick(editor.schema.conditions(inside, overlapping=False))
    if not condition:
        return False
    typename = Field("__typename", condition, "String")
    if editor.random.random() < 0.5:
        editor.insert(node.selections, Inline(condition, inside, [], [typename]))
    else:
        editor.insert(node.selections, Spread("Misplaced", inside))
        editor.insert(editor.document.definitions, Fragment("Misplaced", condition, [], [typename]))
    return True
