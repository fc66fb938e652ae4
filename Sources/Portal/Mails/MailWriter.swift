import Foundation
import Mail
import Postgres
import SQLText

/// Writes a mail at the moment when it's sent: only then its secret is made.
struct MailWriter: Sendable {
    let database: Database
    let templates: MailTemplates
    /// What reads the tasks of a summary.
    let tasks: VisibleTasks
    let sender: MailAddress
    /// What the portal's links begin with, such as `https://partners.example.com`.
    let origin: String

    /// The mail; or why nobody gets it any more.
    ///
    /// - Throws: `PostgresError`; `CryptographyError`; `MailTemplateFault`.
    func write(_ mail: DueMail) async throws -> Result<MailMessage, Unwanted> {
        guard let template = templates[mail.template], let recipe = MailRecipe.byTemplate[mail.template] else {
            return .failure(Unwanted(reason: "There is no template of this name any more."))
        }
        guard let recipient = mail.recipient else {
            return .failure(Unwanted(reason: "The recipient's address can't be written to."))
        }
        let secret = try MailSecret(recipe.secret)
        var values: [String: String]
        var lists: [String: [String]] = [:]
        do {
            let facts = recipe.secret == nil ? try await known(mail, recipe) : try await minted(secret, mail)
            values = facts.values(name: recipient.name, origin: origin, secret)
            if recipe.listsTasks {
                let summary = try await summary(mail)
                values.merge(summary.values(origin: origin)) { $1 }
                lists[TaskSummary.list] = summary.lines
            }
        } catch let unwanted as Unwanted {
            return .failure(unwanted)
        }
        return .success(
            MailMessage(
                id: mail.id.description, date: Date(), sender: sender, recipient: recipient, subject: mail.subject,
                text: try template.text(values, lists: lists), html: try template.html(values, lists: lists)))
    }

    /// What the user sees at this moment, whatever it was when the mail was made.
    private func summary(_ mail: DueMail) async throws -> TaskSummary {
        guard let summary = try await tasks.summary(for: mail.subjectID) else {
            throw Unwanted(reason: "The user sees no open task by now, or wants no summary.")
        }
        return summary
    }

    /// Why a mail isn't sent.
    struct Unwanted: Error {
        let reason: String
    }

    private func known(_ mail: DueMail, _ recipe: MailRecipe) async throws -> MailFacts {
        let organization = mail.organization.map(SQLValue.uuid) ?? .null(.uuid)
        let rows = try await database.read(
            [BoundStatement(TellingEvent.facts, [organization, .uuid(mail.subjectID)])], deadline: .seconds(10))
        guard let facts = rows.first.flatMap(MailFacts.init) else {
            throw Unwanted(reason: "The company is gone.")
        }
        // Nobody could tell which door it is about.
        if recipe.address == .user, rows.first?.text(0, 3) == nil {
            throw Unwanted(reason: "The user is gone by now.")
        }
        if recipe.listsTasks, rows.first?.text(0, 3) != mail.recipient?.address {
            throw Unwanted(reason: "The user has another address by now.")
        }
        return facts
    }

    /// A new secret takes the place of the one before.
    private func minted(_ secret: MailSecret, _ mail: DueMail) async throws -> MailFacts {
        try await database.transaction(deadline: .seconds(10)) { transaction in
            let rows = try await transaction.run([
                BoundStatement(Self.mint, [.uuid(mail.subjectID), secret.purpose, secret.hash])
            ]).first
            guard let rows, let facts = MailFacts(rows) else {
                throw Unwanted(reason: "What it invites to was used, withdrawn or has expired.")
            }
            // Thrown within the transaction, so that the secret of another mail stays good.
            guard rows.text(0, 4) == mail.recipient?.address else {
                throw Unwanted(reason: "The user has another address by now.")
            }
            return facts
        }
    }

    private static let mint = Statement(
        text: "SELECT organization_name, time_zone, portal, expires_at, email FROM invitation_mint($1, $2, $3)",
        parameterTypes: [.uuid, .text, .bytea])
}
