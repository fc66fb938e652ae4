"""Ids, filters and orders: of what is in the tables, whoever may see it, and of what is not."""
import datetime
import math
import uuid
from functools import partial

from graphql import GraphQLEnumType, get_named_type, is_list_type

from filters import RELATED, SEARCHED, plain
from ids import CODES, global_id
from tables import EPOCH, column_of

ODD_TEXTS = ("", "%", "_", "\\", "'", "é", "ß", "SS", "Σ", "ς", "İ", "i̇", "\U0001F993", "\n", "A\u0301")
DAY = 86_400_000_000


class Values:
    """Makes values by chance, most of them of rows that somebody sees: of others there is little to answer."""

    def __init__(self, chance, world, who):
        self.chance, self.tables = chance, world.tables
        self.seen = partial(world.rows, who)

    # -- Ids

    def id(self):
        """The id of any row of the installation, or none's."""
        good = self.id_of(self.chance.choice([type for type in CODES if self.seen(type)] or list(CODES)))
        if self.chance.often(0.75):
            return good
        self.chance.kinds.add("odd id")
        stranger = global_id(self.chance.choice(list(CODES)), str(uuid.UUID(int=self.chance.getrandbits(128))))
        return self.chance.choice((
            stranger, "", "1", good[:-1], good + "A", good[:-1] + chr(ord(good[-1]) + 1), "_" + good[1:], good + "=",
            " " + good, "é" * len(good)))

    def id_of(self, type):
        """The id of a row of a type; of any type, if there are none."""
        return global_id(type, self.row(type)["id"]) if type in self.tables.rows else self.id()

    def row(self, type, fits=lambda row: True):
        """A row of a type, mostly a seen one and one of the first, as the last are many and alike; None without any."""
        seen = self.seen(type) if self.chance.often(0.8) else ()
        rows = [row for row in seen or self.tables.rows[type] if fits(row)]
        return self.chance.choice(rows[:100] if self.chance.often(0.7) else rows) if rows else None

    # -- Orders

    def order(self, type):
        """Up to three terms, sometimes with a column twice; a single one needs no brackets."""
        fields = list(get_named_type(type.fields["field"].type).values)
        terms = [{"field": self.chance.choice(fields)} for _ in range(self.chance.randint(0, 3))]
        for term in terms:
            if self.chance.often(0.7):
                term["direction"] = self.chance.choice(("ASC", "DESC"))
        return terms[0] if len(terms) == 1 and self.chance.often(0.3) else terms

    # -- Filters

    def filter(self, type, target, depth=0):
        """A filter on the rows of a type."""
        deeper = ("and", "or", "not", *RELATED)
        names = [name for name in type.fields if depth < 2 or name not in deeper]
        chosen = self.chance.sample(names, min(len(names), self.chance.choice((0, 1, 1, 1, 2, 3))))
        return {name: self.condition(name, type.fields[name].type, target, depth) for name in chosen}

    def condition(self, name, type, target, depth):
        named = get_named_type(type)
        if name in ("and", "or", "not"):
            self.chance.kinds.add("nested filter")
            if name == "not":
                return self.filter(named, target, depth + 1)
            return [self.filter(named, target, depth + 1) for _ in range(self.chance.randint(0, 3))]
        if name in RELATED:
            self.chance.kinds.add("filter of related rows")
            return self.filter(named, RELATED[name], depth + 1)
        if name == "search":
            self.chance.kinds.add("search")
            return self.needle(target)
        signs = self.chance.sample(list(named.fields), min(len(named.fields), self.chance.choice((0, 1, 1, 1, 1, 2))))
        return {sign: self.operand(named.fields[sign].type, column_of(name), target) for sign in signs}

    def operand(self, type, column, target):
        if not is_list_type(type):
            return self.leaf(get_named_type(type), column, target)
        items = [self.leaf(get_named_type(type), column, target) for _ in range(self.chance.randint(0, 4))]
        return items[0] if len(items) == 1 and self.chance.often(0.3) else items

    def leaf(self, type, column, target):
        if isinstance(type, GraphQLEnumType):
            return self.chance.choice(list(type.values))
        match type.name:
            case "Boolean": return self.chance.often(0.5)
            case "ID" if column != "id": return self.text(self.stored(column, target))
            case "ID": return self.id_of(target) if self.chance.often(0.7) else self.id()
            case "DateTime": return self.moment(self.beside(self.stored(column, target)))
            case "Date": return self.stored(column, target)
            case _: return self.text(self.stored(column, target))

    def stored(self, column, target):
        """A value that a row has; of a column that is always empty, any day or moment."""
        row = self.row(target, lambda row: row[column] not in (None, math.inf, "infinity"))
        return row[column] if row else 0 if column.endswith("_at") else "2026-01-31"

    def text(self, text):
        """A text that is stored, or one beside it."""
        return self.chance.choice((text, text, text, text, text.upper(), text + " ", self.chance.choice(ODD_TEXTS)))

    def beside(self, microseconds):
        """A moment, or one close to it."""
        return microseconds + self.chance.choice((0, 0, 1, -1, 1000, -DAY))

    def moment(self, microseconds):
        """A moment as a text, with any offset and as many digits as there may be."""
        minutes = self.chance.choice((0, 0, 60, -570, 1439))
        local = EPOCH + datetime.timedelta(microseconds=microseconds, minutes=minutes)
        zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        if not minutes:
            zone = self.chance.choice(("Z", "z", zone, "-00:00"))
        fraction = f".{local.microsecond:06}" + "0" * self.chance.choice((0, 0, 0, 3, 4, 7))
        if self.chance.often(0.3):
            fraction = fraction.rstrip("0").rstrip(".")
        return local.strftime(f"%Y-%m-%d{self.chance.choice('TTt')}%H:%M:%S") + fraction + zone

    def needle(self, target):
        """A piece of a text, in any case, with accents or without; sometimes from one text into the next."""
        if self.chance.often(0.15):
            return self.chance.choice(ODD_TEXTS)
        row = self.row(target)
        one, other = SEARCHED[target][:2]
        text = self.chance.choice([row[one], row[other] or row[one], f"{row[one]}\n{row[other]}"])
        start = self.chance.randrange(len(text))
        piece = text[start:start + self.chance.randint(1, 12)]
        return self.chance.choice((piece, piece.upper(), piece.lower(), plain(piece)))
