import Foundation

/// The data folder's beginning: made once, whole or not at all, and checked to fit the installed version.
struct ClusterData {
    let configuration: ClusterConfiguration
    let folders: ClusterFolders

    /// The superuser: for setting up; requests never come as this one.
    static let administrator = "portico_admin"
    /// The login of everything else: owns the database and may make roles.
    static let login = "portico"
    static let database = "portico"

    /// The version of the data, as the folder itself says; nil when there are none.
    var version: Int? {
        guard let data = FileManager.default.contents(atPath: configuration.dataFolder + "/PG_VERSION") else {
            return nil
        }
        return Int(String(decoding: data, as: UTF8.self).trimmedEnd)
    }

    /// Runs initdb in a folder beside, and names that the data folder only when all is well: whatever kills us
    /// meanwhile leaves nothing that could be taken for a database.
    func make(with programs: PostgresPrograms, password: String) throws(ClusterError) {
        let unfinished = configuration.dataFolder + ".new"
        try? FileManager.default.removeItem(atPath: unfinished)
        try folders.makePrivateFolder(unfinished)
        let passwordFile = configuration.socketFolder + "/initial-password"
        try folders.write(password, to: passwordFile, for: folders.user?.user ?? geteuid())
        defer { unlink(passwordFile) }
        var arguments = [
            "-D", unfinished, "-U", Self.administrator, "--pwfile", passwordFile, "-A", "scram-sha-256", "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=und", "--data-checksums",
        ]
        if !configuration.isDurable { arguments.append("--no-sync") }
        let (status, output) = try Child.output(of: programs.initdb, arguments, as: folders.user)
        if status != 0 { throw .program("initdb", output) }
        if rename(unfinished, configuration.dataFolder) != 0 {
            throw .folder(configuration.dataFolder, String(cString: strerror(errno)))
        }
    }

    /// Makes the login and the database where they are missing.
    func prepare(connecting string: (String, String) -> String, password: String) throws(PostgresError) {
        let session = try DirectSession(string(Self.administrator, "postgres"))
        let login = try session.run("SELECT FROM pg_roles WHERE rolname = \(.text(Self.login))")
        if login.rowCount == 0 {
            // The password is letters and digits of our own making, so it can stand in the text.
            try session.execute("CREATE ROLE \(Self.login) LOGIN CREATEROLE PASSWORD '\(password)'")
        }
        let database = try session.run("SELECT FROM pg_database WHERE datname = \(.text(Self.database))")
        if database.rowCount == 0 { try session.execute("CREATE DATABASE \(Self.database) OWNER \(Self.login)") }
    }
}
