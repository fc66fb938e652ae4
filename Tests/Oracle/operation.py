"""What is sent to both sides."""
from dataclasses import dataclass, field
from functools import cached_property

from graphql import parse


@dataclass
class Operation:
    """A document, the variables, the operation's name; and what kinds of things it asks for."""
    query: str
    variables: dict
    name: str | None = None
    kinds: set = field(default_factory=set)

    @cached_property
    def document(self):
        return parse(self.query)
