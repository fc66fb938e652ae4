import GraphQLSchema
import Postgres
import SQLText

/// What a `reinvitePortalUser` asks for: another link, in the place of the one before.
///
/// Statements: D3-16 and G-20 of the product's specification.
struct ReinvitePortalUserWish: UserWish {
    typealias Answer = RowAnswer<ChangedPortalUser>

    let id: RowID?
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "PortalUser")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedPortalUser, isSelf: Bool) -> UserDecision {
        guard user.state == .unconfirmed else {
            return .refusal(UserError(.conflict, "id", "\(user.name) has confirmed already."))
        }
        if let refusal = user.portal.refusal("id") { return .refusal(refusal) }
        return .step(
            UserStep(
                action: "user.reinvited", statement: BoundStatement(ReinviteUserWish.statement, [.uuid(user.id)]),
                changes: [], invites: true))
    }
}
