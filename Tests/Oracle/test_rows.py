"""Rows by their ids: everybody is shown those that the product's statements give, and other statements would show."""
import pytest
from graphql import get_named_type, is_leaf_type

import access
from access import ROWS
from comparison import differences
from ids import global_id
from operation import Operation
from world import SIGNED_IN

OF_EACH_KIND = 30


def nobody(viewer, row, tables):
    return False


def in_a_whole_partnership(viewer, row, tables):
    return access.of_organization(viewer, row, tables) and row["partnership_id"] in viewer.whole_partnerships


def assigned(viewer, row, tables):
    return access.of_organization(viewer, row, tables) and access.customer_of(row) in viewer.customers


def on_its_way(viewer, row, tables):
    deliveries = tables.with_key("Delivery", "lead_id", row["id"])
    return any(access.of_organization(viewer, delivery, tables) for delivery in deliveries)


def on_schedule(viewer, row, tables):
    return access.for_a_kind_of_the_company(viewer, row | {"published_at": 0}, tables)


#: Besides letting nobody see a row, what each rule could wrongly say.
WRONG = {
    access.every_row: [], access.of_organization: [access.every_row], access.own_organization: [access.every_row],
    access.own_partnership: [access.of_organization], access.oneself: [access.of_organization],
    access.of_oneself: [access.of_organization], access.of_own_customer: [access.of_organization],
    access.in_reach: [access.of_organization, in_a_whole_partnership, assigned],
    access.for_a_kind_of_the_company: [access.every_row, on_schedule],
    access.for_a_kind_of_the_user: [access.for_a_kind_of_the_company],
    access.of_no_organization: [access.every_row], access.of_the_person: [access.every_row],
    access.of_the_partnership: [access.of_organization],
    access.arrived: [access.every_row, access.of_organization],
    access.arrived_at_own: [access.arrived, access.own_partnership],
    access.delivered: [access.every_row, on_its_way], access.delivered_to_own: [access.delivered],
}
RULES = [(type, role) for type, rules in ROWS.items() for role in rules]


def question(world, who, type):
    """Asks for rows that somebody sees and for others, of the own organisation and of strangers, with all they say."""
    seen, own = world.rows(who, type), world.viewers[who].organization
    keys = {row["id"] for row in seen}
    others = [row for row in world.tables.rows[type] if row["id"] not in keys]
    near = [row for row in others if row.get("organization_id") == own]
    far = [row for row in others if row.get("organization_id") != own]
    rows = [row for kind in (seen, near, far) for row in kind[:OF_EACH_KIND]]
    fields = " ".join(map(selected, world.reference(who).schema.type_map[type].fields.items()))
    return Operation(
        f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename ... on {type} {{ {fields} }} }} }}",
        {"ids": [global_id(type, row["id"]) for row in rows]})


def selected(field):
    """A field of the row itself; `__typename` in the place of one that leads to other rows."""
    name, definition = field
    target = get_named_type(definition.type)
    if target.name == "Money":
        return f"{name} {{ minorUnits currency }}"
    return name if is_leaf_type(target) else "__typename"


@pytest.fixture(scope="module")
def asked(world):
    """Each question with the answers of the reference and the server, by who asks and for which type."""
    return {(who, type): (operation, *world.answers(who, operation))
            for who in SIGNED_IN for type in ROWS if world.viewers[who].role in ROWS[type]
            for operation in [question(world, who, type)]}


@pytest.mark.parametrize("type", ROWS)
def test_everybody_sees_the_same_rows_as_the_reference_of(world, asked, type):
    found = {who: differences(expected, answered, world.book)
             for (who, each), (_, expected, answered) in asked.items() if each == type}
    assert not {who: places for who, places in found.items() if places}


@pytest.mark.parametrize(("type", "role"), RULES)
def test_a_wrong_rule_is_noticed_of(world, asked, monkeypatch, type, role):
    for wrong in [nobody, *WRONG[ROWS[type][role]]]:
        with monkeypatch.context() as patch:
            patch.setitem(ROWS[type], role, wrong)
            patch.setattr(world.references[role], "visible", {})
            assert any(differences(world.references[role].answer(world.viewers[who], operation), answered, world.book)
                       for (who, each), (operation, _, answered) in asked.items()
                       if each == type and world.viewers[who].role == role), wrong.__name__
