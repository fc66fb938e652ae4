"""Values as a document holds them: written out, or in variables."""
import json

from graphql import (
    GraphQLEnumType, GraphQLInputObjectType, GraphQLNonNull, get_nullable_type, is_list_type, is_non_null_type,
)

WRONG_LITERALS = ("NOBODY", "2147483648", '"2026-02-30"', '"2026-01-01T24:00:00Z"', "{nobody: 1}", "[[1]]", "1.5",
                  "null")
WRONG_VALUES = ("NOBODY", 2147483648, "2026-02-30", "2026-01-01T24:00:00Z", {"nobody": 1}, [[1]], 1.5, None, True)


class Literals:
    """Writes values, and collects the variables of an operation with their definitions."""

    def __init__(self, chance):
        self.chance = chance
        self.definitions, self.variables = [], {}
        self._exact = self._may_err = False

    def argument(self, name, type, value, exact=False, may_err=False):
        """An argument.

        `exact` leaves nothing out, for sizes that limits depend on and filters that cursors do; `may_err` puts a wrong
        value in at times, where both sides are sure to read it.
        """
        self._exact, self._may_err = exact, may_err
        return f"{name}: {self._literal(type, value)}"

    def _literal(self, type, value):
        if self.chance.often(0.12) or self._may_err and self.chance.mistake == "null for a value":
            return self._variable(type, value)
        return self._written(type, value, self._literal)

    def _constant(self, type, value):
        return self._written(type, value, self._constant)

    def _written(self, type, value, inner):
        """A value as GraphQL writes it; `inner` writes what is in it."""
        if self._may_err and self.chance.errs("wrong value", 0.3):
            return self.chance.choice(WRONG_LITERALS)
        nullable = get_nullable_type(type)
        if value is None:
            return "null"
        if is_list_type(nullable) and isinstance(value, list):
            return "[" + ", ".join(inner(nullable.of_type, item) for item in value) + "]"
        if is_list_type(nullable):
            return inner(nullable.of_type, value)
        if isinstance(nullable, GraphQLInputObjectType):
            members = [f"{name}: {inner(nullable.fields[name].type, item)}" for name, item in value.items()]
            return "{" + ", ".join(members) + "}"
        if isinstance(nullable, GraphQLEnumType):
            return value
        return json.dumps(value, ensure_ascii=False)

    def _variable(self, type, value):
        """A variable given, given beside a default, left to the default, or not given at all.

        One that a default makes good for what can't be null may still come as null, which is refused (5.8.5).
        """
        self.chance.kinds.add("variable")
        name = f"v{len(self.definitions) + 1}"
        definition = f"${name}: {type}"
        may_miss = not is_non_null_type(type) and not self._exact
        if not is_non_null_type(type) and self.chance.often(0.1):
            definition = f"${name}: {GraphQLNonNull(type)}"
            may_miss = False
        if self._may_err and is_non_null_type(type) and self.chance.errs("null for a value", 0.9):
            definition = f"${name}: {get_nullable_type(type)} = {self._constant(type, value)}"
            self.variables[name] = None
        elif self._may_err and self.chance.errs("wrong value", 0.6):
            self.variables[name] = self.chance.choice(WRONG_VALUES)
        else:
            match self.chance.choice(("given", "given", "beside", "default", "missing")):
                case "given":
                    self.variables[name] = value
                case "beside":
                    self.variables[name] = value
                    definition += f" = {self._constant(type, value)}"
                case "missing" if may_miss:
                    pass
                case _:
                    definition += f" = {self._constant(type, value)}"
        self.definitions.append(definition)
        return f"${name}"
