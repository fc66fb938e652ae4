import GraphQLSchema
import Postgres
import SQLText

/// What a `disableUser` asks for.
///
/// Statements: D0-46 and D0-56, and section 4.2 of the product's specification.
struct DisableUserWish: UserWish {
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
        if isSelf { return .refusal(UserError(.conflict, "id", "You can't disable yourself. Another admin can.")) }
        switch user.status {
        case .disabled: return .nothing
        case .invited:
            let message = "\(user.name) hasn't confirmed yet, so there is nothing to disable. Remove the user instead."
            return .refusal(UserError(.conflict, "id", message))
        case .active:
            var step = user.step("user.disabled", to: .disabled)
            if !isConfirmed { step.question = .confirm(user.consequencesOfDisabling) }
            return .step(step)
        }
    }
}

/// What an `enableUser` asks for.
struct EnableUserWish: UserWish {
    typealias Answer = RowAnswer<ChangedUser>

    let id: RowID?
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "User")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedUser, isSelf: Bool) -> UserDecision {
        switch user.status {
        case .active: return .nothing
        case .invited:
            let message = "\(user.name) isn't disabled, but hasn't confirmed yet."
            return .refusal(UserError(.conflict, "id", message))
        case .disabled:
            let isConfirmed = user.hasPassword || !user.role.signsIn
            return .step(user.step("user.enabled", to: isConfirmed ? .active : .invited))
        }
    }
}

extension LockedUser {
    /// The step to another state.
    fileprivate func step(_ action: String, to next: UserStatus) -> UserStep {
        UserStep(
            action: action, statement: BoundStatement(Self.setStatus, [.uuid(id), .text(next.rawValue)]),
            changes: [("status", status.rawValue, next.rawValue)], invites: next == .invited)
    }

    private static let setStatus = Statement(
        text: "UPDATE app_user SET status = $2 WHERE id = $1", parameterTypes: [.uuid, .text])
}
