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
        ("fields with the same name in the same place", repeats(100), repeats(101)),
        ("directives on one element", directives(5), directives(6)),
        ("selected fields, fragments expanded", fields(2000), fields(2001)),
        ("introspection fields", introspections(2), introspections(3)),
        ("__schema fields", schemas(1), schemas(2)),
        ("operations", operations(50), operations(51)),
        ("variables", variables(100), variables(101)),
        ("fragments", fragments(200), fragments(201)),
        ("directives", manyDirectives(50), manyDirectives(51)),
    ]

    @Test("a document at the limit is planned, one beyond it is not", arguments: cases)
    func limit(what: String, at: String, beyond: String) throws {
        #expect(try faults(at) == [])
        let faults = try faults(beyond)
        #expect(faults.count == 1)
        #expect(faults.first?.message.hasSuffix(" \(what).") == true, "\(faults)")
    }

    /// What the server would say.
    private func faults(_ query: String) throws -> [GraphQLError] {
        let operation = try operation(query, named: Self.name(query))
        return DocumentLimits.server.faults(of: operation.document) + DocumentLimits.server.faults(of: operation)
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

    /// Twenty fields with 99 or so below each, most of them in a fragment of ten.
    private static func fields(_ count: Int) -> String {
        let roots = (0..<20).map { index in
            let written = 9 + (index == 0 ? count - 2000 : 0)
            let spreads = String(repeating: "...F ", count: 9)
            return "a\(index): loop { \(spreads)\(String(repeating: "__typename ", count: written)) } "
        }
        return "{ \(roots.joined())} fragment F on Query { \(String(repeating: "__typename ", count: 10)) }"
    }

    /// Written in three ways that come to one place: as it is, in fragments, below a field that stands twice.
    private static func repeats(_ count: Int) -> String {
        let spreads = String(repeating: "...F ", count: (count - 2) / 2)
        return "{ loop { \(spreads) __typename } \(count % 2 == 0 ? "" : "loop { __typename }") "
            + "loop { ... { __typename } } } fragment F on Query { __typename __typename }"
    }

    private static func schemas(_ count: Int) -> String {
        "{ " + (0..<count).map { "a\($0): __schema { queryType { name } } " }.joined() + "}"
    }

    private static func fragments(_ count: Int) -> String {
        "{ loop { ...F0 } }"
            + (0..<count).map { index in
                " fragment F\(index) on Query { \(index + 1 < count ? "...F\(index + 1)" : "__typename") }"
            }.joined()
    }

    private static func manyDirectives(_ count: Int) -> String {
        "{ loop { " + String(repeating: "__typename @include(if: true) ", count: count) + "} }"
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

    @Test("the comparisons of fields are counted: 4 of one name take 6, and one more is one too many")
    func comparisons() throws {
        let text = "{ customers { id id id id } }"
        var options = ValidationOptions.server
        #expect(options.maximumComparisons == 10_000)
        for (limit, isRefused) in [(6, false), (5, true)] {
            options.maximumComparisons = limit
            let verdict = Result { try validate(Document.parse(Source(text)), against: shop.get(), options: options) }
            guard case .failure(let error as ValidationErrors) = verdict else {
                #expect(!isRefused)
                continue
            }
            #expect(isRefused && error.isTooComplex && error.errors.count == 1)
        }
    }

    @Test("a document that takes longer to check than it may is refused, and nothing else is said of it")
    func time() throws {
        var options = ValidationOptions.server
        for limit in [nil, Duration.seconds(3_600)] {
            options.maximumTime = limit
            #expect(try errors("{ any { __typename } }", options: options) == [])
        }
        options.maximumTime = .zero
        let refused = #expect(throws: ValidationErrors.self) {
            try validate(Document.parse(Source("{ nothing }")), against: shop.get(), options: options)
        }
        #expect(refused?.isTooComplex == true)
        #expect(refused?.errors.map(\.message) == ["Checking the document takes too long. Ask for less at once."])
    }

    @Test("an unknown directive is told of once for each name, in the server alone")
    func unknownDirectives() throws {
        let text = "{ any @aa @bb @aa { __typename @aa } }"
        func directives(_ options: ValidationOptions) throws -> [String] {
            try errors(text, options: options).filter { $0.contains("Unknown directive") }
        }
        #expect(try directives(.server).count == 2)
        #expect(try directives(.reference).count == 4)
    }

    @Test("20 errors are told, and that there are more", arguments: [(20, 20), (21, 21), (500, 21)])
    func errorCount(wrong: Int, told: Int) throws {
        let found = try errors("{ \(String(repeating: "x ", count: wrong))}", options: .server)
        #expect(found.count == told)
        let notice = "Too many validation errors, error limit reached. Validation aborted."
        #expect(found.filter { $0 == notice }.count == told - 20)
        #expect(wrong == 20 || found.last == notice)
    }

    @Test("two lists of introspection may stand in each other below __type, a third may not") func introspectionDepth()
        throws
    {
        func query(_ lists: Int) -> String {
            let open = (0..<lists).map { _ in "fields { type { " }.joined()
            return "{ __type(name: \"Any\") { \(open) name \(String(repeating: "} ", count: lists * 2)) } }"
        }
        #expect(try errors(query(2)) == [])
        #expect(try errors(query(3)) == ["1:3 Maximum introspection depth exceeded"])
        var options = ValidationOptions.server
        options.maximumIntrospectionLists = 4
        #expect(try errors(query(4), options: options) == [])
        #expect(try errors(query(5), options: options) == ["1:3 Maximum introspection depth exceeded"])
    }
}
