import Foundation
import Postgres
import SQLText
import Synchronization
import TestSupport

@testable import Cryptography
@testable import Portal

/// A database with the demonstration in it, for a test alone: a copy of one that was loaded once for the process.
final class WorldDatabase: Sendable {
    private let name: String
    private let cluster: PrivateCluster

    private static let count = Mutex(0)

    private static let template = Result {
        let test = try TestDatabase.migrated()
        let hash = try PasswordHash(of: Array(Demonstration.password.utf8), cost: .cheap)
        try Demonstration.load(into: test.session(), passwordHash: hash.description, today: 20_778)
        return test
    }

    init() throws {
        let template = try Self.template.get()
        let number = Self.count.withLock { count in
            count += 1
            return count
        }
        name = "world_\(number)"
        cluster = template.cluster
        let session = try DirectSession(cluster.administratorConnectionString())
        try session.execute("CREATE DATABASE \(name) TEMPLATE \(template.name) OWNER portico")
    }

    deinit {
        guard let session = try? DirectSession(cluster.administratorConnectionString()) else { return }
        try? session.execute("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// As the program connects, with fewer connections.
    var configuration: DatabaseConfiguration {
        var configuration = DatabaseConfiguration(
            connectionString: cluster.connectionString(database: name), role: "portico_app")
        configuration.sharedConnections = 1
        configuration.exclusiveConnections = 1
        configuration.writeConnections = 3
        return configuration
    }

    /// A session of the superuser's, who sees every row.
    func session() throws -> DirectSession {
        try DirectSession(cluster.administratorConnectionString(database: name))
    }
}
