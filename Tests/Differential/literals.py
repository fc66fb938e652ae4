"""Literals: those that a type takes, and odd ones for no type in particular."""
from copy import deepcopy

from schema import innermost, is_required
from tree import Argument, Object

INTS = ["0", "-1", "7", "42", "-0", "2147483647", "-2147483648"]
FLOATS = ["1.5", "-0.0", "1e10", "6.02E-23", "0.1e+3", "12345678901234567890"]
BIG_INTS = ["2147483648", "-2147483649", "9007199254740993"]
STRINGS = [
    '""', '"a"', '"Fjord AS"', '"ø漢😀"', r'"\"q\" \\ \/ \b\f\n\r\t"', r'"é\u{1F600}😀"', '"\x7f \u2028\ufeff"',
    '"two  spaces"', '"' + "long " * 16 + '"', '"""block"""', '""""""', '"""\n  indented\n    more\n\n  back\n"""',
    '"""\r\n\tone\r\ttwo\r\n"""', r'"""quotes \""" inside \n """', '"""ends with a quote\\""""""', '"""   leading"""',
    '"""trailing\\\\ """', '""" "\n"""', '"""😀 é\n  \n 漢"""', '"""' + "wide " * 16 + '"""', '"""\n\n\n"""', '"""\\ """',
    '"""first\n   second"""', r'"\u0000"',
]
SCALARS = {
    "Int": INTS,
    "Float": INTS + BIG_INTS + FLOATS,
    "String": STRINGS,
    "ID": STRINGS[:5] + INTS + BIG_INTS,
    "Boolean": ["true", "false"],
    "Date": ['"2026-11-21"', '"2024-02-29"'],
    "DateTime": ['"2026-11-21T08:30:00Z"', '"2026-11-21T08:30:00.25+01:00"'],
    "BigInt": INTS + BIG_INTS[:2],
}
ANYTHING = [*INTS, *BIG_INTS, *FLOATS, *STRINGS, "true", "false", "null", "WORD", "item2", [], ["1", ["A"]], Object([]),
            Object([Argument("key", "1")]), Object([Argument("eq", ["null"]), Argument("not", Object([]))])]


def anything(random):
    """A literal of any type, of which nobody else has the parts."""
    return deepcopy(random.choice(ANYTHING))


def literal(random, schema, reference, part=None, depth=3):
    """A literal of a type. `part` makes the values inside lists and objects; they are literals unless it is given."""
    def inside(reference, default=None):
        return part(reference, default) if part else literal(random, schema, reference, None, depth - 1)

    if reference["kind"] == "NON_NULL":
        return non_null_literal(random, schema, reference["ofType"], inside, depth)
    if random.random() < 0.08:
        return "null"
    return non_null_literal(random, schema, reference, inside, depth)


def non_null_literal(random, schema, reference, inside, depth):
    if reference["kind"] == "LIST":
        if random.random() < 0.15:
            item = literal(random, schema, reference["ofType"], None, depth - 1)
            return item if item != "null" else []
        return [inside(reference["ofType"]) for _ in range(random.randrange(0, 3 if depth > 0 else 1))]
    name = innermost(reference)
    kind = schema.kind(name)
    if kind == "ENUM":
        return random.choice(schema.values(name))
    if kind == "SCALAR":
        if name in SCALARS:
            return random.choice(SCALARS[name])
        value = anything(random)
        return value if value != "null" else "WORD"
    return object_literal(random, schema, name, inside, depth)


def object_literal(random, schema, name, inside, depth):
    """Some fields of an input object, in any order: exactly one that isn't null for a OneOf Input Object."""
    fields = schema.inputs_of(name)
    if schema.types[name].get("isOneOf"):
        chosen = random.choice(fields)
        only = {**chosen, "type": {"kind": "NON_NULL", "name": None, "ofType": chosen["type"]}}
        return Object([Argument(only["name"], literal(random, schema, only["type"], None, depth - 1))])
    chance = 0.35 if depth > 0 else 0
    taken = [field for field in fields if is_required(field) or random.random() < chance]
    random.shuffle(taken)
    return Object([Argument(field["name"], inside(field["type"], field["defaultValue"])) for field in taken])
