import Testing

@testable import GraphQLSchema

@Suite("A type system that breaks a rule is no schema") struct TypeFaultTests {
    private static let cases: [(String, String, [String])] = [
        ("T1 a query root is there", "type A { f: Int }", ["Query root type must be provided."]),
        (
            "T1 a root is an object", "schema { query: A } input A { f: Int }",
            ["1:17 Query root type must be Object type, it cannot be A."]
        ),
        (
            "T1 roots differ", "schema { query: A mutation: A } type A { f: Int }",
            ["1:17 1:29 All root types must be different, \"A\" type is used as query and mutation root type."]
        ),
        (
            "T2 names leave __ to introspection", "type Query { __f(__a: Int): Int }",
            [
                "1:14 Name \"__f\" must not begin with \"__\", which is reserved by GraphQL introspection.",
                "1:18 Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection.",
            ]
        ),
        (
            "T3 objects have fields", "type Query { a: A } type A",
            ["1:21 Type A must define one or more fields."]
        ),
        (
            "T3 enums have values", "type Query { a: A } enum A",
            ["1:21 Enum type A must define one or more values."]
        ),
        (
            "T3 unions have members", "type Query { a: A } union A",
            ["1:21 Union type A must define one or more member types."]
        ),
        (
            "T3 inputs have fields", "type Query { f(a: A): Int } input A",
            ["1:29 Input Object type A must define one or more fields."]
        ),
        (
            "T4 fields have output types", "type Query { f: A } input A { x: Int }",
            ["1:17 The type of Query.f must be Output Type but got: A."]
        ),
        (
            "T4 arguments have input types", "type Query { f(a: [Query!]): Int }",
            ["1:19 The type of Query.f(a:) must be Input Type but got: [Query!]."]
        ),
        (
            "T5 interfaces are kept", "type Query implements I { f: Int } interface I { f: String g(a: Int): Int }",
            [
                "1:53 1:30 Interface field I.f expects type String but Query.f is type Int.",
                "1:60 1:1 Interface field I.g expected but Query does not provide it.",
            ]
        ),
        (
            "T5 what an interface keeps is not deprecated",
            "type Query implements I { f: Int @deprecated } interface I { f: Int }",
            [
                "1:27 Interface field I.f is not deprecated, so implementation field Query.f must not be deprecated."
            ]
        ),
        (
            "T6 what is required is not deprecated", "type Query { f(a: Int! @deprecated): Int }",
            ["1:24 1:19 Required argument Query.f(a:) cannot be deprecated."]
        ),
        (
            "T7 an input does not need itself", "type Query { f(a: A): Int } input A { b: B! } input B { a: A! }",
            [
                "1:39 1:57 Cannot reference Input Object \"A\" within itself through a series of non-null fields: \"b.a\"."
            ]
        ),
        (
            "T7 a default is a value of its type", "type Query { f(a: Int = \"x\"): Int }",
            ["1:16 The default of Query.f(a:) is no value of type Int: \"x\"."]
        ),
        (
            "T7 a default does not come back to itself", "type Query { f(a: A): Int } input A { a: A = {} }",
            ["1:39 The default of A.a is no value of type A: {}."]
        ),
        (
            "T8 a OneOf field may be null and has no default",
            "type Query { f(a: A): Int } input A @oneOf { a: Int! b: Int = 1 }",
            [
                "1:49 OneOf input field A.a must be nullable.",
                "1:54 OneOf input field A.b cannot have a default value.",
            ]
        ),
        (
            "a directive is given what it asks for",
            "type Query { f: Int @d(e: RED) } directive @d(e: E) on FIELD_DEFINITION enum E { GREEN }",
            ["1:27 Argument \"e\" of \"@d\" expects type \"E\", found RED."]
        ),
        (
            "an unknown directive stops everything", "type Query { f: Int @atuh(roles: [ADMIN]) }",
            ["1:21 Unknown directive \"@atuh\"."]
        ),
        (
            "T9 a directive is not applied within its own definition",
            "type Query { f: Int } directive @a(x: Int @b) on ARGUMENT_DEFINITION | ENUM_VALUE"
                + " directive @b(e: E) on ARGUMENT_DEFINITION enum E { V @a }",
            [
                "1:23 Directive \"@a\" must not be applied within its own definition.",
                "1:83 Directive \"@b\" must not be applied within its own definition.",
            ]
        ),
        (
            "operations are no part of a schema", "type Query { f: Int } { f } fragment F on Query { f }",
            ["1:23 An operation is no part of a schema.", "1:29 A fragment is no part of a schema."]
        ),
    ]

    @Test("each fault is told with its place", arguments: cases)
    func fault(statement: String, sdl: String, expected: [String]) throws {
        #expect(try faults(sdl) == expected, "\(statement)")
    }

    @Test("all faults of a source are told at once, by file, line and column") func several() throws {
        let sdl = """
            type Query {
              a: Missing
              b(x: Int, x: Int): Int @nowhere
            }
            type Query { c: Int }
            """
        let error = try #require(throws: SchemaErrors.self) { try schema(sdl) }
        #expect(
            "\(error)" == """
                test.graphql:1:6: There can be only one type named "Query".
                test.graphql:3:5: Argument "Query.b(x:)" can only be defined once.
                test.graphql:2:6: Unknown type "Missing".
                test.graphql:3:26: Unknown directive "@nowhere".
                """)
    }

    @Test("a default may leave out fields that have defaults, without end") func defaults() throws {
        let schema = try schema(
            """
            type Query { f(a: A = {b: {a: null}}): Int }
            input A { b: B = {a: null}, n: Int = 1 }
            input B { a: A = {}, m: [Int!] = 2 }
            """)
        let argument = try #require(schema.queryType.field(named: "f")?.argument(named: "a"))
        #expect(argument.defaultValue == ["b": ["a": .null, "m": [2]], "n": 1])
    }

    @Test("interfaces may be kept by wider arguments and narrower values") func covariance() throws {
        #expect(
            try faults(
                """
                type Query implements I { f(a: Int, extra: Int): [Query!]! }
                interface I { f(a: Int): [I] }
                """
            ) == [])
    }
}
