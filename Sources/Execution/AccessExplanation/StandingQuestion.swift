import Access
import Planning
import Postgres
import SQLText

/// Asks what lets somebody in, of the one who asks: the database answers for whomever they may manage.
struct StandingQuestion {
    /// The user of the company or of a portal.
    let person: GlobalID

    /// Takes the id of a user; nil for any other.
    init?(_ id: String) {
        guard let person = GlobalID(id), ["User", "PortalUser"].contains(where: { person.isOf($0) }) else { return nil }
        self.person = person
    }

    /// The look-up itself.
    var statement: BoundStatement {
        BoundStatement(Self.look, ids + [.int4(Int32(Reach.carriedCustomers + 1))])
    }

    /// Makes the statements behind it those of the person: what the policies show them is shown, and nothing where they
    /// aren't let in.
    var entry: BoundStatement { BoundStatement(Self.enter, ids) }

    private var ids: [SQLValue] {
        person.isOf("User") ? [.uuid(person.row), .null(.uuid)] : [.null(.uuid), .uuid(person.row)]
    }

    private static let look = Statement(
        text: """
            SELECT user_id, role, state, organization_id, company_name, customer_id, customer_name, \
            is_portal_open, permissions, partnerships, whole_partnerships, assigned_customers, viewer IS NOT NULL \
            FROM access_standing($1, $2, $3)
            """,
        parameterTypes: [.uuid, .uuid, .int4])
    private static let enter = Statement(
        text: """
            SELECT set_config('portico.viewer', coalesce((SELECT viewer FROM access_standing($1, $2, 0)), ''), true)
            """,
        parameterTypes: [.uuid, .uuid])

    /// Reads the answer; nil where there is no such person for the one who asks.
    static func standing(in rows: ResultRows) -> AccessStanding? {
        guard rows.rowCount == 1, let role = rows.text(0, 1), let state = rows.text(0, 2),
            let company = rows.text(0, 4), let isLetIn = rows.bool(0, 12)
        else { return nil }
        let portal = rows.text(0, 6).map { AccessStanding.Portal(customer: $0, isOpen: rows.bool(0, 7) ?? false) }
        let viewer = Role(rawValue: role).map { role in
            Viewer(
                audience: Audience(
                    role: role, permissions: Set((rows.textArray(0, 8) ?? []).compactMap(Permission.init(rawValue:)))),
                userID: rows.rowID(0, 0), organizationID: rows.rowID(0, 3), customerID: rows.rowID(0, 5)
            ).reaching(
                memberships: rows.rowIDArray(0, 9) ?? [], wholePartnerships: rows.rowIDArray(0, 10) ?? [],
                customers: rows.rowIDArray(0, 11) ?? [])
        }
        return AccessStanding(
            role: role, state: state, company: company, portal: portal,
            viewer: isLetIn ? viewer : nil)
    }
}

extension GlobalID {
    func isOf(_ type: String) -> Bool { GlobalID.typeCodes[type] == typeCode }
}
