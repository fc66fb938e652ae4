"""Lists as the schema describes them: pages of an order, between cursors."""
import json
from dataclasses import dataclass
from functools import cached_property

from filters import check, holds
from orders import order_of
from refusals import CURSORS, Refusal

ROOTS = ("Query", "Reports")
DEFAULT_PAGE, LARGEST_PAGE = 20, 100


@dataclass(frozen=True)
class Place:
    """What a cursor stands for: a row, in the list, order, filter and organisation that it was made in (K11)."""
    coordinate: str
    order: tuple
    filter: str
    organization: str | None
    row: str


class Cursor(str):
    """A cursor of the reference; the server's text for the same place is its own affair."""
    place: Place

    def __new__(cls, place):
        cursor = super().__new__(cls, f"cursor of {place.row}")
        cursor.place = place
        return cursor


class Page:
    """A page of a list; refuses arguments that it can't be asked by."""

    def __init__(self, coordinate, type, rows, arguments, request):
        self.request, self.coordinate, self.arguments = request, coordinate, arguments
        self.is_of_root = coordinate.split(".")[0] in ROOTS
        if arguments.get("first") is not None and arguments.get("last") is not None:
            raise Refusal("BAD_INPUT")
        self.order = order_of(arguments)
        self.filter = json.dumps(arguments.get("filter"), sort_keys=True)
        self.is_backward = arguments.get("last") is not None
        filter = arguments.get("filter") or {}
        check(filter)
        self.size = self._size()
        self.matching = [row for row in rows if holds(filter, row, request) is True]
        self.places = request.orders.places(type, self.order)
        self.after, self.before = self._bound("after"), self._bound("before")

    def _size(self):
        size = next((self.arguments[name] for name in ("first", "last") if self.arguments.get(name) is not None),
                    DEFAULT_PAGE)
        if not 0 <= size <= LARGEST_PAGE:
            raise Refusal("BAD_INPUT")
        return size

    def _bound(self, name):
        """The place of the row that a cursor stands for; the viewer need not see that row."""
        text = self.arguments.get(name)
        if text is None or CURSORS.get():
            return None
        place = self.request.book.place(text)
        if place is None or self.place(place.row) != place:
            raise Refusal("BAD_CURSOR")
        return self.places[place.row]

    def place(self, row):
        return Place(self.coordinate, self.order, self.filter, self.request.viewer.organization, row)

    def cursor(self, row):
        return Cursor(self.place(row["id"]))

    @cached_property
    def candidates(self):
        """The matching rows between the cursors."""
        found = [row for row in self.matching
                 if (self.after is None or self.places[row["id"]] > self.after)
                 and (self.before is None or self.places[row["id"]] < self.before)]
        return sorted(found, key=lambda row: self.places[row["id"]])

    @cached_property
    def rows(self):
        if self.is_backward:
            return self.candidates[max(len(self.candidates) - self.size, 0):]
        return self.candidates[:self.size]

    @property
    def has_more(self):
        return len(self.candidates) > self.size

    # What the schema calls them, for the resolvers.

    def field(self, name):
        """The value of a field of the connection or of its `pageInfo`."""
        match name:
            case "nodes": return self.rows
            case "edges": return [(self, row) for row in self.rows]
            case "pageInfo": return self
            case "totalCount": return len(self.matching)
            case "hasNextPage": return self.before is not None if self.is_backward else self.has_more
            case "hasPreviousPage": return self.has_more if self.is_backward else self.after is not None
            case "startCursor": return self.cursor(self.rows[0]) if self.rows else None
            case "endCursor": return self.cursor(self.rows[-1]) if self.rows else None
