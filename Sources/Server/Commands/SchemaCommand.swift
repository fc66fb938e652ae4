import Access
import ArgumentParser
import Foundation
import GraphQLSchema
import Portal

/// `portico schema`: shows the API's schema.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Show the API's schema.", subcommands: [PrintSchema.self])
}

/// `portico schema print`.
struct PrintSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "Print the schema as its clients see it.",
        discussion: "The rules of access are not part of it.")

    @Option(help: "Only what this kind of viewer sees: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var role: Role?

    func run() throws {
        let settings = try Settings(environment: ProcessInfo.processInfo.environment)
        let schema = try ProgramFiles.find(settings.files).schema()
        guard let role else { return Console.say(schema.policy.schema.printed()) }
        let audience = Audience(
            role: role, permissions: Set(Permission.allCases), apiScopes: Set(APIScope.allCases))
        Console.say(try schema.visible.schema(for: audience).schema.printed())
    }
}

extension Role: ExpressibleByArgument {}
