"""Each kind of viewer is shown the fields that the product's statements give it, and no others."""
import pytest

from access import PLACES, ROWS, SEARCHES, may_ask
from ids import CODES
from tables import TABLES, column_of
from world import SIGNED_IN


def test_every_type_that_has_an_id_has_a_rule_a_table_and_a_code(world):
    schemas = [world.reference(who).schema for who in SIGNED_IN]
    types = {type.name for schema in schemas for type in schema.get_possible_types(schema.get_type("Node"))}
    assert types == set(ROWS) == set(CODES) == set(TABLES)


@pytest.mark.parametrize("who", SIGNED_IN)
def test_K2_K4_K6_fields_are_shown_as_the_product_says_to(world, who):
    role, own = world.viewers[who].role, world.reference(who).schema.type_map
    wrong = []
    for type, fields in world.fields.items():
        if leads_to_rows(type):
            said = {name for name, target in fields.items() if exists(role, type) and may_ask(role, type, name, target)}
            shown = set(own[type].fields) if type in own else set()
            wrong += [f"{type}.{name}" for name in shown ^ said]
    assert not wrong


@pytest.mark.parametrize("who", SIGNED_IN)
def test_K5_what_can_t_be_read_can_t_be_filtered_or_sorted_by(world, who):
    role, own = world.viewers[who].role, world.reference(who).schema.type_map
    for type in ROWS:
        if not exists(role, type):
            continue
        readable = set(own[type].fields)
        if f"{type}Filter" in own:
            found = {"search"} if role in SEARCHES.get(type, ()) else set()
            asked = set(own[f"{type}Filter"].fields) - {"and", "or", "not"}
            assert asked == found | asked & readable, type
        if f"{type}OrderField" in own:
            assert {word.lower() for word in own[f"{type}OrderField"].values} <= set(map(column_of, readable)), type


def leads_to_rows(type):
    """Whether a type is of the product's data or leads there, rather than of the way it is asked for."""
    return type in ROWS or type in ("Query", "Reports", "Viewer") or type.endswith("Total")


def exists(role, type):
    """Whether a kind of viewer has a type: totals where it has what they are of."""
    match type:
        case "Query" | "Viewer": return True
        case "Reports": return role in PLACES["Query.reports"]
        case _: return role in ROWS[type.removesuffix("Total")]
