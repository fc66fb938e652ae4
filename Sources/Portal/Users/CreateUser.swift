import Execution
import Postgres
import SQLText

/// `createUser`: makes a user with a place in partnerships, in one step.
///
/// Statements: D0-46, D0-47, D2-07 to D2-09, D2-17 and K12 of the product's specification.
struct CreateUser: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        .repeatable("createUser") { (wish: CreateUserWish, context) in
            guard let organization = context.viewer.viewer.organizationID else { return .refused(.notFound("email")) }
            let user = NewUser(id: .new(), organizationID: organization, wish: wish)
            return try await user.make(context)
        }
    }
}

/// A user who is about to be.
struct NewUser {
    let id: RowID
    let organizationID: RowID
    let wish: CreateUserWish

    private var status: UserStatus { wish.role.signsIn ? .invited : .active }

    /// Makes the user, unless something stands in the way.
    func make(_ context: ChangeContext) async throws -> CreateUserWish.Answer {
        let checks = wish.memberships.flatMap { [$0.partnershipStatement(organizationID), $0.customersStatement] }
        let found = checks.isEmpty ? [] : try await context.transaction.run(checks)
        var described: [String] = []
        for (place, membership) in wish.memberships.enumerated() where found.count == checks.count {
            let (partnership, customers) = (found[2 * place], found[2 * place + 1])
            if let refusal = membership.refusal(partnership, customers) { return .refused(refusal) }
            described.append(membership.described(partnership, customers))
        }
        let refusal = try await context.attempt(statements(described, context), refusal: UserError.takenEmail)
        return refusal.map { .refused($0) } ?? .changed(id)
    }

    /// What makes the user, and what is written down, with the memberships in words.
    func statements(_ memberships: [String], _ context: ChangeContext) -> [BoundStatement] {
        [insertion] + wish.memberships.flatMap { $0.insertions(of: id) }
            + journal(memberships).statements(by: context.viewer, context.request)
    }

    private var insertion: BoundStatement {
        BoundStatement(
            Self.insertion,
            [
                .uuid(id), .uuid(organizationID), .text(wish.name), .text(wish.email), .text(wish.role.rawValue),
                .text(status.rawValue),
            ])
    }

    private func journal(_ memberships: [String]) -> Journal {
        let values: [(String, String?)] = [
            ("name", wish.name), ("email", wish.email), ("role", wish.role.rawValue), ("status", status.rawValue),
            ("memberships", memberships.isEmpty ? nil : memberships.joined(separator: "; ")),
        ]
        return Journal(
            action: "user.created", target: "app_user", targetID: id, organizationID: organizationID,
            targetName: wish.name, changes: values.filter { $0.1 != nil }.map { ($0, nil, $1) },
            further: status == .invited && wish.sendsInvitation ? ["user.invited"] : [])
    }

    /// Language and time zone are the company's, until the user says otherwise.
    private static let insertion = Statement(
        text: """
            INSERT INTO app_user (id, organization_id, name, email, role, status, locale, time_zone) \
            SELECT $1, g.id, $3, $4, $5, $6, g.locale, g.time_zone FROM organization g WHERE g.id = $2
            """,
        parameterTypes: [.uuid, .uuid, .text, .text, .text, .text])
}
