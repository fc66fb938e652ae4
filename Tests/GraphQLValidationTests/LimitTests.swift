import GraphQLLanguage
import GraphQLSchema
import Testing

@testable import GraphQLValidation

@Suite("Limits count what would be executed") struct LimitTests {
    /// Each limit, a document at the limit and one beyond.
    private static let cases: [(String, String, String)] = [
        ("levels of fields", nested(11), nested(12)),
        ("root fields", roots(20), roots(21)),
        ("aliases, fragments expanded", aliases(50), aliases(51)),
        ("directives on one element", directives(5), directives(6)),
        ("selected fields, fragments expanded", fields(1999), fields(2000)),
        ("introspection fields", introspections(2), introspections(3)),
        ("operations", operations(50), operations(51)),
        ("variables", variables(100), variables(101)),
    ]

    @Test("a document at the limit is planned, one beyond it is not", arguments: cases)
    func limit(what: String, at: String, beyond: String) throws {
        #expect(DocumentLimits.server.faults(of: try operation(at, named: Self.name(at))) == [])
        let faults = DocumentLimits.server.faults(of: try operation(beyond, named: Self.name(beyond)))
        #expect(faults.count == 1)
        #expect(faults.first?.message.hasSuffix(" \(what).") == true, "\(faults)")
    }

    private static func name(_ query: String) -> String? { query.hasPrefix("query O0 ") ? "O0" : nil }

    /// `loop` below itself, and a leaf: one level more than asked.
    private static func nested(_ depth: Int) -> String {
        "{ " + String(repeating: "loop { ", count: depth) + "__typename" + String(repeating: " }", count: depth) + " }"
    }

    private static func roots(_ count: Int) -> String {
        "{ ...F " + String(repeating: "__typename ", count: count - 1) + "} fragment F on Query { __typename }"
    }

    private static func aliases(_ count: Int) -> String {
        "{ loop { " + (1..<count).map { "a\($0): __typename " }.joined()
            + "...F } } fragment F on Query { z: __typename }"
    }

    private static func directives(_ count: Int) -> String {
        "{ any " + String(repeating: "@often(n: 1) ", count: count) + "{ __typename } }"
    }

    /// One fragment of ten fields, spread often, and the rest as written: `loop` counts as one.
    private static func fields(_ count: Int) -> String {
        let spreads = String(repeating: "...F ", count: count / 10)
        return "{ loop { \(spreads)\(String(repeating: "__typename ", count: count % 10)) } }"
            + " fragment F on Query { \(String(repeating: "__typename ", count: 10)) }"
    }

    private static func introspections(_ count: Int) -> String {
        "{ " + (0..<count).map { "a\($0): __type(name: \"Any\") { name } " }.joined() + "}"
    }

    private static func operations(_ count: Int) -> String {
        (0..<count).map { "query O\($0) { any { __typename } }" }.joined(separator: " ")
    }

    private static func variables(_ count: Int) -> String {
        let names = (0..<count).map { "$v\($0): Filter!" }.joined(separator: " ")
        let list = (0..<count).map { "$v\($0)" }.joined(separator: ", ")
        return "query (\(names)) { customers(filter: {and: [\(list)]}) { id } }"
    }

    @Test("the standard introspection query of tools is within the limits") func introspection() throws {
        let text = """
            query IntrospectionQuery {
              __schema {
                queryType { name } mutationType { name } subscriptionType { name }
                types { ...FullType }
                directives { name description locations args { ...InputValue } }
              }
            }
            fragment FullType on __Type {
              kind name description
              fields(includeDeprecated: true) {
                name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
              }
              inputFields { ...InputValue } interfaces { ...TypeRef }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
              possibleTypes { ...TypeRef }
            }
            fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
            fragment TypeRef on __Type {
              kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
                kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
            }
            """
        #expect(DocumentLimits.server.faults(of: try operation(text)) == [])
    }
}
