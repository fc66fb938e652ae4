public import Postgres
import SQLText

/// Reads the open tasks that somebody of a partner sees, as that person: under the policies, which alone decide.
///
/// Nobody is signed in when a mail is written. So the database says who the recipient is to the policies
/// (`notification_viewer`), in the statement before, in the same snapshot: statements D0-03, D2-16 and D2-34, invariant
/// 20. A right that was withdrawn shows nothing, and nobody sees a task who isn't active.
public struct VisibleTasks: Sendable {
    private let database: Database
    private static let deadline = Duration.seconds(20)

    /// A reader before a database whose connections are the app's.
    public init(_ database: Database) {
        self.database = database
    }

    /// How many of the tasks that each wants to know of are open, in the order of the users.
    ///
    /// Each is asked for in turn, since the policies know one viewer at a time; all in one round trip.
    ///
    /// - Throws: `PostgresError`.
    func counts(for users: [RowID]) async throws(PostgresError) -> [Int] {
        let statements = users.flatMap { Self.enter($0) + [BoundStatement(Self.count, [.uuid($0)])] }
        if statements.isEmpty { return [] }
        let results = try await database.read(statements, lane: .exclusive, deadline: Self.deadline)
        return stride(from: 2, to: results.count, by: 3).map { Int(results[$0].int8(0, 0) ?? 0) }
    }

    /// What is open for somebody; nil where nothing is, or they want to know of none.
    ///
    /// - Throws: `PostgresError`.
    func summary(for user: RowID) async throws(PostgresError) -> TaskSummary? {
        let results = try await database.read(
            Self.enter(user) + [BoundStatement(Self.list, [.uuid(user), .int4(Int32(TaskSummary.maximum))])],
            lane: .exclusive, deadline: Self.deadline)
        guard let rows = results.last, let total = rows.int8(0, 0) else { return nil }
        return TaskSummary(
            tasks: (0..<rows.rowCount).compactMap { OpenTask(rows, $0) }, total: Int(total))
    }

    /// Makes the statements behind them those of a user: nobody's first, since whoever asks learns of nobody else.
    private static func enter(_ user: RowID) -> [BoundStatement] {
        [BoundStatement(leave), BoundStatement(enter, [.uuid(user)])]
    }

    private static let leave = Statement(text: "SELECT set_config('portico.viewer', '', true)")
    private static let enter = Statement(
        text: "SELECT set_config('portico.viewer', coalesce(notification_viewer($1), ''), true)",
        parameterTypes: [.uuid])
    private static let count = Statement(
        text: """
            SELECT count(*) FROM task t JOIN notification_preference p ON p.user_id = $1 \
            WHERE t.resolved_at IS NULL AND t.category = ANY (p.categories)
            """,
        parameterTypes: [.uuid])
    private static let list = Statement(
        text: """
            SELECT count(*) OVER (), t.severity, t.type, t.figure, t.due_on, c.name, d.name \
            FROM notification_preference p JOIN task t ON t.category = ANY (p.categories) \
            JOIN customer c ON c.id = t.customer_id LEFT JOIN product d ON d.id = t.product_id \
            WHERE p.user_id = $1 AND t.resolved_at IS NULL \
            ORDER BY t.severity_rank DESC, c.name, t.opened_at, t.id LIMIT $2
            """,
        parameterTypes: [.uuid, .int4])
}
