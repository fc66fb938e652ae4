import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What a `decideIdentityDomain` asks for: whether a provider may vouch for the e-mails of a domain.
struct DecideIdentityDomainWish: MutationWish {
    typealias Answer = RowAnswer<DecidedIdentityDomain>

    let id: RowID?
    let status: String

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "IdentityDomain")
        status = input.flag("isApproved") ? "APPROVED" : "REFUSED"
    }

    /// The mutation for the engine's table.
    static let field = MutationField.repeatable("decideIdentityDomain") { (wish: DecideIdentityDomainWish, context) in
        guard let id = wish.id,
            let found = try await context.transaction.run([BoundStatement(lock, [.uuid(id)])]).first,
            found.rowCount == 1, let organization = found.rowID(0, 0), let name = found.text(0, 1),
            let before = found.text(0, 2)
        else { return .refused(.notFound("id")) }
        if before == wish.status { return .changed(id) }
        let journal = Journal(
            action: wish.status == "APPROVED" ? "identity_domain.approved" : "identity_domain.refused",
            target: "identity_domain", targetID: id, organizationID: organization, targetName: name,
            changes: [("status", before, wish.status)])
        let refusal = try await context.attempt(
            [BoundStatement(decision, [.uuid(id), .text(wish.status)])]
                + journal.statements(by: context.viewer, context.request)
        ) { fault in
            fault.sqlState == "23505"
                ? UserError(
                    .conflict, "id", "Another company signs in with \(name) already. Refuse that one first.") : nil
        }
        return refusal.map { .refused($0) } ?? .changed(id)
    }

    private static let lock = Statement(
        text: "SELECT organization_id, name, status FROM identity_domain WHERE id = $1 FOR NO KEY UPDATE",
        parameterTypes: [.uuid])
    private static let decision = Statement(
        text: "UPDATE identity_domain SET status = $2, decided_at = now() WHERE id = $1",
        parameterTypes: [.uuid, .text])
}

/// The domain that was decided about.
enum DecidedIdentityDomain: AnsweredRow {
    static let field = "identityDomain"
}
