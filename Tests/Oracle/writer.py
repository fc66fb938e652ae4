"""Operations made by chance from what introspection shows."""
from dataclasses import dataclass

from graphql import GraphQLBoolean, GraphQLNonNull, get_named_type, is_leaf_type

import totals
from arguments import Arguments
from cost import Cost, statements
from literals import Literals
from operation import Operation

MOST_LEVELS = 9  # for a list or an object
MOST_DEPTH = 12  # of fields, where a fragment is spread once more
MOST_TOTALS = 5000
INTROSPECTION = """__type(name: "%s") { kind name description fields { name type { name kind ofType { name } }
  args { name defaultValue } } enumValues { name } inputFields { name defaultValue } possibleTypes { name }
  interfaces { name } }"""


@dataclass
class Fragment:
    """A named fragment, with what spreading it once more costs and how many levels of fields it has."""
    name: str
    type: str
    text: str
    cost: Cost
    height: int
    repeats: bool


class Writer:
    """Writes one operation for somebody."""

    def __init__(self, chance, world, who):
        chance.begin()
        self.chance, self.schema, self.hidden = chance, world.reference(who).schema, world.hidden(who)
        self.literals = Literals(chance)
        self.arguments = Arguments(chance, world, who, self.literals)
        self.cost, self.fragments = Cost(), []
        self.bare, self.argued = set(), set()
        self.holds_lists = False
        #: The level of the deepest field so far.
        self.deepest = 0
        #: How many lists there may be of each that the selection stands in, the innermost last.
        self.lists = []

    def operation(self):
        """A whole document."""
        parts = [self.part(self.schema.query_type, 0, 1) for _ in range(self.chance.choice((1, 1, 1, 2, 3)))]
        definitions = ", ".join(self.literals.definitions)
        is_named = definitions or self.chance.often(0.5)
        text = f"{{ {' '.join(parts)} }}"
        if is_named:
            text = f"query Asked{f'({definitions})' if definitions else ''} {text}"
        text = "\n".join([text, *(fragment.text for fragment in self.fragments)])
        name = "Asked" if is_named and self.chance.often(0.3) else None
        if is_named and self.chance.often(0.03):
            text += "\nquery Other { __typename }"
            name = self.chance.choice(("Asked", "Other", "Nobody", None))
        return Operation(text, self.literals.variables, name, self.chance.kinds)

    def spend(self, **more):
        self.cost = self.cost.plus(Cost(**more))

    # -- Selections

    def selection(self, type, level, rows):
        count = self.chance.choice((1, 2, 2, 3, 4, 6)) if level else 1
        return "{ " + " ".join(self.part(type, level, rows) for _ in range(count)) + " }"

    def part(self, type, level, rows):
        """A field, or fields in a fragment."""
        kind = self.chance.random()
        if level and kind < 0.05:
            return "__typename"
        if kind < 0.2 and self.cost.fits():
            return (self.inline_fragment if kind < 0.12 else self.spread)(type, level, rows)
        if self.chance.errs("hidden field", 0.2):
            return self.chance.choice(sorted(self.hidden.get(type.name, ())) or ["nobodyKnows"])
        if not level and kind < 0.23 and "introspection" not in self.chance.kinds:
            return self.introspection()
        return self.field(type, level, rows)

    def inline_fragment(self, type, level, rows):
        self.chance.kinds.add("inline fragment")
        if self.chance.often(0.3) and self.schema.get_type("Node") in getattr(type, "interfaces", ()):
            return self.interface_fragment(type, level, rows)
        condition = f" on {type.name}" if self.chance.often(0.5) else ""
        return f"...{condition}{self.directives(level)} {self.selection(type, level, rows)}"

    def interface_fragment(self, type, level, rows):
        """A fragment on `Node`, which the object fits, with one in it for a type that it fits or doesn't."""
        self.chance.kinds.add("fragment on an interface")
        inner = ""
        if self.chance.often(0.5) and self.cost.fits():
            other = self.chance.choice((type, *self.schema.get_possible_types(self.schema.get_type("Node"))))
            inner = f" ... on {other.name} {{ {self.aliased(other, level, rows)} }}"
        return f"... on Node{self.directives(level)} {{ id __typename{inner} }}"

    def spread(self, type, level, rows):
        """A named fragment: a new one, or once more one without lists, which cost the same anywhere."""
        self.chance.kinds.add("named fragment")
        known = [fragment for fragment in self.fragments
                 if fragment.type == type.name and fragment.repeats and self.cost.plus(fragment.cost).fits()
                 and level + fragment.height <= MOST_DEPTH]
        if known and self.chance.often(0.7):
            fragment = self.chance.choice(known)
            self.cost = self.cost.plus(fragment.cost)
            self.deepest = max(self.deepest, level + fragment.height - 1)
            return f"...{fragment.name}{self.directives(level)}"
        before, held_lists, self.holds_lists = self.cost, self.holds_lists, False
        deepest, self.deepest = self.deepest, level
        text = self.selection(type, level, rows)
        name = f"Part{len(self.fragments) + 1}"
        repeats = not self.holds_lists and 0 < level < MOST_LEVELS - 4
        self.fragments.append(
            Fragment(name, type.name, f"fragment {name} on {type.name} {text}", self.cost.minus(before),
                     self.deepest - level + 1, repeats))
        self.holds_lists |= held_lists
        self.deepest = max(self.deepest, deepest)
        return f"...{name}{self.directives(level)}"

    def introspection(self):
        self.chance.kinds.add("introspection")
        names = [name for name in [*self.schema.type_map, *self.hidden] if not name.startswith("__")]
        return INTROSPECTION % self.chance.choice(names)

    def directives(self, level):
        if not self.chance.often(0.1):
            return ""
        self.chance.kinds.add("@skip, @include")
        self.spend(directives=1)
        name, keeps = self.chance.choice(("include", "skip")), self.chance.often(0.6)
        given = self.literals.argument(
            "if", GraphQLNonNull(GraphQLBoolean), keeps == (name == "include"), may_err=not level)
        return f" @{name}({given})"

    # -- Fields

    def field(self, type, level, rows):
        names = [name for name, field in type.fields.items()
                 if (is_leaf_type(get_named_type(field.type)) or level < MOST_LEVELS and self.cost.fits())
                 and (name != "totals" or self.lists[-1] * totals.MOST_OF_A_PARENT <= MOST_TOTALS)]
        if not names:
            return "__typename"
        name = self.chance.choice(names)
        target = get_named_type(type.fields[name].type)
        self.spend(fields=1)
        self.deepest = max(self.deepest, level)
        if is_leaf_type(target):
            if name in self.argued and not self.cost.fits():
                return "__typename"
            return f"{self.response_name(name, '')}{name}{self.directives(level)}"
        if target.name == "Node":
            return self.node(type.fields[name], name, level)
        given, size = self.arguments.of(type, name, target, level, rows)
        self.spend(statements=statements(target))
        start = f"{self.response_name(name, given)}{name}{given}{self.directives(level)}"
        if name == "totals":
            self.chance.kinds.add("totals")
            self.holds_lists = True
            most = max(totals.MOST, self.lists[-1] * totals.MOST_OF_A_PARENT)
            return f"{start} {self.selection(target, level + 1, most)}"
        if target.name.endswith("Connection"):
            self.holds_lists = True
            self.lists.append(rows)
            text = self.selection(target, level + 1, rows * max(size, 1))
            self.lists.pop()
            return f"{start} {text}"
        return f"{start} {self.selection(target, level + 1, rows)}"

    def response_name(self, name, given):
        """An alias where the name stands for something else already, and sometimes for its own sake."""
        if not given and name not in self.argued and not (self.chance.often(0.1) and self.cost.fits()):
            self.bare.add(name)
            return ""
        if given and name not in self.argued | self.bare and self.chance.often(0.4):
            self.argued.add(name)
            return ""
        self.chance.kinds.add("alias")
        self.spend(aliases=1)
        return f"a{self.cost.aliases}: "

    def node(self, field, name, level):
        """`node` or `nodes`, with a fragment for each of some types.

        In those every name is an alias, because one name must have one form in all of them.
        """
        self.chance.kinds.add(name)
        given, count = self.arguments.ids(field)
        possible = sorted(self.schema.get_possible_types(get_named_type(field.type)), key=lambda type: type.name)
        parts = ["id", "__typename"] if self.chance.often(0.6) else ["__typename"]
        for type in self.chance.sample(possible, self.chance.randint(0, min(4, len(possible)))):
            self.spend(statements=1)
            fields = [self.aliased(type, level + 1, count) for _ in range(self.chance.randint(1, 4))]
            parts.append(f"... on {type.name}{self.directives(level + 1)} {{ {' '.join(fields)} }}")
        self.argued.add(name)
        return f"{self.response_name(name, given)}{name}{given}{self.directives(level)} {{ {' '.join(parts)} }}"

    def aliased(self, type, level, rows):
        """A field that goes by an alias, whatever it is."""
        if not self.cost.fits():
            return "__typename"
        argued, self.argued = self.argued, self.argued | set(type.fields)
        text = self.field(type, level, rows)
        self.argued = argued
        return text
