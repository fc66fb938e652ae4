import GraphQLSchema
import Postgres
import SQLText

/// What a `resetUserPassword` asks for: a password that works no more, and a link to choose another.
///
/// Statements: D0-54, D2-26, D2-27 and G-04 of the product's specification.
struct ResetUserPasswordWish: UserWish {
    typealias Answer = RowAnswer<ChangedUser>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "User")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedUser, isSelf: Bool) -> UserDecision {
        if let reason = user.reasonToKeepPassword(isSelf: isSelf) {
            return .refusal(UserError(.conflict, "id", reason))
        }
        return .step(
            UserStep(
                action: "user.reset_requested", statement: BoundStatement(Self.statement, [.uuid(user.id)]),
                changes: [], question: isConfirmed ? nil : .confirm(user.consequencesOfReset)))
    }

    private static let statement = Statement(text: "SELECT reset_user_password($1)", parameterTypes: [.uuid])
}

extension LockedUser {
    /// Why there is no password to reset, and what to do instead.
    fileprivate func reasonToKeepPassword(isSelf: Bool) -> String? {
        if isSelf { return "Change your own password under Account." }
        if !role.signsIn { return "\(name) only gets mails, and has no password." }
        return switch status {
        case .active: nil
        case .invited: "\(name) hasn't confirmed yet, and has no password. Invite the user again instead."
        case .disabled: "\(name) is disabled. Enable the user first."
        }
    }
}
