import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What a `retryMail` asks for: a mail that has failed is tried again at once, as if it were new.
struct RetryMailWish: MutationWish {
    typealias Answer = RowAnswer<RetriedMail>

    let id: RowID?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Mail")
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("retryMail") { (wish: RetryMailWish, context) in
            guard let id = wish.id else { return .refused(.notFound("id")) }
            let rows = try await context.transaction.run([
                BoundStatement(look, [.uuid(id)]), BoundStatement(retry, [.uuid(id)]),
            ])
            guard let mail = rows.first, let subject = mail.text(0, 0) else { return .refused(.notFound("id")) }
            guard rows.last?.affectedRows == 1 else {
                return .refused(UserError(.conflict, "id", "Only a mail that has failed can be tried again."))
            }
            let journal = Journal(
                action: "mail.retried", target: "mail", targetID: id, organizationID: mail.rowID(0, 1),
                targetName: subject, changes: [("state", "FAILED", "QUEUED")])
            _ = try await context.transaction.run(journal.statements(by: context.viewer, context.request))
            return .changed(id)
        }
    }

    private static let look = Statement(
        text: "SELECT subject, organization_id FROM mail WHERE id = $1", parameterTypes: [.uuid])
    private static let retry = Statement(
        text: """
            UPDATE mail SET state = 'QUEUED', attempts = 0, next_attempt_at = now() WHERE id = $1 AND state = 'FAILED'
            """,
        parameterTypes: [.uuid])
}

/// The mail that is tried again.
enum RetriedMail: AnsweredRow {
    static let field = "mail"
}
