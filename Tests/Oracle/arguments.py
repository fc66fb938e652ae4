"""The arguments of fields: which rows, which page of them, in which order, with which filter."""
import json

from graphql import get_named_type

from filters import is_long
from values import Values

MOST_ROWS = 1500
SIZES, INNER_SIZES = (0, 1, 2, 3, 5, 7, 20, 100), (0, 1, 2, 3, 5)


def can_say(defined, place):
    """Whether somebody's schema has the filter and the order of a cursor, which somebody else may have met."""
    def knows(type, value):
        named = get_named_type(type)
        if isinstance(value, list):
            return all(knows(named, item) for item in value)
        if not isinstance(value, dict):
            return True
        return all(name in named.fields and knows(named.fields[name].type, item) for name, item in value.items())

    filter = json.loads(place.filter)
    fields = get_named_type(get_named_type(defined["orderBy"].type).fields["field"].type).values if place.order else ()
    return (filter is None or knows(defined["filter"].type, filter)) and all(name in fields for name, _ in place.order)


class Arguments:
    """Chooses arguments, some of them cursors that the server gave before."""

    def __init__(self, chance, world, who, literals):
        self.chance, self.literals, self.values = chance, literals, Values(chance, world, who)
        self.book = world.book
        self.organization = world.viewers[who].organization

    def of(self, type, name, target, level, rows):
        """The arguments of a field, in brackets, and how many rows it has for each parent at most."""
        defined = type.fields[name].args
        if "id" in defined:
            id = self.values.id_of(target.name) if self.chance.often(0.8) else self.values.id()
            return f"({self.literals.argument('id', defined['id'].type, id, may_err=True)})", 1
        if "nodeId" in defined:
            people = [type for type in ("User", "PortalUser") if self.values.seen(type)]
            user = self.values.id_of(self.chance.choice(people)) if people and self.chance.often(0.9) else self.values.id()
            texts = [self.literals.argument(key, defined[key].type, value, may_err=True)
                     for key, value in (("userId", user), ("nodeId", self.values.id()))]
            return f"({', '.join(texts)})", 1
        if "first" not in defined:
            return "", 1
        given = self.page(level, rows)
        self.which(given, defined, f"{type.name}.{name}", target.name.removesuffix("Connection"))
        if not level and self.chance.errs("refusable list", 0.5):
            self.refusable(given, defined)
        has_cursor = bool(given.keys() & {"after", "before"})
        texts = [self.literals.argument(key, defined[key].type, value, may_err=not level,
                                        exact=has_cursor or key in ("first", "last")) for key, value in given.items()]
        self.chance.shuffle(texts)
        return f"({', '.join(texts)})" if texts else "", given.get("first", given.get("last", 20))

    def ids(self, field):
        """The arguments of `node` and `nodes`, and how many ids there are."""
        if "id" in field.args:
            return f"({self.literals.argument('id', field.args['id'].type, self.values.id(), may_err=True)})", 1
        ids = [self.values.id() for _ in range(self.chance.randint(0, 6))]
        return f"({self.literals.argument('ids', field.args['ids'].type, ids, may_err=True)})", max(len(ids), 1)

    def page(self, level, rows):
        """How many rows, from which end; within what all lists together may ask for."""
        most = MOST_ROWS // rows
        sizes = [size for size in (INNER_SIZES if level else SIZES) if size <= most]
        end = self.chance.choice(("first", "first", "last", "default" if most >= 20 else "first"))
        if end == "default":
            return {}
        if end == "last":
            self.chance.kinds.add("last")
        return {end: self.chance.choice(sizes)}

    def which(self, given, defined, coordinate, target):
        """A filter and an order; or those of a cursor, and the list beyond it, before it, or between two."""
        places = [(text, place) for text, place in self.book.of_list(coordinate, self.organization)
                  if can_say(defined, place)]
        if places and self.chance.often(0.4):
            self.beyond(given, self.chance.choice(places), places)
            return
        if "filter" in defined and self.chance.often(0.4):
            self.chance.kinds.add("filter")
            given["filter"] = self.values.filter(get_named_type(defined["filter"].type), target)
            if is_long(given["filter"]):
                given["filter"] = {}  # where no object is, the reference asks nothing of its lists, and refuses nothing
        if "orderBy" in defined and self.chance.often(0.4):
            self.chance.kinds.add("order")
            given["orderBy"] = self.values.order(get_named_type(defined["orderBy"].type))

    def beyond(self, given, known, places):
        self.chance.kinds.add("cursor")
        text, place = known
        same_list = [other for other, found in places if (found.order, found.filter) == (place.order, place.filter)]
        given[self.chance.choice(("after", "before"))] = text
        if self.chance.often(0.2):
            given[self.chance.choice(("after", "before"))] = self.chance.choice(same_list)
        filter = json.loads(place.filter)
        if filter is not None:
            given["filter"] = filter
        if place.order:
            given["orderBy"] = [{"field": name, "direction": direction} for name, direction in place.order]

    def refusable(self, given, defined):
        """What every server must refuse, whatever else the operation asks for."""
        match self.chance.choice(("size", "both", "cursor", "null", "many", "orders")):
            case "size":
                given["first" if "first" in given else "last"] = self.chance.choice((-1, 101, 2 ** 31 - 1))
            case "both":
                given |= {"first": 1, "last": 1}
            case "cursor":
                given["after"] = self.chance.choice(["", "none", *self.book.recent()])
            case "many" if "filter" in defined:
                given["filter"] = {"not": {"or": [{}] * self.chance.choice((501, 600))}}
            case "null" if "filter" in defined:
                given["filter"] = {"not": None}
            case "orders" if "orderBy" in defined:
                names = list(get_named_type(get_named_type(defined["orderBy"].type).fields["field"].type).values)
                given["orderBy"] = [{"field": names[0]}] * 5
