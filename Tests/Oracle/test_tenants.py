"""Whoever gets whatever rights sees what the product's statements say, and access is explained likewise.

Rights are dealt out by chance, TENANTS times; each time some of everybody look at all kinds of rows with all their
fields, ask what chance has written, and have access explained.
"""
from collections import Counter

import pytest

from access import ROWS
from chance import Chance
from comparison import differences
from conftest import SEED, TENANTS, patient
from tenants import NEWCOMERS, deal, people
from test_explained import question as explanation
from test_rows import question as look
from world import World
from writer import Writer

OPERATIONS, EXPLANATIONS = 10, 2
SEEN = Counter()


@pytest.fixture(scope="module")
def server():
    with patient() as server:
        server.sql(NEWCOMERS)
        yield server
    print(f"SEED={SEED} TENANTS={TENANTS}:", ", ".join(f"{count} {kind}" for kind, count in SEEN.items()))


@pytest.mark.parametrize("number", range(TENANTS))
def test_G01_whoever_has_whatever_rights_sees_what_the_product_says(server, number):
    chance = Chance(f"{SEED} tenants {number}")
    server.sql("delete from session; delete from sign_in_attempt;")
    deal(server.sql, chance)
    world = World(server, people(server.sql, chance))
    for who, viewer in world.viewers.items():
        SEEN["viewers"] += 1
        for operation in asked(chance, world, who, viewer):
            expected, answered = world.answers(who, operation)
            assert not list(differences(expected, answered, world.book)), (
                f"SEED={SEED}, tenants {number}: {who}", operation.query, operation.variables, expected, answered)
            SEEN["operations"] += 1
            SEEN["rows"] += len([row for row in (answered.get("data") or {}).get("nodes") or () if row])


def asked(chance, world, who, viewer):
    for type, rules in ROWS.items():
        if viewer.role in rules:
            yield look(world, who, type)
    for _ in range(OPERATIONS):
        yield Writer(chance, world, who).operation()
    if viewer.role in ("ADMIN", "PORTAL_ADMIN"):
        for _ in range(EXPLANATIONS):
            yield explanation(chance, world, who)
