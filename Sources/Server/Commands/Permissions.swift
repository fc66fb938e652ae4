import ArgumentParser
import Foundation
import GraphQLSchema
import Portal

/// `portico permissions`: who may see which field.
struct Permissions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who may see which field.",
        discussion: "One line for each field of schema.graphql, one column for each kind of viewer.")

    /// How the table is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case md, json
    }

    @Option(help: "md or json.")
    var format = Format.md

    func run() throws {
        let settings = try Settings(environment: ProcessInfo.processInfo.environment)
        let matrix = PermissionMatrix(try ProgramFiles.find(settings.files).schema().policy)
        switch format {
        case .md: Console.say(matrix.markdown)
        case .json: Console.say(String(decoding: matrix.json.json, as: UTF8.self))
        }
    }
}
