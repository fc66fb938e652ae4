public import Postgres
import SQLText

/// Deletes what is over: sessions, tries to sign in, answers kept for repeated requests, and events that all have read.
///
/// Any number of servers may have one: they pass over what another one has in hand.
public struct Sweeper: Sendable {
    private let database: Database
    private static let deadline = Duration.seconds(20)
    /// How many rows of each kind go in one transaction.
    static let batch: Int32 = 1_000

    /// A sweeper before a database.
    public init(_ database: Database) {
        self.database = database
    }

    /// Deletes all that is over, and says how much that was.
    ///
    /// - Throws: `PostgresError`.
    @discardableResult
    public func sweep() async throws -> Int {
        var total = 0
        while true {
            let rows = try await database.transaction(deadline: Self.deadline) {
                try await $0.run([BoundStatement(Self.statement, [.int4(Self.batch)])])
            }
            let swept = rows.first?.int4(0, 0) ?? 0
            total += Int(swept)
            // Less than one batch in sum: no kind has more.
            if swept < Self.batch { return total }
        }
    }

    private static let statement = Statement(text: "SELECT sweep($1)", parameterTypes: [.int4])
}
