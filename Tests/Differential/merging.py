"""A second opinion on fields that can't be merged: graphql-core, which follows graphql-js 17."""
import sys
from functools import cache

from graphql import OverlappingFieldsCanBeMergedRule, build_schema, parse, validate
from graphql.validation.rules import overlapping_fields_can_be_merged as limits

from documents import place
from sides import sources

# It gives up early, cuts messages and names no more than 20 places, to be safe from attackers; and it recurses.
sys.setrecursionlimit(50_000)
limits.MAX_COMPLEXITY_BUDGET = 50_000_000
limits.MAX_CONFLICT_DETAIL_LENGTH = limits.MAX_CONFLICT_NODES = 1_000_000


@cache
def schema(name):
    return build_schema(sources()[name])


def conflicts(name, text):
    """The errors of that rule alone, with their places; graphql-core quotes names otherwise."""
    errors = validate(schema(name), parse(text), [OverlappingFieldsCanBeMergedRule], max_errors=1_000_000)
    return [{"message": error.message.replace("'", '"'),
             "locations": [located(text, node) for node in error.nodes or []]} for error in errors]


def located(text, node):
    line, column = place(text[:node.loc.start])
    return {"line": line, "column": column}
