"""Every filter, with its opposite, and every order of each list at the root: chance comes on some of them rarely."""
import pytest
from graphql import get_named_type, is_list_type

from chance import Chance
from comparison import differences
from filters import RELATED
from operation import Operation
from tables import column_of
from values import Values

ONE_OF_EACH_KIND = ("an admin", "a user with one partnership whole and one in part", "marketing", "the operator",
                    "a portal's admin", "a portal's user", "a whole key")
DEEPER = ("and", "or", "not", "search", *RELATED)


def lists(schema):
    """The lists at the root: what leads there, the field's name, and its definition."""
    for start, end, type in (("", "", "Query"), ("reports { ", " }", "Reports")):
        for name, field in getattr(schema.get_type(type), "fields", {}).items():
            if "filter" in field.args:
                yield start, end, name, field


def filters_of(values, type, target):
    """For each member of a filter all that it may say of a value that a row has."""
    for name, member in type.fields.items():
        if name in RELATED:
            yield [{name: {}}]
        elif name not in DEEPER:
            yield [{name: {sign: value}} for sign, field in get_named_type(member.type).fields.items()
                   for value in operands(values, field.type, column_of(name), target)]


def operands(values, type, column, target):
    """The value itself; of a text also with its letters in the other case, so that those who ignore case are found."""
    match get_named_type(type).name:
        case "String": several = [values.stored(column, target), values.stored(column, target).swapcase()]
        case "DateTime": several = [values.moment(values.stored(column, target))]
        case "Boolean": several = [True, False]
        case _: several = [values.leaf(get_named_type(type), column, target)]
    return [several] if is_list_type(type) else several


def question(start, end, name, type, filters):
    """Asks for the first rows of a list by each filter and by its opposite."""
    given = {f"so{place}": filter for place, filter in enumerate(filters)}
    given |= {f"not{place}": {"not": filter} for place, filter in enumerate(filters)}
    parts = " ".join(f"{key}: {name}(first: 50, filter: ${key}) {{ nodes {{ id }} }}" for key in given)
    variables = ", ".join(f"${key}: {type}" for key in given)
    return Operation(f"query ({variables}) {{ {start}{parts}{end} }}", given)


def orders(start, end, name, field):
    """Asks for the first rows of a list in every order."""
    words = get_named_type(get_named_type(field.args["orderBy"].type).fields["field"].type).values
    parts = " ".join(f"{word}_{direction}: {name}(first: 50, orderBy: {{field: {word}, direction: {direction}}}) "
                     "{ nodes { id } pageInfo { endCursor } }" for word in words for direction in ("ASC", "DESC"))
    return Operation(f"{{ {start}{parts}{end} }}", {})


@pytest.mark.parametrize("who", ONE_OF_EACH_KIND)
def test_every_filter_and_order_gives_the_same_rows_to(world, who):
    values = Values(Chance(who), world, who)
    values.chance.begin()
    for start, end, name, field in lists(world.reference(who).schema):
        target = get_named_type(field.type).name.removesuffix("Connection")
        type = get_named_type(field.args["filter"].type)
        questions = [question(start, end, name, type, filters) for filters in filters_of(values, type, target)]
        for operation in [*questions, orders(start, end, name, field)]:
            expected, answered = world.answers(who, operation)
            assert "data" in answered, (operation, answered)
            assert not differences(expected, answered, world.book), operation
