"""The server answers as graphql-core does with one naive resolver for each field, whoever asks and whatever for."""
import json
from functools import partial

import pytest

from chance import Chance
from comparison import differences
from conftest import OPERATIONS, SEED, TALLY
from shrinking import smallest
from world import EVERYBODY, SIGNED_IN
from writer import Writer

TOLD = 3
#: As many operations show something by more than chance, and as many come upon every name of every schema.
SOME, ENOUGH = 200, 40_000


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_server_and_the_reference_give_the_same_answers_to(world, who):
    chance, disagreements = Chance(f"{SEED} {who}"), []
    for _ in range(-(-OPERATIONS // len(EVERYBODY))):
        operation = Writer(chance, world, who).operation()
        expected, answered = world.answers(who, operation)
        TALLY.add(world.viewers[who].role, world.reference(who).schema, operation, answered)
        if differences(expected, answered, world.book):
            disagreements.append((operation, expected, answered))
    disagreements.sort(key=lambda disagreement: len(disagreement[0].query))
    if disagreements:
        pytest.fail(f"SEED={SEED}: {len(disagreements)} answers differ\n\n" + "\n\n".join(
            told(world, who, *smaller(world, who, *disagreement)) for disagreement in disagreements[:TOLD]),
            pytrace=False)


@pytest.mark.skipif(OPERATIONS < SOME, reason=f"takes OPERATIONS={SOME}")
def test_most_answers_show_something(world):
    for role in {world.viewers[who].role for who in SIGNED_IN}:
        assert TALLY.share(role, "values") > 0.4, role


@pytest.mark.skipif(OPERATIONS < ENOUGH, reason=f"takes OPERATIONS={ENOUGH}")
def test_nothing_is_left_unasked(world):
    assert {role: TALLY.missing(role) for role in world.references} == {role: [] for role in world.references}


def codes(*answers):
    """The codes of the errors in each of some answers."""
    return [sorted({error["code"] for error in answer.get("errors", ())}) for answer in answers]


def differs(world, who, kind, operation):
    """Whether the answers to an operation differ in the way of another, and not because they have other errors."""
    answers = world.answers(who, operation)
    return codes(*answers) == kind and differences(*answers, world.book)


def smaller(world, who, operation, expected, answered):
    """The least that the server and the reference disagree about likewise; the disagreement itself where asking again
    shows none."""
    found = smallest(operation, partial(differs, world, who, codes(expected, answered)))
    again = world.answers(who, found)
    return (found, *again) if differences(*again, world.book) else (operation, expected, answered)


def told(world, who, operation, expected, answered):
    """A disagreement for people: where, what was asked, and both answers."""
    places = [f"at {'.'.join(map(str, path)) or 'the top'}: reference {one!r}, server {other!r}"
              for path, one, other in differences(expected, answered, world.book)[:TOLD]]
    return "\n".join((
        *places, f"{world.viewers[who].role} {world.viewers[who].email}", operation.query,
        f"variables {json.dumps(operation.variables)}", f"reference {json.dumps(expected)[:2000]}",
        f"server    {json.dumps(answered)[:2000]}"))
