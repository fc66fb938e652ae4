import Foundation
import Testing

@testable import GraphQLLanguage

/// A document in `Cases`: `name.graphql`, and beside it `name.printed.graphql`, what printing it gives.
struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    var testDescription: String { name }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Cases")

    static func named(_ name: String) throws -> Case {
        Case(
            name: name, text: try String(contentsOf: folder.appendingPathComponent(name + ".graphql"), encoding: .utf8))
    }

    private var recording: URL { Self.folder.appendingPathComponent(name + ".printed.graphql") }

    /// What is recorded; with RECORD=1 the recording is made anew and the test still fails, to be read as a diff.
    func recorded(insteadOf printed: String) throws -> String {
        guard ProcessInfo.processInfo.environment["RECORD"] == "1" else {
            return try String(contentsOf: recording, encoding: .utf8)
        }
        try (printed + "\n").write(to: recording, atomically: true, encoding: .utf8)
        return "recorded anew"
    }
}

@Suite("Documents that use all of the grammar")
struct CaseTests {
    @Test(
        "A case prints as recorded, and its print prints as itself",
        arguments: ["query", "schema", "descriptions", "unicode"])
    func printed(name: String) throws {
        let document = try parse(try Case.named(name).text)
        let printed = print(document)
        #expect(try Case.named(name).recorded(insteadOf: printed) == printed + "\n")
        #expect(print(try parse(printed)) == printed)
    }

    @Test("The cases use every kind of definition")
    func everyDefinition() throws {
        var kinds: Set<String> = []
        for name in ["query", "schema"] {
            for definition in try parse(try Case.named(name).text).definitions { kinds.insert(kind(of: definition)) }
        }
        let types = TypeDefinitionNode.Kind.allCases.flatMap { ["\($0)", "extend \($0)"] }
        let others = ["query", "mutation", "subscription", "fragment", "schema", "extend schema", "directive"]
        #expect(kinds == Set(types + others))
    }

    private func kind(of definition: Definition) -> String {
        switch definition {
        case .operation(let operation): operation.kind.rawValue
        case .fragment: "fragment"
        case .typeSystem(.schema): "schema"
        case .typeSystem(.schemaExtension): "extend schema"
        case .typeSystem(.directive): "directive"
        case .typeSystem(.type(let type)): (type.isExtension ? "extend " : "") + "\(type.kind)"
        }
    }
}
