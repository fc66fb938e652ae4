"""Portico and the reference implementation say the same of the same documents: verdict, messages, places, print.

SEED chooses other documents, DOCUMENTS how many, from number FIRST on; PORTICO_BINARY names the program.
"""
import json
import os

import pytest

import sides
from comparison import Comparison, Figures
from differences import DIFFERENCES
from documents import KINDS, Document
from mangling import parts
from schema import Schema
from shrinking import shrunk

SEED = os.environ.get("SEED", "1")
DOCUMENTS = int(os.environ.get("DOCUMENTS", "3000"))
FIRST = int(os.environ.get("FIRST", "0"))
SCHEMAS = ("portico", "library", "starships")
MANY = 100_000  # for every fault and difference to occur
SHOWN = 3


@pytest.fixture(scope="session")
def schemas(tmp_path_factory):
    path = tmp_path_factory.mktemp("schemas") / "schemas.json"
    path.write_text(json.dumps(sides.sources()))
    return path


@pytest.fixture(scope="session")
def comparison(schemas):
    comparison = Comparison(schemas)
    yield comparison
    comparison.end()


@pytest.fixture(scope="session")
def figures(comparison, pytestconfig):
    """What both sides say of all documents, asked once."""
    told = comparison.reference.ask([{"introspect": name} for name in SCHEMAS])
    known = [Schema(name, answer) for name, answer in zip(SCHEMAS, told)]
    figures = Figures()
    for verdict in comparison.run(SEED, known, range(FIRST, FIRST + DOCUMENTS)):
        figures.add(verdict)
    pytestconfig.compared = [
        f"Compared with SEED={SEED} DOCUMENTS={DOCUMENTS}: {len(figures.disagreements)} disagreements",
        *(f"  {figures.kinds[kind]} {kind}, {figures.refused[kind]} refused by the reference" for kind in KINDS),
        *(f"  {count} differ on purpose: {DIFFERENCES[place].section}, {DIFFERENCES[place].why}"
          for place, count in sorted(figures.differences.items()))]
    return figures


def test_both_sides_say_the_same_of_every_document(figures, comparison):
    found = figures.disagreements
    if found:
        numbers = ", ".join(str(each.document.number) for each in found)
        shown = "\n\n".join(told(each, comparison) for each in found[:SHOWN])
        pytest.fail(f"Disagreements about the documents {numbers}\n\n{shown}", pytrace=False)


def told(verdict, comparison):
    """A disagreement, with the document as small as it can be made and as it was."""
    small = shrunk(verdict, comparison)
    return "\n".join([
        f"SEED={SEED} FIRST={verdict.document.number} DOCUMENTS=1: "
        f"{verdict.document.kind}, over {verdict.document.schema}",
        json.dumps(small.document.text, ensure_ascii=False),
        *(f"  {name}: {error['message']} {error.get('locations')}" for name, answer in [
            ("portico", small.ours), ("reference", small.theirs)] for error in answer.errors or [{"message": "valid"}]),
        *([] if small.ours.printed == small.theirs.printed else [
            f"  portico prints {small.ours.printed!r}", f"  reference prints {small.theirs.printed!r}"]),
        "the whole document: " + json.dumps(verdict.document.text, ensure_ascii=False)])


def test_the_reference_finds_nothing_in_valid_documents(figures):
    assert [(each.document.number, each.theirs.errors) for each in figures.wrongly_valid] == []


@pytest.mark.skipif(DOCUMENTS < MANY, reason=f"takes {MANY} documents")
def test_every_fault_is_found_in_some_document(figures):
    assert figures.made == figures.found


@pytest.mark.skipif(DOCUMENTS < MANY, reason=f"takes {MANY} documents")
def test_every_difference_occurs(figures):
    assert [each.why for place, each in enumerate(DIFFERENCES) if not figures.differences[place]] == []


@pytest.mark.parametrize("place", range(len(DIFFERENCES)), ids=[each.why for each in DIFFERENCES])
def test_a_difference_is_shown_by_its_example(place, comparison):
    schema, text = DIFFERENCES[place].example
    [verdict] = comparison.verdicts([Document(schema, "valid", 0, parts(text) if isinstance(text, str) else text)])
    assert verdict.is_same and verdict.differences == [place], told(verdict, comparison)
