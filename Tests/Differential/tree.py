"""Documents as trees, and trees as tokens.

A value is the text of its token, a list of values, or an `Object`.
"""
import re
from dataclasses import dataclass, field as made
from typing import Optional


class Description(str):
    """The token of a description: a string or a block string."""


def bare(token):
    """Blanks of the same length and lines for a description, anything else as it is."""
    return re.sub("[^\r\n]", lambda found: " " if found[0] < "\U00010000" else "  ", token) \
        if isinstance(token, Description) else token


@dataclass
class Argument:
    """A name with a value: an argument, or a field of an input object."""
    name: str
    value: object


@dataclass
class Object:
    fields: list


@dataclass
class Directive:
    name: str
    arguments: list = made(default_factory=list)


@dataclass
class Field:
    """A field; `parent` is the type it is selected on, `type` the name inside its own type."""
    name: str
    parent: str
    type: str
    alias: Optional[str] = None
    arguments: list = made(default_factory=list)
    directives: list = made(default_factory=list)
    selections: list = made(default_factory=list)

    @property
    def response_name(self):
        return self.alias or self.name


@dataclass
class Spread:
    name: str
    parent: str
    directives: list = made(default_factory=list)


@dataclass
class Inline:
    condition: Optional[str]
    parent: str
    directives: list = made(default_factory=list)
    selections: list = made(default_factory=list)


@dataclass
class Variable:
    name: str
    type: str
    default: object = None
    directives: list = made(default_factory=list)
    description: Optional[Description] = None


@dataclass
class Operation:
    kind: str
    name: Optional[str]
    root: str
    variables: list = made(default_factory=list)
    directives: list = made(default_factory=list)
    selections: list = made(default_factory=list)
    description: Optional[Description] = None


@dataclass
class Fragment:
    name: str
    condition: str
    directives: list = made(default_factory=list)
    selections: list = made(default_factory=list)
    description: Optional[Description] = None


@dataclass
class Document:
    definitions: list

    def nodes(self, *kinds):
        """All nodes of some kinds, in the order of the text."""
        return [node for definition in self.definitions for node in below(definition) if isinstance(node, kinds)]


def below(node):
    """A node and everything inside it."""
    if isinstance(node, (str, type(None))):
        return
    if isinstance(node, list):
        for item in node:
            yield from below(item)
        return
    yield node
    for part in vars(node).values():
        yield from below(part)


def tokens(node):
    """The tokens that a node is written with."""
    match node:
        case str():
            return [node]
        case list():
            return ["["] + joined(node) + ["]"]
        case Object(fields):
            return ["{"] + joined(fields) + ["}"]
        case Argument(name, value):
            return [name, ":"] + tokens(value)
        case Directive(name, arguments):
            return ["@", name] + bracketed("(", arguments, ")")
        case Field():
            alias = [node.alias, ":"] if node.alias else []
            return (alias + [node.name] + bracketed("(", node.arguments, ")") + joined(node.directives)
                    + bracketed("{", node.selections, "}"))
        case Spread():
            return ["...", node.name] + joined(node.directives)
        case Inline():
            condition = ["on", node.condition] if node.condition else []
            return ["..."] + condition + joined(node.directives) + bracketed("{", node.selections, "}")
        case Variable():
            default = ["="] + tokens(node.default) if node.default is not None else []
            return described(node) + ["$", node.name, ":"] + split(node.type) + default + joined(node.directives)
        case Operation():
            head = [node.name] if node.name else []
            head += bracketed("(", node.variables, ")") + joined(node.directives)
            keyword = [node.kind] if head or node.description or node.kind != "query" else []
            return described(node) + keyword + head + bracketed("{", node.selections, "}")
        case Fragment():
            return (described(node) + ["fragment", node.name, "on", node.condition] + joined(node.directives)
                    + bracketed("{", node.selections, "}"))
        case Document(definitions):
            return joined(definitions)


def described(node):
    return [node.description] if node.description else []


def joined(nodes):
    return [token for node in nodes for token in tokens(node)]


def bracketed(opening, nodes, closing):
    return [opening, *joined(nodes), closing] if nodes else []


def split(reference):
    """The tokens of a type: `[Int!]` has four."""
    for sign in "[]!":
        reference = reference.replace(sign, f" {sign} ")
    return reference.split()
