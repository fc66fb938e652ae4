import Access
import ArgumentParser
import Foundation
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Planning
import Portal

/// `portico explain`: why a query gets what it gets.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show which rules decide what a query gets, and the statements that would read it.",
        discussion: """
            Reads one document from a file, or from standard input, and speaks of no data. Whoever is called USER here \
            sees all customers of a partnership and some of another; --assigned leaves only those that are assigned.
            """)

    @Option(name: .customLong("as"), help: "Who asks: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: Role
    @Option(help: "The operation's name, where there are several.")
    var operation: String?
    @Flag(help: "A USER who sees nothing but assigned customers.")
    var assigned = false
    @Flag(help: "Leave out the statements.")
    var rulesOnly = false
    @Argument(help: ArgumentHelp("The document; standard input without it.", valueName: "file"))
    var file: String?

    func run() throws {
        let settings = try Settings(environment: ProcessInfo.processInfo.environment)
        let schema = try ProgramFiles.find(settings.files).schema()
        let bytes =
            try file.map { try Data(contentsOf: URL(filePath: $0)) } ?? FileHandle.standardInput.readDataToEndOfFile()
        let source = Source(bytes: Array(bytes), name: file ?? "stdin")
        let explanation: Explanation
        do {
            explanation = try Explanation(
                try Failure.parse(source), operation: operation, as: viewer, in: schema)
        } catch let errors as ValidationErrors {
            errors.errors.forEach { Console.note(Failure.line($0, source.name)) }
            throw ExitCode.failure
        } catch let error as GraphQLError {
            Console.note(Failure.line(error, source.name))
            throw ExitCode.failure
        } catch let error as PlanningError {
            Console.note("\(source.name): \(error.message)")
            throw ExitCode.failure
        }
        Console.say(text(explanation))
        if explanation.fields.contains(where: { $0.decision == .hidden }) { throw ExitCode.failure }
    }

    private var viewer: Viewer {
        let audience = Audience(
            role: role, permissions: Set(Permission.allCases), apiScopes: Set(APIScope.allCases))
        return Viewer(audience: audience, reach: Reach(wholePartnerships: !assigned, assignedCustomers: true))
    }

    private func text(_ explanation: Explanation) -> String {
        let width = explanation.fields.map(\.coordinate.count).max() ?? 0
        let fields = explanation.fields.map { field in
            let name = field.coordinate.padding(toLength: width, withPad: " ", startingAt: 0)
            let word = field.decision.word.lowercased().padding(toLength: 7, withPad: " ", startingAt: 0)
            return "  \(name)  \(word)  \(field.rules.joined(separator: " and "))"
        }
        let rows = explanation.rows.map { "  \($0.type)  \($0.condition ?? "none")" }
        let statements = explanation.statements.enumerated().map { "  \($0 + 1)  \($1)" }
        var parts = [["Fields"] + fields, ["Rows"] + (rows.isEmpty ? ["  none are read"] : rows)]
        if explanation.fields.contains(where: { $0.decision == .hidden }) {
            parts.append(["A field is hidden: the server answers as if it didn't exist, and reads nothing."])
        } else if !rulesOnly && !statements.isEmpty {
            parts.append(["Statements, in one round trip"] + statements)
        }
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }
}
