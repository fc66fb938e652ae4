import GraphQLLanguage
import GraphQLSchema
import Testing

@testable import GraphQLValidation

@Suite("E1 a request chooses its operation") struct OperationTests {
    private static let two =
        "query A { any { __typename } } mutation B { rename(id: 1) { ...F } } fragment F on Node { id }"

    @Test("by name, or because there is only one") func chosen() throws {
        #expect(try operation("{ any { __typename } }").rootType.name == "Query")
        let chosen = try operation(Self.two, named: "B")
        #expect(chosen.operation.kind == .mutation)
        #expect(chosen.rootType.name == "Mutation")
        #expect(chosen.fragment(named: "F")?.typeCondition.text == "Node")
        #expect(chosen.fragment(named: "G") == nil)
        #expect(chosen.location(of: 6) == SourceLocation(line: 1, column: 7))
    }

    @Test(
        "otherwise it is refused",
        arguments: [
            (two, nil, "Must provide operation name if query contains multiple operations."),
            (two, "C", "Unknown operation named \"C\"."),
            (two, "", "Unknown operation named \"\"."),
            ("{ any { __typename } }", "A", "Unknown operation named \"A\"."),
        ])
    func refused(query: String, name: String?, message: String) throws {
        let error = try #require(throws: GraphQLError.self) { try operation(query, named: name) }
        #expect(error.message == message)
    }

    @Test("an operation of a kind that the schema has no root for is invalid") func unsupported() throws {
        let schema = try Schema.build(from: Document.parse(Source("type Query { f: Int }")))
        let document = try Document.parse(Source("mutation { f }"))
        let errors = try #require(throws: ValidationErrors.self) { try validate(document, against: schema) }
        #expect(errors.errors.map(\.message) == ["The mutation operation is not supported by the schema."])
    }

    @Test("introspection is answered of what the operation's client may see") func introspection() throws {
        let operation = try operation(
            "query ($y: Boolean!) { __type(name: \"Status\") { ...F } } fragment F on __Type { enumValues @include(if: $y) { name } }"
        )
        guard case .field(let field)? = operation.operation.selectionSet.selections.first else { return }
        let json = try introspect(field: field, in: operation, variables: ["y": true])
        #expect(String(decoding: json, as: UTF8.self) == #"{"enumValues":[{"name":"ENABLED"},{"name":"DISABLED"}]}"#)
    }
}
