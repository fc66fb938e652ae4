import Cryptography
import Execution
import GraphQLSchema
import Mail
import Planning
import Postgres
import SQLText

/// `openMail`: shows the operator a mail that is held, as it would have been sent, with a secret of its own.
///
/// Only where mails are held: nobody but who sits at the machine reads them there. It isn't repeatable by a key, since
/// its answer would have to be kept, and the secret in it may stand nowhere.
struct OpenMail: Sendable {
    /// Nil where mails are sent.
    let desk: MailDesk?

    /// The mutation for the engine's table.
    var field: MutationField {
        MutationField(
            name: "openMail",
            body: .transactional { context, transaction, arguments in
                let input = arguments.input
                guard let viewer = context.viewer, let id = input.rowID("id", of: "Mail") else {
                    return .refused([.notFound("id")], input)
                }
                guard let desk, let origin = desk.origin() else {
                    let message = "Mails are only shown where they are held: without a mail server, on this machine."
                    return .refused([UserError(.conflict, nil, message)], input)
                }
                let change = ChangeContext(viewer: viewer, request: context.request, transaction: transaction)
                return try await open(id, desk.templates, origin, change).payload(input)
            })
    }

    private func open(
        _ id: RowID, _ templates: MailTemplates, _ origin: String, _ context: ChangeContext
    ) async throws -> Opened {
        let rows = try await context.transaction.run([BoundStatement(Self.held, [.uuid(id)])]).first
        guard let rows, let name = rows.text(0, 0), let recipe = MailRecipe.byTemplate[name],
            let template = templates[name], let recipient = rows.text(0, 1), let subject = rows.text(0, 2)
        else { return .refused(.notFound("id")) }
        if recipe.listsTasks {
            // Which customers a partner looks after is nothing that the operator sees (K6).
            let message = "What is open at a partner's customers is for the recipient alone."
            return .refused(UserError(.conflict, "id", message))
        }
        let secret = try MailSecret(recipe.secret)
        let found = try await context.transaction.run([
            BoundStatement(Self.open, [.uuid(id), secret.purpose, secret.hash])
        ]).first
        guard let facts = found.flatMap(MailFacts.init) else {
            return .refused(UserError(.conflict, "id", "What it invites to was used, withdrawn or has expired."))
        }
        let values = facts.values(name: recipient, origin: origin, secret)
        let journal = Journal(
            action: "mail.opened", target: "mail", targetID: id, organizationID: rows.rowID(0, 3),
            targetName: subject, changes: [])
        _ = try await context.transaction.run(journal.statements(by: context.viewer, context.request))
        return .opened(id, subject: subject, text: try template.text(values), html: try template.html(values))
    }

    private enum Opened {
        case opened(RowID, subject: String, text: String, html: String)
        case refused(UserError)

        func payload(_ input: InputObject) -> Payload {
            switch self {
            case .refused(let error): .refused([error], input)
            case .opened(let id, let subject, let text, let html):
                Payload(fields: [
                    "mail": .row(id), "subject": .string(subject), "text": .string(text), "html": .string(html),
                    "userErrors": .list([]), "clientMutationId": input.clientMutationID,
                ])
            }
        }
    }

    private static let held = Statement(
        text: """
            SELECT template, recipient_name, subject, organization_id FROM mail WHERE id = $1 AND state = 'HELD'
            """,
        parameterTypes: [.uuid])
    private static let open = Statement(
        text: "SELECT organization_name, time_zone, portal, expires_at FROM mail_open($1, $2, $3)",
        parameterTypes: [.uuid, .text, .bytea])
}

/// What a server needs that shows mails instead of sending them.
public struct MailDesk: Sendable {
    let templates: MailTemplates
    /// What the portal's links begin with; nil before the server listens.
    let origin: @Sendable () -> String?

    /// Takes the templates and the address.
    public init(_ templates: MailTemplates, origin: @escaping @Sendable () -> String?) {
        self.templates = templates
        self.origin = origin
    }
}
