import GraphQLSchema
import Postgres
import SQLText

/// What an `updateUser` asks for: another name, another e-mail, another role.
///
/// Statements: D0-48, D0-53, D2-06, D2-09, D2-10, D2-20, D2-21, D4-08, G-05 and G-19 of the product's specification.
struct UpdateUserWish: UserWish {
    typealias Answer = RowAnswer<ChangedUser>

    let id: RowID?
    let name: Change<String>
    /// The address wanted; nil where it stays.
    let email: String?
    /// The role wanted; nil where it stays.
    let role: UserRole?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "User")
        name = TextRule.userName.read(input, &errors)
        email = input["email"] == nil ? nil : EmailRule.read(input, &errors)
        role = input.text("role").flatMap(UserRole.init(rawValue:))
        if input["role"] == .null { errors.append(UserError(.badInput, "role", "A user has exactly one role.")) }
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedUser, isSelf: Bool) -> UserDecision {
        let name = name.applied(to: user.name) ?? user.name
        let next = NextUser(user, email: email ?? user.email, role: role ?? user.role)
        if isSelf && next.isAddressed { return .refusal(.ownEmail) }
        let changes: [(String, String?, String?)] = [
            ("name", user.name, name), ("email", user.email, next.email),
            ("role", user.role.rawValue, next.role.rawValue),
            ("status", user.status.rawValue, next.status.rawValue),
            ("customers", next.isMoved && user.role == .user ? user.customers.names : nil, nil),
        ].filter { $0.1 != $0.2 }
        if changes.isEmpty { return .nothing }
        let consequences = isConfirmed ? [] : user.consequences(of: next, isSelf: isSelf).compactMap(\.self)
        return .step(
            UserStep(
                action: "user.updated", statement: statement(user.id, name, next), changes: changes, field: "role",
                question: consequences.isEmpty ? nil : .confirm(consequences), invites: next.isInvited,
                leavesAddress: next.leavesAddress))
    }

    /// Whoever has confirmed keeps the e-mail that they proved; a mistake in an invitation is put right.
    func refusalOfOperator(about user: LockedUser) -> UserError? {
        guard let email, email != user.email, user.status != .invited else { return nil }
        let message = "\(user.name) has confirmed this e-mail. The company's admins can change it, and nobody else."
        return UserError(.conflict, "email", message)
    }

    private func statement(_ id: RowID, _ name: String, _ next: NextUser) -> BoundStatement {
        BoundStatement(
            Self.statement,
            [.uuid(id), .text(name), .text(next.email), .text(next.role.rawValue), .text(next.status.rawValue)])
    }

    private static let statement = Statement(
        text: "UPDATE app_user SET name = $2, email = $3, role = $4, status = $5 WHERE id = $1",
        parameterTypes: [.uuid, .text, .text, .text, .text])
}

/// What a user becomes.
struct NextUser {
    let email: String
    let role: UserRole
    let status: UserStatus
    /// Whether the address is another one.
    let isAddressed: Bool
    /// Whether the role is another one.
    let isMoved: Bool
    /// Whether an invitation goes out: for the first time, or anew to another address.
    let isInvited: Bool
    /// Whether the old address is told.
    ///
    /// Whoever never confirmed it, or never signs in, has nothing to lose there.
    let leavesAddress: Bool

    init(_ user: LockedUser, email: String, role: UserRole) {
        self.email = email
        self.role = role
        status = user.status(as: role)
        isAddressed = email != user.email
        isMoved = role != user.role
        isInvited = status == .invited && (user.status != .invited || isAddressed)
        leavesAddress = isAddressed && user.role.signsIn && user.status != .invited
    }
}

extension LockedUser {
    /// The state that goes with a role: who only gets mails has nothing to confirm; who could do nothing else so far
    /// has no password and is invited.
    fileprivate func status(as role: UserRole) -> UserStatus {
        switch status {
        case .invited where !role.signsIn: .active
        case .active where role.signsIn && !hasPassword: .invited
        default: status
        }
    }
}

extension UserError {
    /// Who changes the own address shows the password first, and confirms from the new one (G-05).
    fileprivate static let ownEmail = UserError(
        .conflict, "email", "Change your own e-mail under Account: it takes your password, and a look at your mails.")
}

extension TextRule {
    /// How users are called.
    static let userName = TextRule(field: "name", label: "The name", isRequired: true, maximum: 200)
}
