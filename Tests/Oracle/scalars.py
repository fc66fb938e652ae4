"""The scalars of the schema: what they take, and what they give."""
import datetime
import math
import re

from graphql import GraphQLError

from refusals import unprintable
from tables import EPOCH, moment

LARGEST_NUMBER = 2 ** 53 - 1


def day(text):
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise GraphQLError("not a day")
    datetime.date.fromisoformat(text)
    return text


def moment_text(text):
    """Checked and kept: a cursor knows the filter by its text."""
    form = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
    if not isinstance(text, str) or not re.fullmatch(form, text, re.ASCII):
        raise GraphQLError("not a moment")
    moment(text)
    return text


def printed_moment(microseconds):
    if microseconds == math.inf:
        return unprintable("infinity", "")
    text = (EPOCH + datetime.timedelta(microseconds=microseconds)).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def printed_day(text):
    if text == "infinity":
        return unprintable(text, "")
    return text


def big_int(value):
    if abs(value) > LARGEST_NUMBER:
        return unprintable(value, 0)
    return value


SCALARS = {"Date": (day, printed_day), "DateTime": (moment_text, printed_moment), "BigInt": (big_int, big_int)}
