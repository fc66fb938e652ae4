/// A transaction under way: what the body of `Database.transaction` runs its statements on.
public final class Transaction: Sendable {
    private let database: Database
    private let lease: Lease

    init(_ database: Database, _ lease: Lease) {
        self.database = database
        self.lease = lease
    }

    /// Runs statements in one round trip.
    ///
    /// After an error the transaction can only be rolled back, unless a savepoint was set before.
    ///
    /// - Returns: the rows of each statement, in order.
    /// - Throws: `timeout` when the transaction's deadline has passed, `cancelled` with the task, `unavailable` when
    ///   the connection is lost (the transaction is then rolled back), `server` when a statement is refused.
    public func run(_ statements: [BoundStatement]) async throws(PostgresError) -> [ResultRows] {
        let request = Request(.run, lane: .write, statements: statements, deadline: lease.deadline, lease: lease)
        return try await database.sendCancellable(request).get()
    }

    func end(_ purpose: Request.Purpose, within grace: Duration) async -> Outcome {
        let statement = purpose == .commit ? Self.commit : Self.rollback
        let request = Request(
            purpose, lane: .write, statements: [BoundStatement(statement)], deadline: .now + grace, lease: lease)
        return await database.send(request)
    }

    private static let commit = Statement(text: "COMMIT")
    static let rollback = Statement(text: "ROLLBACK")
}
