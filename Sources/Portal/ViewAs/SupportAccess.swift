import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What an `allowSupportAccess` asks for: that the operator may view as users of the own company for some hours.
struct AllowSupportAccessWish: MutationWish {
    typealias Answer = RowAnswer<ChangedOrganization>

    static var subject: String? { nil }

    let hours: Int64

    /// 30 days, which the database holds to as well.
    private static let most: Int64 = 720

    init(_ input: InputObject, _ errors: inout [UserError]) {
        hours = input.int("hours") ?? 0
        if !(1...Self.most).contains(hours) {
            errors.append(UserError(.badInput, "hours", "Choose between 1 and \(Self.most) hours: at most 30 days."))
        }
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("allowSupportAccess") { (wish: AllowSupportAccessWish, context) in
            try await context.changeSupportAccess(hours: wish.hours, "organization.support_allowed")
        }
    }
}

/// What a `withdrawSupportAccess` asks for: that the operator looks no more, from the next request on.
struct WithdrawSupportAccessWish: MutationWish {
    typealias Answer = RowAnswer<ChangedOrganization>

    static var subject: String? { nil }

    init(_ input: InputObject, _ errors: inout [UserError]) {}

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("withdrawSupportAccess") { (_: WithdrawSupportAccessWish, context) in
            try await context.changeSupportAccess(hours: nil, "organization.support_withdrawn")
        }
    }
}

extension ChangeContext {
    /// Lets the operator view as users of the viewer's company until then, or no more, and writes it down.
    fileprivate func changeSupportAccess(
        hours: Int64?, _ action: String
    ) async throws -> RowAnswer<ChangedOrganization> {
        guard let id = viewer.viewer.organizationID,
            let found = try await transaction.run([BoundStatement(SupportStatement.lock, [.uuid(id)])]).first,
            found.rowCount == 1, let name = found.text(0, 0)
        else { return .refused(.notFound(nil)) }
        let before = found.text(0, 1)
        if hours == nil && before == nil { return .changed(id) }
        let change = BoundStatement(
            SupportStatement.change, [.uuid(id), hours.map(SQLValue.int8) ?? .null(.int8)])
        let after = try await transaction.run([change]).first?.text(0, 0)
        let journal = Journal(
            action: action, target: "organization", targetID: id, organizationID: id, targetName: name,
            changes: [("support_access_until", before, after)])
        _ = try await transaction.run(journal.statements(by: viewer, request))
        return .changed(id)
    }
}

private enum SupportStatement {
    private static let until = "to_char(support_access_until AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"

    static let lock = Statement(
        text: "SELECT name, \(until) FROM organization WHERE id = $1 FOR NO KEY UPDATE", parameterTypes: [.uuid])
    static let change = Statement(
        text: """
            UPDATE organization SET support_access_until = now() + make_interval(hours => $2::integer) WHERE id = $1 \
            RETURNING \(until)
            """,
        parameterTypes: [.uuid, .int8])
}
