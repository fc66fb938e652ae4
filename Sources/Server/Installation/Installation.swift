import Cryptography
import Foundation
import Portal
import Postgres

/// An installation opened for a command: its settings, its files, and its database, private or not.
struct Installation {
    let settings: Settings
    let files: ProgramFiles
    let cluster: PrivateCluster?
    /// The login that owns the database.
    let connectionString: String
    let secrets: SecretRing

    /// Opens what the environment describes, and starts the private cluster where there is no DATABASE_URL.
    static func open(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws -> Installation {
        let settings = try Settings(environment: environment)
        let files = try ProgramFiles.find(settings.files)
        if let databaseURL = settings.databaseURL, let secrets = settings.secrets {
            return Installation(
                settings: settings, files: files, cluster: nil, connectionString: databaseURL, secrets: secrets)
        }
        let cluster = try await PrivateCluster.open(clusterConfiguration(settings, files)) { event in
            if case .started = event { return }
            Console.note("portico: \(event)")
        }
        do {
            let file = SecretFile(path: cluster.configuration.home + "/secret")
            return Installation(
                settings: settings, files: files, cluster: cluster, connectionString: cluster.connectionString,
                secrets: try settings.secrets ?? file.secrets())
        } catch {
            await cluster.stop()
            throw error
        }
    }

    private static func clusterConfiguration(_ settings: Settings, _ files: ProgramFiles) -> ClusterConfiguration {
        guard let home = settings.home else { return .standard(workingFolder: files.folder) }
        // As root the database runs as another user, who must get through to its own folder.
        if geteuid() == 0 { chmod(home, 0o711) }
        let socket = home + "/s"
        let isShort = socket.utf8.count <= 80
        let other = ClusterConfiguration.standard(workingFolder: home).socketFolder
        return ClusterConfiguration(home: home, socketFolder: isShort ? socket : other)
    }

    /// A session of the login, for one thread.
    func session() throws -> DirectSession { try DirectSession(connectionString) }

    /// Stops what was started.
    func close() async {
        await cluster?.stop()
    }

    /// Brings a private database up to date; one that belongs to somebody else is only looked at.
    ///
    /// - Throws: `MigrationError` where it is behind or ahead, `RoleError` where requests could get past a policy.
    func prepare() throws {
        let session = try session()
        let migrator = try files.migrator()
        if cluster == nil {
            try migrator.requireCurrent(session)
        } else {
            try migrator.apply(session)
        }
        for role in [Self.role, Self.workerRole] { try RoleCheck(role: role).requireHarmless(session) }
    }

    /// The role that requests run as.
    static let role = "portico_app"

    /// Runs a command and closes the installation, whatever becomes of it.
    static func with<Value>(_ body: (Installation) async throws -> Value) async throws -> Value {
        let installation = try await open()
        do {
            let value = try await body(installation)
            await installation.close()
            return value
        } catch {
            await installation.close()
            // Whoever sits at the machine may read what a client must not.
            if let error = error as? PostgresError { Console.note("portico: \(error.debugDescription)") }
            throw error
        }
    }
}
