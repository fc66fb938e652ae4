import GraphQLSchema
import Postgres
import SQLText

/// Somebody who may sign in at a customer's portal, kept from being changed by others until the transaction ends.
struct LockedPortalUser: LockedPerson {
    static let table = Alias(.table, 0)
    static let target = "portal_user"

    let id: RowID
    let organizationID: RowID
    let name: String
    let email: String
    let state: PortalUserState
    let version: Int64
    /// Whether there is a password, and so somebody who confirmed.
    let hasPassword: Bool
    let sessions: Int
    let hasSecondFactor: Bool
    let portal: PortalStanding
    /// Whether it is the one who manages the others.
    let isAdmin: Bool

    init?(_ id: RowID, _ reach: SQLText<SQLValue>, _ transaction: Transaction) async throws {
        let found = try await transaction.run([
            Self.lock(id, reach), BoundStatement(UserStanding.statement, [.uuid(id)]),
            BoundStatement(Self.portal, [.uuid(id)]),
        ])
        guard found.count == 3, found[0].rowCount == 1, let organization = found[0].rowID(0, 0),
            let name = found[0].text(0, 1), let email = found[0].text(0, 2),
            let state = found[0].text(0, 3).flatMap(PortalUserState.init(rawValue:)),
            let version = found[0].int4(0, 4), let isAdmin = found[2].bool(0, 0),
            let portal = PortalStanding(found[2], from: 1)
        else { return nil }
        self.id = id
        organizationID = organization
        self.name = name
        self.email = email
        self.state = state
        self.version = Int64(version)
        let standing = UserStanding(found[1])
        (hasPassword, sessions, hasSecondFactor) = (standing.hasPassword, standing.sessions, standing.hasSecondFactor)
        self.isAdmin = isAdmin
        self.portal = portal
    }

    /// The language is the company's.
    var recipient: JSONObject { ["name": .string(name), "email": .string(email)] }

    private static func lock(_ id: RowID, _ reach: SQLText<SQLValue>) -> BoundStatement {
        let sql: SQLText<SQLValue> = """
            SELECT \(table).organization_id, \(table).name, \(table).email, \(table).state, \(table).version \
            FROM portal_user \(table) WHERE \(table).id = \(.uuid(id)) AND \(reach) FOR NO KEY UPDATE OF \(table)
            """
        return BoundStatement(sql.compiled())
    }

    private static let portal = Statement(
        text: """
            SELECT p.admin_user_id = u.id, p.enabled, c.status = 'ENABLED' FROM portal_user u \
            JOIN customer_portal p ON p.id = u.portal_id JOIN customer c ON c.id = u.customer_id WHERE u.id = $1
            """,
        parameterTypes: [.uuid])
}

/// The three lists of a portal's users: each is in exactly one (D3-05, D3-06).
enum PortalUserState: String {
    case unconfirmed = "UNCONFIRMED"
    case enabled = "ENABLED"
    case disabled = "DISABLED"
}

/// Whether anybody may sign in at a portal.
struct PortalStanding {
    private let isEnabled: Bool
    private let isCustomerEnabled: Bool

    /// Reads two columns, from one on: whether the portal is enabled, and whether its customer is.
    init?(_ rows: ResultRows, from column: Int) {
        guard rows.rowCount == 1, let isEnabled = rows.bool(0, column),
            let isCustomerEnabled = rows.bool(0, column + 1)
        else { return nil }
        self.isEnabled = isEnabled
        self.isCustomerEnabled = isCustomerEnabled
    }

    /// Why nobody is invited to it now; nil where people are.
    func refusal(_ field: String) -> UserError? {
        if !isCustomerEnabled {
            return UserError(.conflict, field, "The customer is disabled, and nobody can sign in. Enable it first.")
        }
        if !isEnabled {
            return UserError(.conflict, field, "The portal is disabled, and nobody can sign in. Enable it first.")
        }
        return nil
    }
}
