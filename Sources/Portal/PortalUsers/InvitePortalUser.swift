import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `invitePortalUser`: lets somebody else sign in at a customer's portal, once the invitation is accepted.
///
/// Nobody becomes the admin by it: who that is follows from the customer's e-mail (D3-11).
///
/// Statements: D1-09, D1-10, D3-01, D3-02, D3-07 to D3-11 and G-10 of the product's specification.
struct InvitePortalUser: Sendable {
    /// The portals that the viewer sees.
    let portals: WriteReach

    /// The mutation for the engine's table.
    var field: MutationField {
        .repeatable("invitePortalUser") { (wish: InvitePortalUserWish, context) in
            guard let id = wish.portal, let reach = portals.condition(for: context.viewer, on: Self.table),
                let rows = try await context.transaction.run([Self.look(id, reach)]).first,
                let organization = rows.rowID(0, 0), let portal = PortalStanding(rows, from: 1)
            else { return .refused(.notFound(InvitePortalUserWish.subject)) }
            if let refusal = portal.refusal("portalId") { return .refused(refusal) }
            return try await context.invite(wish, to: id, of: organization)
        }
    }

    private static let table = Alias(.table, 0)

    private static func look(_ id: RowID, _ reach: SQLText<SQLValue>) -> BoundStatement {
        let sql: SQLText<SQLValue> = """
            SELECT \(table).organization_id, \(table).enabled, c.status = 'ENABLED' FROM customer_portal \(table) \
            JOIN customer c ON c.id = \(table).customer_id WHERE \(table).id = \(.uuid(id)) AND \(reach)
            """
        return BoundStatement(sql.compiled())
    }
}

/// What an `invitePortalUser` asks for.
struct InvitePortalUserWish: MutationWish {
    typealias Answer = RowAnswer<ChangedPortalUser>

    static let subject: String? = "portalId"

    let portal: RowID?
    let name: String
    let email: String

    init(_ input: InputObject, _ errors: inout [UserError]) {
        portal = input.rowID("portalId", of: "CustomerPortal")
        name = TextRule.userName.read(input, &errors).applied(to: nil) ?? ""
        email = EmailRule.read(input, &errors)
    }
}

/// The user of a portal that was changed.
enum ChangedPortalUser: AnsweredRow {
    static let field = "portalUser"
}

extension ChangeContext {
    /// Makes the user and writes it down; the invitation comes with the row.
    fileprivate func invite(
        _ wish: InvitePortalUserWish, to portal: RowID, of organization: RowID
    ) async throws -> InvitePortalUserWish.Answer {
        let id = RowID.new()
        let journal = Journal(
            action: "user.created", target: LockedPortalUser.target, targetID: id, organizationID: organization,
            targetName: wish.name,
            changes: [
                ("name", nil, wish.name), ("email", nil, wish.email),
                ("state", nil, PortalUserState.unconfirmed.rawValue),
            ], further: ["user.invited"])
        let insertion = PortalInvitation.insertion(of: id, named: wish.name, wish.email, at: portal)
        let statements = [insertion] + journal.statements(by: viewer, request)
        let refusal = try await attempt(statements, refusal: UserError.takenEmail)
        return refusal.map { .refused($0) } ?? .changed(id)
    }
}
