import Foundation
import GraphQLLanguage
import Testing

@testable import GraphQLSchema

@Suite("The program's own schema") struct OwnSchemaTests {
    static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../schema.graphql").standardized.path

    static func text() throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test("schema.graphql is a valid schema") func builds() throws {
        let text = try Self.text()
        let schema = try Schema.build(from: Document.parse(Source(text, name: "schema.graphql")))
        #expect(schema.queryType.name == "Query")
        let auth = try #require(schema.directive(named: "auth"))
        #expect(auth.argument(named: "onDeny")?.defaultValue == .enumeration("HIDE"))
        let customer = try #require(schema.type(named: "Customer"))
        #expect(customer.appliedDirectives.map(\.name) == ["auth", "assigned"])
        #expect(customer.appliedDirectives[0].arguments["onDeny"] == .enumeration("HIDE"))
    }
}
