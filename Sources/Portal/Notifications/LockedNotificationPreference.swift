import Postgres
import SQLText

/// Somebody's preferences, kept from being changed by others until the transaction ends.
struct LockedNotificationPreference {
    static let table = Alias(.table, 0)

    let id: RowID
    let frequency: String
    let categories: [String]
    let hour: Int32
    let version: Int64
    let name: String
    let timeZone: String

    /// What there is for the viewer.
    enum Found {
        case locked(LockedNotificationPreference)
        /// They are there to see, and not the viewer's to change.
        case another
        case unknown
    }

    /// Locks them, where they are the viewer's own or of somebody who can't sign in to change them.
    static func lock(_ user: RowID, _ reach: SQLText<SQLValue>, _ context: ChangeContext) async throws -> Found {
        let look: SQLText<SQLValue> = """
            SELECT u.name, u.time_zone, u.role FROM notification_preference \(table) \
            JOIN app_user u ON u.id = \(table).user_id \
            WHERE \(table).user_id = \(.uuid(user)) AND \(reach)
            """
        // The policy of whoever may change it holds for whoever locks it.
        let lock: SQLText<SQLValue> = """
            SELECT \(table).id, \(table).frequency, \(table).categories, \(table).hour, \(table).version \
            FROM notification_preference \(table) WHERE \(table).user_id = \(.uuid(user)) AND \(reach) \
            FOR NO KEY UPDATE OF \(table)
            """
        let found = try await context.transaction.run([
            BoundStatement(look.compiled()), BoundStatement(lock.compiled()),
        ])
        guard found.count == 2, let name = found[0].text(0, 0), let timeZone = found[0].text(0, 1) else {
            return .unknown
        }
        let isTheirs = user == context.viewer.viewer.userID || found[0].text(0, 2) == UserRole.notifications.rawValue
        guard isTheirs, let id = found[1].rowID(0, 0), let frequency = found[1].text(0, 1),
            let categories = found[1].textArray(0, 2), let hour = found[1].int4(0, 3), let version = found[1].int4(0, 4)
        else { return .another }
        return .locked(
            LockedNotificationPreference(
                id: id, frequency: frequency, categories: categories, hour: hour, version: Int64(version), name: name,
                timeZone: timeZone))
    }
}
