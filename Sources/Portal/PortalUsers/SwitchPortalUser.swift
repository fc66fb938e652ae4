import GraphQLSchema
import Postgres
import SQLText

/// What a `disablePortalUser` asks for.
///
/// Statements: D3-03, D3-13, D3-19, G-09 and G-29 of the product's specification.
struct DisablePortalUserWish: UserWish {
    typealias Answer = RowAnswer<ChangedPortalUser>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "PortalUser")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedPortalUser, isSelf: Bool) -> UserDecision {
        if user.isAdmin { return .refusal(.portalAdmin(user.name)) }
        switch user.state {
        case .disabled: return .nothing
        case .unconfirmed:
            let message = "\(user.name) hasn't confirmed yet, so there is nothing to disable. Remove the user instead."
            return .refusal(UserError(.conflict, "id", message))
        case .enabled:
            var step = user.step("user.disabled", to: .disabled)
            if !isConfirmed { step.question = .confirm(user.consequencesOfDisabling) }
            return .step(step)
        }
    }
}

/// What an `enablePortalUser` asks for.
///
/// Statements: D3-12 and D3-19 of the product's specification.
struct EnablePortalUserWish: UserWish {
    typealias Answer = RowAnswer<ChangedPortalUser>

    let id: RowID?
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "PortalUser")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedPortalUser, isSelf: Bool) -> UserDecision {
        switch user.state {
        case .enabled: return .nothing
        case .unconfirmed:
            let message = "\(user.name) isn't disabled, but hasn't confirmed yet."
            return .refusal(UserError(.conflict, "id", message))
        case .disabled: return .step(user.step("user.enabled", to: user.hasPassword ? .enabled : .unconfirmed))
        }
    }
}

extension LockedPortalUser {
    /// The step to another state.
    fileprivate func step(_ action: String, to next: PortalUserState) -> UserStep {
        UserStep(
            action: action, statement: BoundStatement(Self.setState, [.uuid(id), .text(next.rawValue)]),
            changes: [("state", state.rawValue, next.rawValue)], invites: next == .unconfirmed)
    }

    private static let setState = Statement(
        text: "UPDATE portal_user SET state = $2 WHERE id = $1", parameterTypes: [.uuid, .text])
}
