import GraphQLSchema
import Postgres
import SQLText

/// A customer, kept from being changed by others until the transaction ends, and the portal, which is changed only by
/// whoever holds the customer.
struct LockedCustomer {
    /// The customer's table in the statement that locks the row.
    static let table = Alias(.table, 0)

    let id: RowID
    let organizationID: RowID
    let version: Int64
    let isEnabled: Bool
    /// Whether it is an MSSP's, and so may have a portal.
    let isLookedAfter: Bool
    /// What can be edited, by columns.
    let values: CustomerValues
    /// Nil until it was enabled for the first time.
    let portal: FoundPortal?

    var name: String { values[.name] ?? "" }
    var email: String { values[.email] ?? "" }

    /// Locks the row, if it is one of those that the viewer reaches; nil where there is none.
    init?(_ id: RowID, _ reach: SQLText<SQLValue>, _ transaction: Transaction) async throws {
        let found = try await transaction.run([
            Self.lock(id, reach), BoundStatement(Self.portal, [.uuid(id)]), BoundStatement(Self.standing, [.uuid(id)]),
        ])
        guard found.count == 3, found[0].rowCount == 1, let organization = found[0].rowID(0, 0),
            let version = found[0].int4(0, 1), let status = found[0].text(0, 2), let type = found[0].text(0, 3)
        else { return nil }
        self.id = id
        organizationID = organization
        self.version = Int64(version)
        isEnabled = status == "ENABLED"
        isLookedAfter = type == "MSSP"
        values = CustomerValues(CustomerColumn.allCases.enumerated().map { found[0].text(0, 4 + $0.offset) })
        portal = FoundPortal(found[1], found[2])
    }

    private static func lock(_ id: RowID, _ reach: SQLText<SQLValue>) -> BoundStatement {
        let sql: SQLText<SQLValue> = """
            SELECT \(table).organization_id, \(table).version, \(table).status, \
            (SELECT p.type FROM partnership p WHERE p.id = \(table).partnership_id), \
            \(table).name, \(table).external_ref, \(table).phone, \(table).address, \(table).country, \(table).email \
            FROM customer \(table) WHERE \(table).id = \(.uuid(id)) AND \(reach) FOR NO KEY UPDATE OF \(table)
            """
        return BoundStatement(sql.compiled())
    }

    private static let portal = Statement(
        text: """
            SELECT p.id, p.version, p.slug, p.enabled, p.disabled_reason, p.brand_name, p.brand_color, \
            u.id, u.name, u.email, u.state \
            FROM customer_portal p JOIN portal_user u ON u.id = p.admin_user_id WHERE p.customer_id = $1
            """,
        parameterTypes: [.uuid])
    private static let standing = Statement(
        text: """
            SELECT s.people, s.sessions FROM customer_portal p, portal_standing(p.id) s WHERE p.customer_id = $1
            """,
        parameterTypes: [.uuid])
}

/// The columns of a customer that can be edited, in the order of their values.
enum CustomerColumn: String, CaseIterable {
    case name
    case externalRef = "external_ref"
    case phone, address, country, email
}

/// What a customer's editable columns hold.
struct CustomerValues: Equatable {
    let texts: [String?]

    init(_ texts: [String?]) {
        self.texts = texts
    }

    subscript(column: CustomerColumn) -> String? {
        zip(CustomerColumn.allCases, texts).first { $0.0 == column }?.1
    }
}

/// The portal of a customer as it was found.
struct FoundPortal {
    let id: RowID
    let version: Int64
    let slug: String
    let isEnabled: Bool
    let disabledReason: String?
    let brandName: String?
    let brandColor: String?
    let admin: PortalPerson
    /// How many people may sign in, and how many sessions are alive.
    let people: Int
    let sessions: Int

    fileprivate init?(_ rows: ResultRows, _ standing: ResultRows) {
        guard rows.rowCount == 1, let id = rows.rowID(0, 0), let version = rows.int4(0, 1), let slug = rows.text(0, 2),
            let isEnabled = rows.bool(0, 3), let admin = PortalPerson(rows, from: 7)
        else { return nil }
        self.id = id
        self.version = Int64(version)
        self.slug = slug
        self.isEnabled = isEnabled
        disabledReason = rows.text(0, 4)
        brandName = rows.text(0, 5)
        brandColor = rows.text(0, 6)
        self.admin = admin
        people = Int(standing.int4(0, 0) ?? 0)
        sessions = Int(standing.int4(0, 1) ?? 0)
    }
}

/// Somebody who may sign in at a portal, or is invited to.
struct PortalPerson {
    let id: RowID
    let name: String
    let email: String
    let state: String

    var isConfirmed: Bool { state != "UNCONFIRMED" }

    init?(_ rows: ResultRows, from column: Int) {
        guard let id = rows.rowID(0, column), let name = rows.text(0, column + 1),
            let email = rows.text(0, column + 2), let state = rows.text(0, column + 3)
        else { return nil }
        self.id = id
        self.name = name
        self.email = email
        self.state = state
    }
}
