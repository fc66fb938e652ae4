"""The order of lists: what is asked for, then the primary key."""
from refusals import Refusal
from tables import column_of

MOST_TERMS = 4


def order_of(arguments):
    """The columns of an order with their directions; a column that is named again changes nothing."""
    terms = {}
    for term in arguments.get("orderBy") or []:
        terms.setdefault(term["field"], term["direction"])
    if len(arguments.get("orderBy") or []) > MOST_TERMS:
        raise Refusal("TOO_COMPLEX")
    return tuple(terms.items())


class Orders:
    """All rows of a table in an order, sorted once for everybody."""

    def __init__(self, tables):
        self._tables, self._places = tables, {}

    def places(self, type, order):
        """The place of every row of a type in an order, by its key."""
        if (type, order) not in self._places:
            rows = self._ordered(self._tables.rows[type], order)
            self._places[type, order] = {row["id"]: place for place, row in enumerate(rows)}
        return self._places[type, order]

    def _ordered(self, rows, order):
        """The rows in an order, which ends in the primary key, in the direction of what stands before it."""
        rows = sorted(rows, key=lambda row: row["id"], reverse=bool(order) and order[-1][1] == "DESC")
        for field, direction in reversed(order):
            rows.sort(key=lambda row: self._tables.sort_key(ranked(row, field)), reverse=direction == "DESC")
        return rows


def ranked(row, field):
    """What a row is sorted by: the rank beside a column that can be without a value."""
    column = column_of(field)
    return row.get(f"{column}_rank", row[column])
