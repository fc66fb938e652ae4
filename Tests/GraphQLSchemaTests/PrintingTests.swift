import Testing

@testable import GraphQLSchema

@Suite("A schema prints as the reference prints it") struct PrintingTests {
    private static let texts = [
        "type Query {\n  f: Int\n}",
        "schema {\n  query: Q\n}\n\ntype Q {\n  f: Int\n}",
        "\"\"\"All.\"\"\"\nschema {\n  query: Query\n}\n\ntype Query {\n  f: Int\n}",
        "directive @d(a: Int = 1) repeatable on FIELD | QUERY\n\ntype Query {\n  f: Int\n}",
        """
        interface I {
          f(a: Int = 1, b: [E!]! = [A, B]): String @deprecated
        }

        type Query implements I {
          \"\"\"Says\"\"\"
          f(
            \"\"\"One\"\"\"
            a: Int = 1

            \"\"\"Two\"\"\"
            b: [E!]! = [A, B]
          ): String @deprecated

          \"\"\"
          Two
          lines
          \"\"\"
          g(n: N): U @deprecated(reason: "why")
        }

        union U = Query | T

        type T {
          at: DateTime
        }

        scalar DateTime @specifiedBy(url: "https://example.org")

        enum E {
          A
          B @deprecated
        }

        input N @oneOf {
          x: Int
          y: String
        }
        """,
    ]

    @Test("what was printed prints the same again", arguments: texts) func fixedPoint(text: String) throws {
        #expect(try schema(text).printed() == text)
    }

    @Test("the program's own schema, as clients see it, is a schema again") func own() throws {
        let printed = try schema(OwnSchemaTests.text()).restricted { _ in true }.printed()
        #expect(try schema(printed).printed() == printed)
        for directive in Schema.serverDirectives {
            #expect(!printed.contains("@\(directive)"))
        }
    }
}
