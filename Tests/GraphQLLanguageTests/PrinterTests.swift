import Testing

@testable import GraphQLLanguage

/// Expects a text to be printed so, and the print to be printed as itself.
private func expectPrint(_ text: String, _ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation)
    throws
{
    let printed = print(try parse(text))
    #expect(printed == expected, sourceLocation: sourceLocation)
    #expect(print(try parse(printed)) == printed, sourceLocation: sourceLocation)
}

@Suite("Printing what is executed")
struct ExecutablePrinterTests {
    @Test(
        "Operations on one line each, selections under them",
        arguments: [
            ("query{a}", "{\n  a\n}"),
            ("query Q{a}", "query Q {\n  a\n}"),
            ("mutation{a}", "mutation {\n  a\n}"),
            ("subscription S{a}", "subscription S {\n  a\n}"),
            ("query@d{a}", "query @d {\n  a\n}"),
            ("query Q@d(a:1)@e{a}", "query Q @d(a: 1) @e {\n  a\n}"),
            ("query($a:Int){a}", "query ($a: Int) {\n  a\n}"),
            ("query Q($a:Int=1@d,$b:[T!]!){a}", "query Q($a: Int = 1 @d, $b: [T!]!) {\n  a\n}"),
            ("{a}{b}", "{\n  a\n}\n\n{\n  b\n}"),
            ("{a{b{c}}d}", "{\n  a {\n    b {\n      c\n    }\n  }\n  d\n}"),
            ("{x:a(b:1)@c{d}}", "{\n  x: a(b: 1) @c {\n    d\n  }\n}"),
            ("{...F@d}", "{\n  ...F @d\n}"),
            ("{...{a}}", "{\n  ... {\n    a\n  }\n}"),
            ("{...on T{a}}", "{\n  ... on T {\n    a\n  }\n}"),
            ("{...@d{a}}", "{\n  ... @d {\n    a\n  }\n}"),
            ("{...on T@d{a}}", "{\n  ... on T @d {\n    a\n  }\n}"),
            ("fragment F on T{a}", "fragment F on T {\n  a\n}"),
            ("fragment F on T@d@e{a}", "fragment F on T @d @e {\n  a\n}"),
            ("# lost\n{a#lost\n}", "{\n  a\n}"),
        ])
    func forms(text: String, expected: String) throws {
        try expectPrint(text, expected)
    }

    @Test("Descriptions stand on lines before what they describe")
    func descriptions() throws {
        try expectPrint("\"d\"query{a}", "\"d\"\nquery {\n  a\n}")
        try expectPrint("\"\"\"d\"\"\"query Q{a}", "\"\"\"d\"\"\"\nquery Q {\n  a\n}")
        try expectPrint("\"d\"fragment F on T{a}", "\"d\"\nfragment F on T {\n  a\n}")
        try expectPrint(
            "query Q(\"d\"$a:Int $b:Int=1@e){a}",
            "query Q(\n\"d\"\n$a: Int\n$b: Int = 1 @e\n) {\n  a\n}")
        try expectPrint("query(\"d\"$a:Int){a}", "query (\n\"d\"\n$a: Int\n) {\n  a\n}")
    }

    @Test("A field over 80 UTF-16 units is broken at its arguments")
    func longFields() throws {
        let name = String(repeating: "x", count: 60)
        try expectPrint("{f(a:\"\(name)\",b:1234567)}", "{\n  f(a: \"\(name)\", b: 1234567)\n}")
        try expectPrint("{f(a:\"\(name)\",b:123456789012)}", "{\n  f(\n    a: \"\(name)\"\n    b: 123456789012\n  )\n}")
        let exactly80 = "f(a: \"\(String(repeating: "x", count: 72))\")"
        try expectPrint("{\(exactly80)}", "{\n  \(exactly80)\n}")
        try expectPrint("{g\(exactly80)}", "{\n  gf(\n    a: \"\(String(repeating: "x", count: 72))\"\n  )\n}")
        let wide = String(repeating: "💩", count: 37)
        try expectPrint("{f(a:\"\(wide)\")}", "{\n  f(\n    a: \"\(wide)\"\n  )\n}")
        try expectPrint(
            "{f(a:\"\(name)x\"){\(name)a:b(c:\"\(name)\")@d{e}}}",
            """
            {
              f(a: "\(name)x") {
                \(name)a: b(
                  c: "\(name)"
                ) @d {
                  e
                }
              }
            }
            """)
    }

    @Test("A long field without arguments, and long directives, stay on their line")
    func longWithoutArguments() throws {
        let name = String(repeating: "x", count: 90)
        try expectPrint("{\(name)}", "{\n  \(name)\n}")
        try expectPrint("{a@\(name)(b:1)}", "{\n  a @\(name)(b: 1)\n}")
    }

    @Test("Block strings in arguments are indented with what is around them")
    func blockStrings() throws {
        try expectPrint(
            "{a{f(b:\"\"\"\none\n\n  two\n\"\"\")}}",
            "{\n  a {\n    f(b: \"\"\"\n    one\n    \n      two\n    \"\"\")\n  }\n}")
    }

    @Test(
        "Values on one line",
        arguments: [
            ("$a", "$a"), ("-0", "-0"), ("1.50e+3", "1.50e+3"), ("\"\\u00e9\\/\"", "\"é/\""), ("[]", "[]"),
            ("{}", "{}"),
            ("[1 2,[3]]", "[1, 2, [3]]"), ("{a:{b:[{c:true}]}d:null}", "{a: {b: [{c: true}]}, d: null}"),
            ("RED", "RED"),
            ("\"\"\"one\"\"\"", "\"\"\"one\"\"\""),
        ])
    func values(text: String, expected: String) throws {
        #expect(print(try value(text)) == expected)
    }

    @Test(
        "Behind a definition that could take braces, a query keeps its keyword",
        arguments: ["type T", "interface I @d", "enum E", "input I", "extend schema @d", "extend type T implements I"])
    func swallowedQuery(definition: String) throws {
        try expectPrint("\(definition) query{a:b}", "\(definition)\n\nquery {\n  a: b\n}")
    }

    @Test(
        "Behind any other definition it does not",
        arguments: ["scalar S", "union U", "{\n  a\n}", "type T {\n  a: B\n}"])
    func bareQuery(definition: String) throws {
        try expectPrint("\(definition) query{a:b}", "\(definition)\n\n{\n  a: b\n}")
    }

    @Test("One definition can be printed alone")
    func definition() throws {
        #expect(try parse("{a}query Q{b}").definitions.map { print($0) } == ["{\n  a\n}", "query Q {\n  b\n}"])
    }
}

@Suite("Printing schemas")
struct TypeSystemPrinterTests {
    @Test(
        "Definitions and extensions",
        arguments: [
            ("schema{query:Q mutation:M}", "schema {\n  query: Q\n  mutation: M\n}"),
            ("\"d\"schema@a@b{query:Q}", "\"d\"\nschema @a @b {\n  query: Q\n}"),
            ("extend schema@a", "extend schema @a"),
            ("extend schema{query:Q}", "extend schema {\n  query: Q\n}"),
            ("scalar S", "scalar S"),
            ("scalar S@a(b:\"c\")", "scalar S @a(b: \"c\")"),
            ("extend scalar S@a", "extend scalar S @a"),
            ("type T", "type T"),
            ("type T implements&A&B@d{a:Int}", "type T implements A & B @d {\n  a: Int\n}"),
            ("extend type T implements A", "extend type T implements A"),
            ("interface I implements A{a:[Int!]!@d}", "interface I implements A {\n  a: [Int!]! @d\n}"),
            ("extend interface I@d", "extend interface I @d"),
            ("union U=|A|B", "union U = A | B"),
            ("union U@d", "union U @d"),
            ("extend union U@d=A", "extend union U @d = A"),
            ("enum E{A B@d}", "enum E {\n  A\n  B @d\n}"),
            ("extend enum E{A}", "extend enum E {\n  A\n}"),
            ("input I{a:Int=1@d b:T}", "input I {\n  a: Int = 1 @d\n  b: T\n}"),
            ("extend input I@d", "extend input I @d"),
            ("directive@d on FIELD", "directive @d on FIELD"),
            (
                "directive@d(a:Int=1@e,b:T)repeatable on|FIELD|QUERY",
                "directive @d(a: Int = 1 @e, b: T) repeatable on FIELD | QUERY"
            ),
            ("type T{f(a:Int=1@d b:[T!]):U}", "type T {\n  f(a: Int = 1 @d, b: [T!]): U\n}"),
        ])
    func forms(text: String, expected: String) throws {
        try expectPrint(text, expected)
    }

    @Test("Descriptions are indented with what they describe, and break the arguments around them")
    func descriptions() throws {
        try expectPrint(
            #"""
            "t" type T { "f" f("a" a: Int b: Int): Int """g
              g""" g: Int }
            "d" directive @d("a" a: Int) on FIELD
            "e" enum E { "v" V }
            """#,
            #"""
            "t"
            type T {
              "f"
              f(
                "a"
                a: Int
                b: Int
              ): Int
              """
              g
              g
              """
              g: Int
            }

            "d"
            directive @d(
              "a"
              a: Int
            ) on FIELD

            "e"
            enum E {
              "v"
              V
            }
            """#)
    }

    @Test("A block string as a default breaks the arguments too")
    func blockDefault() throws {
        try expectPrint(
            "type T { f(a: S = \"\"\"x\ny\"\"\", b: S): S }",
            "type T {\n  f(\n    a: S = \"\"\"\n    x\n    y\n    \"\"\"\n    b: S\n  ): S\n}")
    }
}
