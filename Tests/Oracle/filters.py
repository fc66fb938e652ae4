"""Filters, row by row. As in SQL, a comparison with nothing is neither true nor false: None."""
import operator
import re
import unicodedata

from ids import row_id
from refusals import Refusal
from tables import column_of, moment

SEARCHED = {"Customer": ("name", "email", "external_ref"), "Contact": ("name", "email"),
            "Lead": ("name", "company", "email"), "User": ("name", "email"),
            "PartnerKitAsset": ("title", "description", "file_name"), "Organization": ("name", "legal_name")}
RELATED = {"customer": "Customer", "partnership": "Partnership", "product": "Product", "period": "ReportingPeriod",
           "churn": "ChurnAssessment"}
SIGNS = {"eq": operator.eq, "ne": operator.ne, "gt": operator.gt, "gte": operator.ge, "lt": operator.lt,
         "lte": operator.le}
MOST_CONDITIONS, MOST_ITEMS, LONGEST_TEXT = 50, 500, 256


# -- What may be asked

def check(filter):
    """Refuses what no list can be filtered by, whether there are rows or not."""
    for value in inner(filter):
        if value is None:
            raise Refusal("BAD_INPUT")  # null compares with nothing
    if is_long(filter) or any(
            isinstance(value, list) and len(value) > MOST_ITEMS
            or isinstance(value, str) and len(value.encode()) > LONGEST_TEXT for value in inner(filter)):
        raise Refusal("TOO_COMPLEX")


def is_long(filter):
    """Whether a filter has more conditions than any list takes."""
    return sum(len(value) for value in inner(filter) if isinstance(value, dict)) > MOST_CONDITIONS


def inner(value):
    """The value and all that is in it."""
    yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inner(item)


# -- Three truths

def every(truths):
    """SQL's AND."""
    truths = list(truths)
    return False if False in truths else None if None in truths else True


def opposite(truth):
    """SQL's NOT."""
    return None if truth is None else not truth


def some(truths):
    """SQL's OR."""
    return opposite(every(map(opposite, truths)))


# -- Conditions

def holds(filter, row, request):
    """Whether all conditions of a filter hold; an empty one holds for every row."""
    return every([condition(name, value, row, request) for name, value in filter.items()])


def condition(name, value, row, request):
    if name == "and":
        return every([holds(item, row, request) for item in value])
    if name == "or":
        return some([holds(item, row, request) for item in value])
    if name == "not":
        return opposite(holds(value, row, request))
    if name in RELATED:
        return related(name, value, row, request)
    if name == "search":
        texts = [row[column] for column in SEARCHED[row["__typename"]] if row[column] is not None]
        match row["__typename"]:
            case "User": texts.append(plain(row["name"]))
            case "Organization": texts += map(plain, texts[:])
        return any(value.lower() in text.lower() for text in texts)
    return every([comparison(sign, operand, column_of(name), row) for sign, operand in value.items()])


def plain(text):
    """A text without the accents that a letter may lose: users and companies are found by their names so, too."""
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text)))


def related(name, filter, row, request):
    """Whether there is a related row for which a filter holds; one that the viewer doesn't see is none."""
    other = request.latest_churn(row) if name == "churn" else request.row(RELATED[name], row[f"{name}_id"])
    return other is not None and holds(filter, other, request) is True


def comparison(sign, operand, column, row):
    value = row[column]
    if sign == "isNull":
        return (value is None) == operand
    if sign == "in":
        return some([comparison("eq", item, column, row) for item in operand])
    if value is None:
        return None
    if column == "id":
        operand = row_id(row["__typename"], operand)
    elif column.endswith("_at"):
        operand = moment(operand)
    return SIGNS[sign](value, operand)
