import Foundation

/// PostgreSQL's own programs, as installed.
struct PostgresPrograms: Sendable {
    let folder: String
    let majorVersion: Int

    var initdb: String { folder + "/initdb" }
    var postgres: String { folder + "/postgres" }

    /// Finds the programs: in the folder that is named, else among the usual ones those of a version, else the newest.
    static func find(_ named: String?, version wanted: Int? = nil) throws(ClusterError) -> PostgresPrograms {
        let folders = named.map { [$0] } ?? usualFolders()
        let found = folders.compactMap { folder in
            version(in: folder).map { PostgresPrograms(folder: folder, majorVersion: $0) }
        }
        let usable = found.filter { $0.majorVersion >= 15 }
        if let fitting = usable.first(where: { $0.majorVersion == wanted }) { return fitting }
        guard let newest = usable.max(by: { $0.majorVersion < $1.majorVersion }) else {
            throw .programsNotFound(folders.isEmpty ? ["/usr/lib/postgresql"] : folders)
        }
        return newest
    }

    private static func usualFolders() -> [String] {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        // In a folder of PATH the programs are often links: where they lead to is what the running server shows.
        return versions.map { "\(debian)/\($0)/bin" }
            + path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/postgres").resolvingSymlinksInPath().path }
            .filter { $0.hasSuffix("/bin/postgres") }.map { String($0.dropLast("/postgres".count)) }
    }

    /// The major version, as `postgres --version` says it: `postgres (PostgreSQL) 15.18 (…)`.
    private static func version(in folder: String) -> Int? {
        let program = folder + "/postgres"
        guard access(program, X_OK) == 0, access(folder + "/initdb", X_OK) == 0 else { return nil }
        guard let (status, output) = try? Child.output(of: program, ["--version"]), status == 0 else { return nil }
        return output.firstMatch(of: /PostgreSQL\) ([0-9]+)/).flatMap { Int($0.1) }
    }
}
