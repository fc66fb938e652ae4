"""Writes documents that are valid: every choice is made among what the specification allows."""
from collections import Counter

from literals import STRINGS, literal
from schema import innermost, is_required, non_null, written
from tree import (
    Argument, Description, Directive, Document, Field, Fragment, Inline, Operation, Spread, Variable, joined)

DEEPEST = 4
KEYWORDS = ["query", "mutation", "fragment", "schema", "type", "input", "extend", "true", "false", "null", "_"]


class Author:
    """Writes one document.

    Fields that share a name in the answer must be alike, so each such name is bound to one field, its arguments and
    its type for the whole document; whatever doesn't fit gets an alias.
    """

    def __init__(self, random, schema, describes=True):
        self.random = random
        self.schema = schema
        self.describes = describes
        self.fragments = []
        self.open = []           # the fragments that are being written
        self.uses = {}           # the variables that each fragment needs, with those that it spreads
        self.variables = []      # of the operation that is being written
        self.bound = {}          # what a name in the answer stands for
        self.numbers = Counter()
        self.keywords = random.sample(KEYWORDS, len(KEYWORDS))

    def chance(self, share):
        return self.random.random() < share

    def fresh(self, stem):
        """A name that is new, and now and then one that means something elsewhere."""
        if self.keywords and self.chance(0.05):
            return self.keywords.pop()
        self.numbers[stem] += 1
        return f"{stem}{self.numbers[stem]}"

    def document(self):
        count = 1 if self.chance(0.8) else self.random.randrange(2, 4)
        operations = [self.operation(is_lone=count == 1) for _ in range(count)]
        definitions = operations + self.fragments
        if self.chance(0.3):
            self.random.shuffle(definitions)
        document = Document(definitions)
        if self.chance(0.03):
            self.deepen(document)
        if self.describes and self.chance(0.1):
            for node in document.nodes(Operation, Fragment, Variable):
                if self.chance(0.6):
                    node.description = Description(self.random.choice(STRINGS))
        return document

    def deepen(self, document):
        """Puts some selections far down: in inline fragments, or at the end of a chain of fragments."""
        nodes = [node for node in document.nodes(Inline, Field, Fragment) if node.selections]
        if not nodes:
            return
        node = self.random.choice(nodes)
        on = node.type if isinstance(node, Field) else node.condition or node.parent
        if self.chance(0.5):
            for _ in range(self.random.randrange(150)):
                node.selections = [Inline(self.random.choice([None, on]), on, selections=node.selections)]
            return
        for _ in range(self.random.randrange(150)):
            fragment = Fragment(self.fresh("Link"), on, selections=node.selections)
            document.definitions.append(fragment)
            node.selections = [Spread(fragment.name, on)]

    def operation(self, is_lone):
        kind = self.random.choice([kind for kind in self.schema.roots for _ in range(5 if kind == "query" else 1)])
        self.variables = []
        name = None if is_lone and self.chance(0.4) else self.fresh("Op")
        root = self.schema.roots[kind]
        operation = Operation(kind, name, root, directives=self.directives(kind.upper()))
        if kind == "subscription":
            operation.selections = self.one_root_field(root)
        else:
            operation.selections = self.selections(root)
        operation.variables = self.variables
        return operation

    def one_root_field(self, root):
        """The selections of a subscription: one field, not of introspection, on no condition."""
        choices = [field for field in self.schema.fields(root) if field["name"][:2] != "__"]
        field = self.field(root, choices, 0, directives=[])
        return [field] if self.chance(0.7) else [Inline(self.random.choice([None, root]), root, selections=[field])]

    def selections(self, parent, depth=0):
        return [self.selection(parent, depth) for _ in range(self.random.choice([1, 1, 2, 2, 3]))]

    def selection(self, parent, depth):
        drawn = self.random.random()
        if depth >= DEEPEST or drawn < 0.72:
            return self.field(parent, self.choices(parent, depth), depth)
        return self.inline(parent, depth) if drawn < 0.86 else self.spread(parent, depth)

    def choices(self, parent, depth):
        fields = self.schema.fields(parent)
        if depth < DEEPEST:
            return fields
        return [field for field in fields if self.schema.is_leaf(innermost(field["type"]))]

    def field(self, parent, choices, depth, directives=None):
        definition = self.random.choice(choices)
        type_name = innermost(definition["type"])
        field = Field(definition["name"], parent, type_name, arguments=self.arguments(definition["args"]),
                      alias=self.fresh("alias") if self.chance(0.06) else None)
        signature = (field.name, sorted(" ".join(joined([each])) for each in field.arguments),
                     written(definition["type"]))
        while self.bound.setdefault(field.response_name, signature) != signature:
            field.alias = self.fresh("alias")
        field.directives = self.directives("FIELD") if directives is None else directives
        if not self.schema.is_leaf(type_name):
            field.selections = self.selections(type_name, depth + 1)
        return field

    def inline(self, parent, depth):
        condition = self.random.choice([None, parent, *self.schema.conditions(parent)])
        return Inline(condition, parent, self.directives("INLINE_FRAGMENT"),
                      self.selections(condition or parent, depth + 1))

    def spread(self, parent, depth):
        conditions = {parent, *self.schema.conditions(parent)}
        known = [fragment for fragment in self.fragments if fragment.condition in conditions]
        if known and self.chance(0.5):
            fragment = self.random.choice(known)
            for variable in self.uses[fragment.name]:
                self.use(variable)
        else:
            fragment = self.fragment(self.random.choice(sorted(conditions)), depth)
        return Spread(fragment.name, parent, self.directives("FRAGMENT_SPREAD"))

    def fragment(self, condition, depth):
        fragment = Fragment(self.fresh("Part"), condition)
        self.uses[fragment.name] = []
        self.open.append(fragment.name)
        fragment.directives = self.directives("FRAGMENT_DEFINITION")
        fragment.selections = self.selections(condition, depth + 1)
        self.open.pop()
        self.fragments.append(fragment)
        return fragment

    def arguments(self, definitions, is_constant=False):
        taken = [each for each in definitions if is_required(each) or self.chance(0.3)]
        if self.chance(0.3):
            self.random.shuffle(taken)
        return [Argument(each["name"], self.value(each["type"], each["defaultValue"], is_constant)) for each in taken]

    def value(self, reference, default=None, is_constant=False, depth=3):
        """A literal, or a variable that may stand in a place of this type."""
        if not is_constant and self.chance(0.25):
            return "$" + self.variable(reference, default).name

        def part(reference, default):
            return self.value(reference, default, is_constant, depth - 1)

        return literal(self.random, self.schema, reference, part, depth)

    def variable(self, reference, default):
        fitting = [each for each in self.variables if each.type.rstrip("!") == written(reference).rstrip("!")
                   and (each.type[-1] == "!" or written(reference)[-1] != "!")]
        if fitting and self.chance(0.4):
            return self.use(self.random.choice(fitting))
        nullable = reference["ofType"] if reference["kind"] == "NON_NULL" else reference
        variable = Variable(self.fresh("v"), written(nullable))
        if self.chance(0.3):
            variable.default = literal(self.random, self.schema, non_null(nullable))
        elif nullable is not reference and default is None or self.chance(0.2):
            variable.type += "!"
        variable.directives = self.directives("VARIABLE_DEFINITION", is_constant=True)
        return self.use(variable)

    def use(self, variable):
        """Notes who needs a variable: the operation, and the fragments that are open."""
        for used in (self.variables, *(self.uses[name] for name in self.open)):
            if variable not in used:
                used.append(variable)
        return variable

    def directives(self, place, is_constant=False):
        found = []
        while self.chance(0.1):
            definition = self.random.choice(self.schema.directives_at(place) or [None])
            if definition is None:
                break
            if definition["isRepeatable"] or definition["name"] not in [each.name for each in found]:
                found.append(Directive(definition["name"], self.arguments(definition["args"], is_constant)))
        return found
