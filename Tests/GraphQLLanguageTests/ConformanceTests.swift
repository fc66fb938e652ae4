import Foundation
import Testing

@testable import GraphQLLanguage

/// A case of the reference's language suite: what it printed, or why it refused.
private struct ConformanceCase: Decodable {
    struct Options: Decodable { let maxTokens: Int? }
    struct Location: Decodable, Equatable { let line: Int, column: Int }
    struct Failure: Decodable, Equatable { let message: String, locations: [Location] }

    let id: String
    let source: String
    let options: Options?
    let printed: String?
    let error: Failure?
}

/// The folder of the recorded answers, if this machine has it.
private let recordings = ProcessInfo.processInfo.environment["PORTICO_CONFORMANCE"].flatMap { $0.isEmpty ? nil : $0 }

/// No answer of this suite contradicts the specification of September 2025, so none is left out.
@Suite("The reference's language suite", .enabled(if: recordings != nil))
struct ConformanceTests {
    @Test("Every recorded document parses, prints and fails as in the reference")
    func everyRecordedDocument() throws {
        let cases = try readCases()
        #expect(cases.count > 1000)
        for recorded in cases {
            let answer = answer(to: recorded)
            #expect(answer.printed == recorded.printed, "\(recorded.id)")
            #expect(answer.error == recorded.error, "\(recorded.id)")
        }
    }

    private func readCases() throws -> [ConformanceCase] {
        let folder = URL(fileURLWithPath: try #require(recordings))
        let text = try String(contentsOf: folder.appendingPathComponent("language.ndjson"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            try JSONDecoder().decode(ConformanceCase.self, from: Data(line.utf8))
        }
    }

    private func answer(to recorded: ConformanceCase) -> (printed: String?, error: ConformanceCase.Failure?) {
        let source = Source(recorded.source)
        let limits = ParserLimits(maximumTokens: recorded.options?.maxTokens, maximumDepth: ParserLimits.deepest)
        do {
            return (print(try Document.parse(source, limits: limits)), nil)
        } catch {
            let place = source.location(of: error.offset)
            let location = ConformanceCase.Location(line: place.line, column: place.column)
            return (nil, ConformanceCase.Failure(message: error.message, locations: [location]))
        }
    }
}
