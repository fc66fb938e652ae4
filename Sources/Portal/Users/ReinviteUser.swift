import GraphQLSchema
import Postgres
import SQLText

/// What a `reinviteUser` asks for: another link, in the place of the one before.
///
/// Statements: D0-47 and G-20 of the product's specification.
struct ReinviteUserWish: UserWish {
    typealias Answer = RowAnswer<ChangedUser>

    let id: RowID?
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "User")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedUser, isSelf: Bool) -> UserDecision {
        guard user.status == .invited else {
            return .refusal(UserError(.conflict, "id", "\(user.name) has confirmed already, or only gets mails."))
        }
        return .step(
            UserStep(
                action: "user.reinvited", statement: BoundStatement(Self.statement, [.uuid(user.id)]), changes: [],
                invites: true))
    }

    /// For a user of a portal, too.
    static let statement = Statement(text: "SELECT reinvite_user($1)", parameterTypes: [.uuid])
}
