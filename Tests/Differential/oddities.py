"""What mangled documents are made of: strings, numbers, signs, words and definitions, most of them wrong."""

STRINGS = [
    '"open', '"open\n"', '"open\r"', '"\\', '"\\"', r'"\x"', r'"\u"', r'"\u12"', r'"\u12G4"', r'"\u{}"',
    r'"\u{110000}"', r'"\u{1F600}"', r'"\u{0000000041}"', r'"\u{00000041}"', r'"\u{41"', r'"\u{D800}"',
    r'"\uD83D\uDE00"', r'"\uD83D"', r'"\uDE00"', r'"\uD83D\uD83D"', r'"\uD83D\n"', r'"\u{FFFFFFFFF}"',
    r'"\u00e9\/"', r'"\U0041"', r'"\é"', '"\\😀"', '"\\u😀"', '"\\u1😀"', r'"\u{1😀}"', '"a\u0001\u007f"', '"\u2028"',
    '"""open', '"""open"', '"""open""', '"""open\\"""', r'"""\""""""', '""""""""', '"""a""""', '"""\\\\"""',
    '"""\\u0041 \\n"""', '"""\u0001"""', '"""\u0085 \u2028"""', '"""\n\ta\n  b\n \t\n"""', '"""a\r\rb\r\n\r\nc"""',
    '"""\n    """', '"""\n a\n\u00a0b"""', '""" \t\n x \n"""', '""', '"\ufeff"', '"tab\t"',
]

NUMBERS = [
    "00", "01", "-", "-01", "- 1", "1.", "1.e1", ".5", "-.5", "1e", "1e+", "1E-", "1.5.5", "1e5.5", "0x1F", "1_000",
    "1a", "1.5f", "1é", "+1", "0.0", "-0e0", "1e400", "9" * 40, "0" + "9" * 5, "1..2", "1...", "00.1", "-a",
    "1\"\"", "0b1",
]

SIGNS = [
    "!", "$", "&", "(", ")", "...", ":", "=", "@", "[", "]", "{", "|", "}", "..", ".", "?", "%", "'", "`", ";",
    "\\", "~", "\u0001", "\u007f", "\u00a0", "é", "漢", "😀", "\u2028", "\ufeff", "\ufffd", "\ufffe", "\U0010ffff",
    "'a'", "#", "# 😀",
]

WORDS = [
    "query", "mutation", "subscription", "fragment", "on", "extend", "schema", "scalar", "type", "interface",
    "union", "enum", "input", "directive", "implements", "repeatable", "true", "false", "null", "a", "_",
    "__typename", "QUERY", "FIELD", "onto", "$on", "$null", "@include", "a1",
]

DEFINITIONS = [
    'type A implements & B & C @d(a: 1) { "d" a(b: [Int!]! = [1] @d, """c""" c: Int): T @d }', "type A",
    "interface I implements J", "union U @d = | A | B", "union U", "enum E @d { A B @d }", "enum E { true }",
    "input I @d { a: Int = 1 @d b: [I!] = {} }", "scalar S @d", '"""\nd\n""" schema @d { query: Q mutation: M }',
    "extend schema @d", "extend schema { subscription: S }", "extend type A { b: Int }", "extend union U = C",
    "extend enum E { C }", "extend input I { c: Int }", "extend scalar S @e", "extend interface I implements K",
    'directive @d("x" a: Int = 1, b: [B]) repeatable on | FIELD | QUERY | OBJECT', "directive @d on NOWHERE",
    "extend type A", '"d" extend type A @d', '"d" type A { a: Int }', "type A {}", "schema @d {}",
    "query ($a: Int = $b) { a }", "fragment on on A { a }", "fragment A($a: Int) on B { a }", "{}", "{ a() }",
    "query () { a }", "{ ...on { a } }", "{ ... on on { a } }", "{ ... @d { a } }", "{ a: b: c }",
    "query A B { a }", "{ a(b: {c: [$d]}) }", '"d" query Described { a }', '"""d""" fragment Described on A { a }',
    'query ("d" $a: Int) { a }', '"d" { a }', '"d" word', "query ($a: [[Int!]!]! = [[1]] @d(a: 1)) @d { a }",
    "{ a(b: " + "[" * 30 + "]" * 30 + ") }", "",
]
