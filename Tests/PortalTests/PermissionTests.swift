import Access
import Foundation
import GraphQLLanguage
import GraphQLSchema
import Portal
import Testing

/// Who may see what, as a file that a review shows every change of.
@Suite("Permissions") struct PermissionTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("PERMISSIONS.md is what schema.graphql says; RECORD=1 writes it anew") func matrix() throws {
        let schema = try String(contentsOf: Self.root.appending(path: "schema.graphql"), encoding: .utf8)
        let document = try Document.parse(Source(schema, name: "schema.graphql"))
        let matrix = PermissionMatrix(try AccessPolicy(schema: Schema.build(from: document)))
        let text = """
            # Who may see what

            What `portico permissions` prints: each field of `schema.graphql`, and each kind of viewer. Which rows \
            somebody sees of a type is another matter; ARCHITECTURE.md has that table.

            \(matrix.markdown)
            """
        let file = Self.root.appending(path: "PERMISSIONS.md")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("L15 Each line of the matrix is the coordinate of an element of the schema") func coordinates() throws {
        let text = try String(contentsOf: Self.root.appending(path: "schema.graphql"), encoding: .utf8)
        let schema = try Schema.build(from: Document.parse(Source(text, name: "schema.graphql")))
        for line in PermissionMatrix(try AccessPolicy(schema: schema)).lines {
            let coordinate = try SchemaCoordinate(line.coordinate)
            #expect(coordinate.description == line.coordinate)
            #expect(try schema.element(at: coordinate) != nil)
        }
    }
}
