"""Makes an operation smaller as long as the answers to it differ, so that a person can see why they do."""
from dataclasses import replace

from graphql import (
    REMOVE, ArgumentNode, DirectiveNode, FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode,
    ObjectFieldNode, OperationDefinitionNode, SelectionSetNode, VariableNode, Visitor, parse, print_ast, visit,
)

PARTS = (FieldNode, FragmentSpreadNode, InlineFragmentNode, ArgumentNode, DirectiveNode, ObjectFieldNode)
PATIENCE = 400


def smallest(operation, differs):
    """The operation without all that it differs without."""
    place = 0
    for _ in range(PATIENCE):
        document = parse(operation.query)
        parts = found(document, PARTS)[place:]
        if not parts:
            break
        smaller = tidy(without(document, parts[0]))
        trial = replace(operation, query=print_ast(smaller))
        if all(node.selections for node in found(smaller, SelectionSetNode)) and differs(trial):
            operation = trial
        else:
            place += 1
    used = {node.name.value for node in found(parse(operation.query), VariableNode)}
    return replace(operation, variables={name: value for name, value in operation.variables.items() if name in used})


def found(document, kinds):
    """The nodes of some kinds, outermost first."""
    class Finding(Visitor):
        def enter(self, node, *_):
            if isinstance(node, kinds):
                nodes.append(node)

    nodes = []
    visit(document, Finding())
    return nodes


def without(document, unwanted):
    class Removing(Visitor):
        def enter(self, node, *_):
            return REMOVE if node is unwanted else None

    return visit(document, Removing())


def tidy(document):
    """Without fragments and variables that nothing mentions any more."""
    while True:
        spread = {node.name.value for node in found(document, FragmentSpreadNode)}
        kept = [node for node in document.definitions
                if not isinstance(node, FragmentDefinitionNode) or node.name.value in spread]
        if len(kept) == len(document.definitions):
            break
        document = parse("\n".join(map(print_ast, kept)))
    for operation in found(document, OperationDefinitionNode):
        for definition in operation.variable_definitions or ():
            mentions = [node.name.value for node in found(document, VariableNode)]
            if mentions.count(definition.variable.name.value) == 1:
                document = without(document, definition)
    return document
