"""Where the two sides differ on purpose.

Portico implements the specification of September 2025, Debian's node-graphql is graphql-js 16.6 of 2022. Every
difference names the section that decides, and a document that shows it.
"""
from leveling import (
    BothRefuse, Conditions, Described, Incomparable, LinesOfVariables, Merging, NotRead, OursAlone, Refused, Reworded,
    WholeCharacters)
from tree import Description

DIFFERENCES = [
    Described(
        "2.2 Descriptions", "operations, fragments and variables may have them", ("starships", [
            Description('"""d"""'), "query Q(", Description('"d"'), "$a: ID!) { droid(id: $a) { id } }"])),
    Incomparable(
        "2.2 Descriptions", "and so may those of a document that is damaged", ("starships", '"d" query { a'),
        "Syntax Error: (Unexpected description, descriptions are supported only on|"
        r'Expected "\$", found (Block)?String)'),
    BothRefuse(
        "2.2 Descriptions", "where they may not be, the message says so", ("starships", '"d" { hero { id } }'),
        r'Syntax Error: Unexpected "\{"',
        "Syntax Error: Unexpected description, descriptions are not supported on shorthand queries"),
    BothRefuse(
        "2.1 Source Text", "halves of characters and bytes that aren't UTF-8 don't get as far as the parser",
        ("starships", "{ # \ud83d"), "", "The JSON can't be read: (invalid Unicode|unable to decode byte)"),
    WholeCharacters(
        "2.1 Source Text", "a message doesn't quote half of a character", ("starships", r'{ a(b: "\u{1😀}")')),
    NotRead(
        "No section", "JSON with U+0000 is refused", ("starships", "{ # \0"),
        r"The JSON can't be read: \\u0000 is not allowed"),
    OursAlone(
        "3.5 Scalars", "Portico knows the scalars of its own schema",
        ("portico", "{ invoices(filter: {dueOn: {eq: 1}}) { totalCount } }"),
        "(Date|DateTime|BigInt) cannot represent"),
    OursAlone(
        "3.5.2 Float and 3.5.3 String", "no number that no double is near, no text that PostgreSQL can't store",
        ("starships", r'{ search(text: "\u0000") { __typename } }'),
        "Float cannot represent non numeric value: -?[0-9]|(String|ID) cannot represent a text that contains"),
    OursAlone(
        "3.10.1 OneOf Input Objects", "graphql-js has them since 16.9",
        ("library", "{ thing(target: {id: 1, key: 2}) { id } }"),
        r'OneOf Input Object "|Field ".*" must be non-null\.|Variable ".*must be non-nullable to be used for OneOf'),
    OursAlone(
        "3.13.3 @deprecated and 4.2 Schema Introspection", "reason and includeDeprecated can't be null",
        ("starships", '{ __type(name: "") { fields(includeDeprecated: null) { name } } }'),
        'Expected value of type "(String|Boolean)!", found null'),
    Reworded(
        "3.13.3 @deprecated and 4.2 Schema Introspection", "messages write their types so",
        ("starships", 'query ($a: Int) { __type(name: "") { fields(includeDeprecated: $a) { name } } }'),
        'expecting type "(Boolean|String)"', r'expecting type "\1!"'),
    Refused(
        "5.1.1 Executable Definitions", "what is inside a definition that isn't executed needs no errors of its own",
        ("starships", "{ hero { id } } type A { a: B }")),
    OursAlone(
        "5.2.1.1 Operation Type Existence", "the rule is new",
        ("portico", "subscription { a }"), r"The \w+ operation is not supported by the schema"),
    Conditions(
        "5.2.4.1 Single Root Field", "a subscription's root has no @skip and @include",
        ("starships", "subscription ($a: Boolean!) { heroMoved @skip(if: $a) { id } }"),
        ".* must not use `@skip` or `@include`",
        ".*(Subscription.* must (not use `@skip`|select only one top level|not select an introspection top level))"),
    Merging(
        "5.3.2 Field Selection Merging", "graphql-js before 16.9 misses conflicts behind fragments, and repeats others",
        ("starships", "{ ...A } query B { hero { __typename ...B } } fragment B on Character { ...A } "
         "fragment A on Character { ... { __typename(a: 0) } ...B }")),
    OursAlone(
        "No section", "graphql-js limits introspection since 16.9",
        ("starships", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"),
        "Maximum introspection depth exceeded"),
    LinesOfVariables(
        "No section", "graphql-js since 16.12 prints variables on lines of their own where one of them has several",
        ("starships", 'query ($a: Int = 1, $b: ID! = """a\nb""") { search(text: "", first: $a) { __typename } '
         "droid(id: $b) { id } }")),
]


def leveled(ours, theirs, document):
    """Whether the answers are the same but for the differences, and which of these there are."""
    used = []
    for place, difference in enumerate(DIFFERENCES):
        if ours.same(theirs):
            break
        after = difference.leveled(ours, theirs, document)
        if after != (ours, theirs):
            used.append(place)
            ours, theirs = after
    return ours.same(theirs), used
