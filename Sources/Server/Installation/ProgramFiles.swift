import Foundation
import GraphQLSchema
import Portal
import Postgres

/// The files that belong to the program: the schema, the front and the migrations.
struct ProgramFiles {
    /// The folder that they lie in.
    let folder: String

    /// Finds the folder: the one that the settings name, else the working folder, else one above the program.
    ///
    /// - Throws: ``InstallationError/filesNotFound(_:)``.
    static func find(_ named: String?) throws -> ProgramFiles {
        let candidates = named.map { [$0] } ?? [FileManager.default.currentDirectoryPath] + aboveProgram
        for folder in candidates where FileManager.default.isReadableFile(atPath: folder + "/schema.graphql") {
            return ProgramFiles(folder: folder)
        }
        throw InstallationError.filesNotFound(candidates)
    }

    private static var aboveProgram: [String] {
        let program = URL(filePath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        var folders: [String] = []
        var folder = program.deletingLastPathComponent()
        for _ in 0..<5 {
            folders.append(folder.path)
            folder = folder.deletingLastPathComponent()
        }
        return folders
    }

    /// The folder of the front.
    var web: String { folder + "/web" }

    /// The folder of what mails say.
    var mails: String { folder + "/Mails" }

    /// Reads `schema.graphql`.
    func schema() throws -> LoadedSchema {
        try LoadedSchema(text: Array(try Data(contentsOf: URL(filePath: folder + "/schema.graphql"))))
    }

    /// Reads the migrations.
    func migrator() throws -> Migrator {
        try Migrator(Migration.load(from: folder + "/Migrations"))
    }
}
