import GraphQLSchema
import Postgres
import SQLText

/// A user of the partner, kept from being changed by others until the transaction ends.
struct LockedUser: LockedPerson {
    static let table = Alias(.table, 0)
    static let target = "app_user"

    let id: RowID
    let organizationID: RowID
    let name: String
    let email: String
    let role: UserRole
    let status: UserStatus
    let locale: String
    let version: Int64
    /// Whether there is a password, and so somebody who confirmed.
    let hasPassword: Bool
    let sessions: Int
    let hasSecondFactor: Bool
    /// How many customers are assigned, and their names as one text.
    let customers: (count: Int, names: String?)

    init?(_ id: RowID, _ reach: SQLText<SQLValue>, _ transaction: Transaction) async throws {
        let found = try await transaction.run([
            Self.lock(id, reach), BoundStatement(UserStanding.statement, [.uuid(id)]),
            BoundStatement(Self.assigned, [.uuid(id)]),
        ])
        guard found.count == 3, found[0].rowCount == 1, let organization = found[0].rowID(0, 0),
            let name = found[0].text(0, 1), let email = found[0].text(0, 2),
            let role = found[0].text(0, 3).flatMap(UserRole.init(rawValue:)),
            let status = found[0].text(0, 4).flatMap(UserStatus.init(rawValue:)),
            let locale = found[0].text(0, 5), let version = found[0].int4(0, 6)
        else { return nil }
        self.id = id
        organizationID = organization
        self.name = name
        self.email = email
        self.role = role
        self.status = status
        self.locale = locale
        self.version = Int64(version)
        let standing = UserStanding(found[1])
        (hasPassword, sessions, hasSecondFactor) = (standing.hasPassword, standing.sessions, standing.hasSecondFactor)
        // Whoever may not name them may know how many they are.
        let counted = standing.customers == 0 ? nil : "\(standing.customers)"
        customers = (standing.customers, found[2].text(0, 0) ?? counted)
    }

    var recipient: JSONObject { ["name": .string(name), "email": .string(email), "locale": .string(locale)] }

    private static func lock(_ id: RowID, _ reach: SQLText<SQLValue>) -> BoundStatement {
        let sql: SQLText<SQLValue> = """
            SELECT \(table).organization_id, \(table).name, \(table).email, \(table).role, \(table).status, \
            \(table).locale, \(table).version \
            FROM app_user \(table) WHERE \(table).id = \(.uuid(id)) AND \(reach) FOR NO KEY UPDATE OF \(table)
            """
        return BoundStatement(sql.compiled())
    }

    private static let assigned = Statement(
        text: """
            SELECT string_agg(c.name, ', ' ORDER BY c.name) \
            FROM assignment a JOIN customer c ON c.id = a.customer_id WHERE a.user_id = $1
            """,
        parameterTypes: [.uuid])
}

/// What has to be known of somebody before a change, and what nobody reads: whether there is a password, how many
/// sessions are alive, whether there is a second factor, and how many customers are assigned.
struct UserStanding {
    let hasPassword: Bool
    let sessions: Int
    let hasSecondFactor: Bool
    let customers: Int

    init(_ rows: ResultRows) {
        hasPassword = rows.bool(0, 0) ?? false
        sessions = Int(rows.int4(0, 1) ?? 0)
        hasSecondFactor = rows.bool(0, 2) ?? false
        customers = Int(rows.int4(0, 3) ?? 0)
    }

    static let statement = Statement(
        text: "SELECT has_password, sessions, has_second_factor, customers FROM user_standing($1)",
        parameterTypes: [.uuid])
}

/// The roles of a partner's users.
enum UserRole: String {
    case admin = "ADMIN"
    case user = "USER"
    case marketing = "MARKETING"
    case notifications = "NOTIFICATIONS"

    /// Whether somebody of this role may sign in at all.
    var signsIn: Bool { self != .notifications }
}

/// The states of a partner's users.
enum UserStatus: String {
    case invited = "INVITED"
    case active = "ACTIVE"
    case disabled = "DISABLED"
}
