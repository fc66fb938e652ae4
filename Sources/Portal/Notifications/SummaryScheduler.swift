import Foundation
public import Postgres
import SQLText

/// Finds whose summary of open tasks is due, and has a mail made for each who sees one.
///
/// Statements D2-29 to D2-34 and invariant 13 of the product's specification. Whoever is due is taken under a lock and
/// made due again; that a summary goes out is written down, once for each user and day, in the same transaction as the
/// event that makes the mail. So any number of servers may look, one that dies has either written both or neither, and
/// no day has two.
public struct SummaryScheduler: Sendable {
    private let database: Database
    private let tasks: VisibleTasks
    private let now: @Sendable () -> Date
    private static let deadline = Duration.seconds(30)
    /// How many people are taken in one transaction.
    static let batch: Int32 = 50

    /// A scheduler before a database whose connections are the worker's.
    ///
    /// - Parameters:
    ///   - tasks: what reads the tasks, as those who get the mails.
    ///   - now: the clock.
    public init(_ database: Database, _ tasks: VisibleTasks, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.tasks = tasks
        self.now = now
    }

    /// Takes all who are due; how many summaries go out.
    ///
    /// - Throws: `PostgresError`.
    @discardableResult
    public func schedule() async throws -> Int {
        var total = 0
        while true {
            let (taken, sent) = try await database.transaction(deadline: Self.deadline) { try await batch($0) }
            total += sent
            if taken == 0 { return total }
        }
    }

    private func batch(_ transaction: Transaction) async throws -> (taken: Int, sent: Int) {
        let microseconds = Int64((now().timeIntervalSince1970 * 1_000_000).rounded())
        let claim = BoundStatement(Self.claim, [.timestamptz(microseconds: microseconds), .int4(Self.batch)])
        guard let rows = try await transaction.run([claim]).first else { return (0, 0) }
        let due = (0..<rows.rowCount).compactMap { DueSummary(rows, $0) }
        let counts = try await tasks.counts(for: due.map(\.user))
        let open = zip(due, counts).filter { $1 > 0 }
        if open.isEmpty { return (due.count, 0) }
        let send = BoundStatement(
            Self.send,
            [
                .uuidArray(open.map(\.0.user)), .uuidArray(open.map(\.0.organization)),
                .dateArray(days: open.map(\.0.day)), .int8Array(open.map { Int64($1) }),
                .textArray(open.map(\.0.topic)),
            ])
        return (due.count, try await transaction.run([send]).first?.affectedRows ?? 0)
    }

    private static let claim = Statement(
        text: "SELECT user_id, organization_id, window_start, signs_in FROM notification_claim($1, $2)",
        parameterTypes: [.timestamptz, .int4])
    private static let send = Statement(
        text: """
            WITH wanted AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::bigint[], $5::text[]) \
            AS w (user_id, organization_id, day, tasks, topic)), \
            sent AS (INSERT INTO notification_send (user_id, window_start, task_count) \
            SELECT user_id, day, tasks FROM wanted ON CONFLICT (user_id, window_start) DO NOTHING RETURNING user_id) \
            INSERT INTO outbox_event (organization_id, topic, subject_type, subject_id) \
            SELECT w.organization_id, w.topic, 'app_user', w.user_id FROM wanted w JOIN sent s ON s.user_id = w.user_id
            """,
        parameterTypes: [.uuidArray, .uuidArray, .dateArray, .int8Array, .textArray])
}

/// Somebody whose summary is due.
private struct DueSummary {
    let user: RowID
    let organization: RowID
    /// The day that it is for, where the user is.
    let day: Int32
    /// What makes the mail.
    let topic: String

    /// Reads a row of those who were taken.
    init?(_ rows: ResultRows, _ row: Int) {
        guard let user = rows.rowID(row, 0), let organization = rows.rowID(row, 1), let day = rows.date(row, 2),
            let signsIn = rows.bool(row, 3)
        else { return nil }
        self.user = user
        self.organization = organization
        self.day = day
        topic = signsIn ? "user.summary_due" : "user.notice_due"
    }
}
