import Foundation
import GraphQLLanguage
import Testing

@testable import GraphQLSchema

/// The reference's own cases, where the environment says where they lie.
private let folder = ProcessInfo.processInfo.environment["PORTICO_CONFORMANCE"]

private func lines(of name: String) throws -> [Data] {
    try String(contentsOfFile: #require(folder) + "/" + name, encoding: .utf8)
        .split(separator: "\n").map { Data($0.utf8) }
}

private struct Fault: Decodable, Hashable, CustomStringConvertible {
    struct Place: Decodable, Hashable {
        let line: Int
        let column: Int
    }
    let message: String
    let locations: [Place]?

    init(_ error: GraphQLError) {
        message = error.message
        locations = error.locations.isEmpty ? nil : error.locations.map { Place(line: $0.line, column: $0.column) }
    }

    var description: String {
        "\(message) \((locations ?? []).map { "\($0.line):\($0.column)" }.joined(separator: " "))"
    }

    static func == (left: Fault, right: Fault) -> Bool {
        left.message == right.message && (left.locations ?? []) == (right.locations ?? [])
    }
}

@Suite("Schemas answer as the reference", .enabled(if: folder != nil)) struct ConformanceTests {
    /// Cases in which the September 2025 specification says something else than the reference; each with its section.
    private static let exceptions: [String: String] = [:]

    private struct SDLCase: Decodable {
        let id: String
        let rule: String
        let schema: String?
        let sdl: String
        let errors: [Fault]
    }

    @Test("one rule alone finds the reference's faults in a schema's source") func sdl() throws {
        var disagreements: [String] = []
        for line in try lines(of: "sdl.ndjson") {
            let test = try JSONDecoder().decode(SDLCase.self, from: line)
            let existing = try test.schema.map { try TypeSystem(declaredIn: Document.parse(Source($0))) }
            let document = try Document.parse(Source(test.sdl))
            let found = Schema.sdlFaults(of: document, extending: existing, rule: test.rule).map(Fault.init)
            if found != test.errors {
                disagreements.append("\(test.id) \(test.rule)\n  expected \(test.errors)\n  found \(found)")
            }
        }
        #expect(disagreements.isEmpty, "\(disagreements.count): \(disagreements.joined(separator: "\n"))")
    }

    private struct SchemaCase: Decodable {
        let id: String
        let sdl: String
        let errors: [Fault]
        let printed: String?
    }

    @Test("a schema has the reference's faults, or prints and introspects as there") func schema() throws {
        var disagreements: [String] = []
        for line in try lines(of: "schema.ndjson") {
            let test = try JSONDecoder().decode(SchemaCase.self, from: line)
            guard Self.exceptions[test.id] == nil else { continue }
            do {
                let schema = try Schema.build(from: Document.parse(Source(test.sdl)))
                if let printed = test.printed, schema.printed() != printed {
                    disagreements.append("\(test.id) prints\n\(schema.printed())\nexpected\n\(printed)")
                }
                if !test.errors.isEmpty { disagreements.append("\(test.id) found nothing, expected \(test.errors)") }
                if test.printed != nil { disagreements += try introspectionDifferences(schema, line, test.id) }
            } catch let faults as SchemaErrors {
                let found = faults.errors.map(Fault.init)
                if found != test.errors {
                    disagreements.append("\(test.id)\n  expected \(test.errors)\n  found \(found)\n\(test.sdl)")
                }
            }
        }
        #expect(disagreements.isEmpty, "\(disagreements.count): \(disagreements.joined(separator: "\n"))")
    }

    private func introspectionDifferences(_ schema: Schema, _ line: Data, _ id: String) throws -> [String] {
        let found = try JSON(Introspection.full(of: schema)).sortedByName
        let expected = try #require(JSON(Array(line))["introspection"]?["__schema"]).sortedByName
        return found.difference(from: expected).map { ["\(id) introspects \($0)"] } ?? []
    }
}
