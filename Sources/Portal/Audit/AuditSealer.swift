public import Postgres
import SQLText

/// Seals what was written down: gives each event its place in the chain of its organisation, after commit.
///
/// Any number of servers may have one: they take turns in the database.
public struct AuditSealer: Sendable {
    private let database: Database
    private static let deadline = Duration.seconds(20)
    /// How many events are sealed in one transaction.
    static let batch: Int32 = 500

    /// A sealer before a database.
    public init(_ database: Database) {
        self.database = database
    }

    /// Seals all that is waiting, and says how much that was.
    ///
    /// - Throws: `PostgresError`.
    @discardableResult
    public func seal() async throws -> Int {
        var total = 0
        while true {
            let rows = try await database.transaction(deadline: Self.deadline) {
                try await $0.run([BoundStatement(Self.seal, [.int4(Self.batch)])])
            }
            let sealed = rows.first?.int4(0, 0) ?? 0
            total += Int(sealed)
            if sealed < Self.batch { return total }
        }
    }

    private static let seal = Statement(text: "SELECT audit_seal($1)", parameterTypes: [.int4])
}
