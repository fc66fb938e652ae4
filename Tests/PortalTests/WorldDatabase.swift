import Postgres
import TestSupport

@testable import Cryptography
@testable import Portal

/// A database with the demonstration in it, for a test alone: a copy of one that was loaded once for the process.
struct WorldDatabase: Sendable {
    private let test: TestDatabase

    private static let template = Result {
        let test = try TestDatabase.migrated()
        let hash = try PasswordHash(of: Array(Demonstration.password.utf8), cost: .cheap)
        try Demonstration.load(into: test.session(), passwordHash: hash.description, today: 20_778)
        return test
    }

    init() throws {
        test = try TestDatabase.copy(of: Self.template.get())
    }

    /// As the program connects, with fewer connections.
    var configuration: DatabaseConfiguration {
        var configuration = test.configuration()
        configuration.sharedConnections = 1
        configuration.exclusiveConnections = 1
        configuration.writeConnections = 3
        return configuration
    }

    /// A session of the superuser's, who sees every row.
    func session() throws -> DirectSession {
        try test.session(asAdministrator: true)
    }
}
