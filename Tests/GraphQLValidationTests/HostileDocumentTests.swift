import GraphQLLanguage
import GraphQLSchema
import Testing

@testable import GraphQLValidation

/// Each of these has brought down some server; here each has to end, whatever its verdict.
@Suite("Hostile documents end") struct HostileDocumentTests {
    @Test("B2 fragments in a ring are reported once") func ring() throws {
        let count = 300
        let fragments = (0..<count).map { "fragment f\($0) on Query { loop { ...f\(($0 + 1) % count) } }" }
        let found = try errors("{ ...f0 } " + fragments.joined(separator: " "))
        #expect(found.filter { $0.contains("within itself") }.count == 1)
    }

    @Test("B2 a chain of ten thousand fragments is followed without recursion") func chain() throws {
        let count = 10_000
        var text = "query ($x: ID!) { ...f0 }"
        for index in 0..<count {
            text += " fragment f\(index) on Query { ...f\(index + 1) }"
        }
        text += " fragment f\(count) on Query { customer(id: $x) { id } }"
        #expect(try errors(text) == [])
        let faults = try DocumentLimits.server.faults(of: Document.parse(Source(text))).map(\.message)
        #expect(faults == ["The document has more than 200 fragments."])
    }

    @Test("B2 a chain of nested fragments doesn't exhaust the stack") func nestedChain() throws {
        let count = 2000
        var text = "{ loop { ...f0 } loop { ...f0 } }"
        for index in 0..<count {
            text += " fragment f\(index) on Query { loop { ...f\(index + 1) } }"
        }
        text += " fragment f\(count) on Query { any { __typename } }"
        _ = try errors(text)
        _ = try errors(text, options: .server)
    }

    @Test("B2 fragments that double each other are measured once each") func fanOut() throws {
        var text = "{ ...f0 }"
        for index in 0..<60 {
            text += " fragment f\(index) on Query { a: loop { ...f\(index + 1) } b: loop { ...f\(index + 1) } }"
        }
        text += " fragment f60 on Query { any { __typename } }"
        let faults = try DocumentLimits.server.faults(of: operation(text)).map(\.message)
        #expect(faults.contains("The document has more than 2000 selected fields, fragments expanded."))
        #expect(faults.contains("The document has more than 12 levels of fields."))
        #expect(faults.contains("The document has more than 50 aliases, fragments expanded."))
    }

    @Test("B3 two hundred inline fragments of a hundred equal fields exhaust the budget, not the server")
    func inlineFragments() throws {
        let fields = Array(repeating: "a: id", count: 100).joined(separator: " ")
        let text = "{ customers { " + Array(repeating: "... { \(fields) }", count: 200).joined(separator: " ") + " } }"
        let found = try errors(text, options: .server)
        #expect(found == ["1:13 The document selects too many fields with the same name for them to be compared."])
    }

    @Test("B3 three thousand equal fields exhaust the budget once") func equalFields() throws {
        let text = "{ customers { " + Array(repeating: "id", count: 3000).joined(separator: " ") + " } }"
        #expect(try errors(text, options: .server).count == 1)
    }

    @Test("conflicts deep below each other are found through fragments that spread each other") func recursiveConflict()
        throws
    {
        let text = """
            { loop { ...A x: loop { any { __typename } } } }
            fragment A on Query { loop { ...A } x: customers { id } }
            """
        let found = try errors(text)
        #expect(found.contains { $0.contains("different fields") })
        #expect(found.contains { $0.contains("within itself") })
    }

    @Test("B3 ten thousand directives are counted before any rule looks at one") func directives() throws {
        let text = "{ any " + String(repeating: "@aa ", count: 10_000) + "{ __typename } }"
        #expect(try errors(text, options: .server).filter { $0.contains("Unknown directive") }.count == 1)
        let faults = try DocumentLimits.server.faults(of: Document.parse(Source(text))).map(\.message)
        #expect(
            faults == [
                "The document has more than 50 directives.", "The document has more than 5 directives on one element.",
            ])
    }

    @Test("introspection that circles through fragments is seen") func introspection() throws {
        let text = """
            { __schema { types { ...A } } }
            fragment A on __Type { fields { type { ...B } } }
            fragment B on __Type { interfaces { ...C } }
            fragment C on __Type { possibleTypes { name } }
            """
        #expect(try errors(text) == ["1:3 Maximum introspection depth exceeded"])
        let ring = "{ __schema { types { ...A } } } fragment A on __Type { ofType { ...A } }"
        #expect(try errors(ring) == ["1:65 Cannot spread fragment \"A\" within itself."])
    }
}
