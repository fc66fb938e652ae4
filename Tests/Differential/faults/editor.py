"""What faults are made of: a list of them, and what each needs to find its place in a document."""
from tree import Field, Fragment, Inline, Operation

FAULTS = []


def fault(function):
    """Lists a function that changes a document for the worse, and says whether it could."""
    FAULTS.append(function)
    return function


class Editor:
    """A document with what a fault needs to find its place in it."""

    def __init__(self, random, schema, document):
        self.random = random
        self.schema = schema
        self.document = document

    def pick(self, found):
        """One of what was found, None of nothing."""
        found = list(found)
        return self.random.choice(found) if found else None

    def node(self, *kinds, where=lambda node: True):
        return self.pick(node for node in self.document.nodes(*kinds) if where(node))

    def misspelt(self, name):
        """A name near to another: a letter more, less, changed, doubled or in the other case."""
        place = self.random.randrange(len(name))
        letter = name[place]
        return name[:place] + self.random.choice(["", letter * 2, "x", letter.swapcase(), letter + "0"]) + \
            name[place + 1:] or "x"

    def selecting(self):
        """Somebody who has selections."""
        return self.node(Field, Inline, Operation, Fragment, where=lambda node: node.selections)

    def type_inside(self, node):
        """The type on which the selections of a node are."""
        match node:
            case Operation(): return node.root
            case Field(): return node.type
            case Fragment(): return node.condition
            case Inline(): return node.condition or node.parent

    def insert(self, nodes, node):
        nodes.insert(self.random.randrange(len(nodes) + 1), node)
