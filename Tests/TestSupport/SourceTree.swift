public import Foundation

/// The files that tests read when they run: the schema and the migrations.
public enum SourceTree {
    /// The repository's folder, or the one that PORTICO_SOURCE_TREE names in its place: `scripts/mutants.py` lets the
    /// same tests judge a schema or a policy that it has weakened there.
    public static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["PORTICO_SOURCE_TREE"], !path.isEmpty {
            return URL(filePath: path, directoryHint: .isDirectory)
        }
        return URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
    }()

    /// The program's schema.
    public static var schema: URL { root.appending(path: "schema.graphql") }

    /// The folder of migrations.
    public static var migrations: URL { root.appending(path: "Migrations") }
}
