"""Access is explained in the steps that follow from the product's statements, whoever asks about whomever (G-01)."""
import pytest

from chance import Chance
from comparison import differences
from conftest import SEED
from ids import CODES, global_id
from operation import Operation

ASKERS = ("an admin", "an admin who buys leads", "an admin with what can't be printed", "a portal's admin",
          "an admin of a portal elsewhere")
AT_ONCE, REQUESTS = 5, 30
STEPS = "{ isAllowed steps { kind isMet name state role customerAccess grantedBy grantedAt } }"
ENDS = {"ACCOUNT", "PORTAL", "ROLE", "ORGANIZATION", "CUSTOMER", "MEMBERSHIP", "ASSIGNMENT", "OWN", "DELIVERY", "AUDIENCE"}


def question(chance, world, who):
    """Several explanations of mostly seen people and things."""
    def id_of(types):
        type = chance.choice([type for type in types if world.rows(who, type)])
        return global_id(type, chance.choice(world.rows(who, type))["id"])
    fields = [f'a{number}: explainAccess(userId: "{id_of(("User", "PortalUser"))}", nodeId: "{id_of(CODES)}") {STEPS}'
              for number in range(AT_ONCE)]
    return Operation(f"{{ {' '.join(fields)} }}", {}, None, set())


def test_G01_access_is_explained_as_the_product_says(world):
    ends, allowed = set(), set()
    for who in ASKERS:
        chance = Chance(f"{SEED} explained {who}")
        for _ in range(REQUESTS):
            operation = question(chance, world, who)
            expected, answered = world.answers(who, operation)
            assert not list(differences(expected, answered, world.book)), (who, operation.query, expected, answered)
            for told in answered["data"].values():
                ends.add(told["steps"][-1]["kind"])
                allowed.add(told["isAllowed"])
    assert allowed == {True, False}
    assert len(ends & ENDS) >= 7, ends


@pytest.mark.parametrize("who", ["a user with customers assigned", "marketing", "the operator", "a portal's user"])
def test_G01_nobody_else_is_told(world, who):
    expected, answered = world.answers(who, Operation(
        f'{{ explainAccess(userId: "x", nodeId: "x") {STEPS} }}', {}, None, set()))
    assert [error["code"] for error in answered["errors"]] == ["VALIDATION"] == list(
        {error["code"] for error in expected["errors"]})
