import Foundation
public import Postgres
import Synchronization

/// A database for a test alone; gone with the last who holds it, whatever is still connected.
public final class TestDatabase: Sendable {
    /// The cluster that it's in.
    public let cluster: PrivateCluster
    /// Its name.
    public let name: String

    private init(_ cluster: PrivateCluster, _ name: String) {
        self.cluster = cluster
        self.name = name
    }

    /// A database with nothing in it.
    public static func empty() throws -> TestDatabase {
        try make(from: "template1")
    }

    /// A database with all migrations applied: a copy of one that was migrated once for the whole process.
    public static func migrated() throws -> TestDatabase {
        try make(from: template.get())
    }

    /// A database with what another one has in it, to which nobody may be connected.
    public static func copy(of template: TestDatabase) throws -> TestDatabase {
        try make(from: template.name)
    }

    deinit {
        guard let session = try? DirectSession(cluster.administratorConnectionString()) else { return }
        try? session.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// The login that owns it.
    public var connectionString: String { cluster.connectionString(database: name) }

    /// The superuser in it: for looking at what no role may see.
    public var administratorConnectionString: String { cluster.administratorConnectionString(database: name) }

    /// How the program connects to it.
    ///
    /// `role` is what each connection becomes; nil stays the login, in a database without migrations.
    public func configuration(role: String? = "portico_app") -> DatabaseConfiguration {
        var configuration = DatabaseConfiguration(connectionString: connectionString, role: role)
        // Many tests run side by side, and the cluster's connections are for all of them.
        configuration.sharedConnections = 2
        configuration.exclusiveConnections = 1
        configuration.writeConnections = 2
        return configuration
    }

    private static let permits = Permits(16)

    /// A started `Database` for the length of a body, shut down after it; at most sixteen are open at a time.
    public func open<Value>(
        _ configuration: DatabaseConfiguration? = nil, _ body: (Database) async throws -> Value
    ) async throws -> Value {
        await Self.permits.take()
        let database: Database
        do {
            database = try Database(configuration ?? self.configuration())
        } catch {
            await Self.permits.give()
            throw error
        }
        do {
            try await database.start()
            let value = try await body(database)
            await database.shutdown()
            await Self.permits.give()
            return value
        } catch {
            await database.shutdown()
            await Self.permits.give()
            throw error
        }
    }

    /// A session of the login's, or of the superuser's.
    public func session(asAdministrator: Bool = false) throws -> DirectSession {
        try DirectSession(asAdministrator ? administratorConnectionString : connectionString)
    }

    // MARK: Making

    private static let count = Mutex(0)

    private static func make(from template: String) throws -> TestDatabase {
        let cluster = try TestCluster.shared.get()
        let number = count.withLock { count in
            count += 1
            return count
        }
        let name = "test_\(number)"
        let session = try DirectSession(cluster.administratorConnectionString())
        try session.execute("CREATE DATABASE \(name) TEMPLATE \(template) OWNER portico")
        return TestDatabase(cluster, name)
    }

    private static let template = Result {
        let cluster = try TestCluster.shared.get()
        let name = "migrated"
        try DirectSession(cluster.administratorConnectionString()).execute("CREATE DATABASE \(name) OWNER portico")
        let session = try DirectSession(cluster.connectionString(database: name))
        try Migrator(Migration.load(from: migrationsFolder)).apply(session)
        return name
    }

    /// The repository's folder of migrations.
    public static var migrationsFolder: String { SourceTree.migrations.path }
}
