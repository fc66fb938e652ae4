import Foundation
import GraphQLLanguage
import GraphQLSchema
import Testing

@testable import GraphQLValidation

/// The reference's own cases, where the environment says where they lie.
private let folder = ProcessInfo.processInfo.environment["PORTICO_CONFORMANCE"]

/// Cases in which the September 2025 specification says something else than the reference; each with its section.
private let exceptions: [String: String] = [:]

private struct Case: Decodable {
    let id: String
    let rule: String
    let schema: String
    let query: String
    let errors: [Fault]
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
        locations = error.locations.map { Place(line: $0.line, column: $0.column) }
    }

    var description: String {
        "\(message) \((locations ?? []).map { "\($0.line):\($0.column)" }.joined(separator: " "))"
    }
}

@Suite("Validation answers as the reference", .enabled(if: folder != nil)) struct ConformanceTests {
    @Test("one rule alone gives the reference's errors, in its order") func validation() throws {
        let folder = try #require(folder)
        let sources = try JSONDecoder().decode(
            [String: String].self, from: Data(contentsOf: URL(filePath: folder + "/validation.schemas.json")))
        let schemas = try sources.mapValues { try Schema.build(from: Document.parse(Source($0))) }
        let lines = try String(contentsOfFile: folder + "/validation.ndjson", encoding: .utf8).split(separator: "\n")
        var disagreements: [String] = []
        for line in lines {
            let test = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
            let schema = try #require(schemas[test.schema])
            let document = try Document.parse(Source(test.query))
            let found = validationErrors(in: document, against: schema, rule: test.rule)?.map(Fault.init)
            if exceptions[test.id] == nil, found != test.errors {
                disagreements.append("\(test.id) \(test.rule)\n  expected \(test.errors)\n  found \(found ?? [])")
            }
        }
        #expect(lines.count == 429)
        #expect(disagreements.isEmpty, "\(disagreements.count): \(disagreements.joined(separator: "\n"))")
    }
}
