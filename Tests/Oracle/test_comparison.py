"""The comparison sees every difference, also between what Python holds to be equal."""
import pytest

from comparison import Book, differences
from lists import Cursor, Place

PLACE = Place("Query.customers", (), "null", None, "row")
OTHER = Place("Query.customers", (), "null", None, "other row")


@pytest.mark.parametrize(("reference", "server"), [
    ({"a": 1}, {"a": 2}), ({"a": 1}, {}), ({}, {"a": 1}), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ([1], [1, 1]),
    ([1, 2], [2, 1]), (1, True), (1, 1.0), (0, None), ("", None), ([], None), ({}, []), ("1", 1),
    ({"data": {"a": [{"b": 1}]}}, {"data": {"a": [{"b": 2}]}}), ({"data": None}, {"data": {}}),
    (Cursor(PLACE), None), (None, "cursor"), ({"defaultValue": "{ a: 1 }"}, {"defaultValue": "{a: 2}"}),
    ({"defaultValue": "{ a: 1 }"}, {"defaultValue": None}), ({"name": "{ a: 1 }"}, {"name": "{a: 1}"}),
])
def test_different_answers_differ(reference, server):
    assert differences(reference, server, Book())


@pytest.mark.parametrize("answer", [{"data": {"a": [1, "1", None, True, {"b": []}]}}, {"errors": [{"path": None}]}])
def test_equal_answers_do_not(answer):
    assert not differences(answer, answer, Book())


def test_blanks_within_a_default_value_mean_nothing():
    assert not differences({"defaultValue": "[{ a: 1 }]"}, {"defaultValue": "[{a: 1}]"}, Book())


def test_K11_a_cursor_has_one_text_and_a_text_one_cursor():
    book = Book()
    assert not differences([Cursor(PLACE), Cursor(PLACE)], ["text", "text"], book)
    assert differences(Cursor(PLACE), "another text", book)
    assert differences(Cursor(OTHER), "text", book)
    assert not differences(Cursor(OTHER), "its own text", book)
