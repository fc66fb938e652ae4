"""What an operation costs as the server's limits count it, so that none is refused for its size alone."""
from dataclasses import dataclass

MOST = {"fields": 120, "aliases": 30, "statements": 30, "directives": 25}
FREE = ("Viewer", "PageInfo", "Money", "Reports", "AccessStep")


@dataclass
class Cost:
    """What an operation, or a part of it, has come to."""
    fields: int = 0
    aliases: int = 0
    statements: int = 0
    directives: int = 0

    def plus(self, other):
        return Cost(**{name: value + getattr(other, name) for name, value in vars(self).items()})

    def minus(self, other):
        return Cost(**{name: value - getattr(other, name) for name, value in vars(self).items()})

    def fits(self):
        return all(value < MOST[name] for name, value in vars(self).items())


def statements(type):
    """How many statements the server needs for an object or a list, at most."""
    if type.name.endswith("Connection"):
        return 2
    if type.name == "AccessExplanation":
        return 8
    return 0 if type.name in FREE else 1
