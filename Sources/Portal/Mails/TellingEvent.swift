import Mail
import Postgres
import SQLText

/// An event of the outbox that somebody gets a mail about.
struct TellingEvent {
    let id: RowID
    let organization: RowID
    /// The user that it is about, who may be gone.
    let subject: RowID
    let recipe: MailRecipe
    private let carried: (email: String?, name: String?, locale: String?)

    /// Reads a row of the outbox; nil where nobody gets a mail about it.
    init?(_ rows: ResultRows, _ row: Int) {
        guard let id = rows.rowID(row, 0), let organization = rows.rowID(row, 1),
            let topic = rows.text(row, 2), let table = rows.text(row, 3),
            let recipe = MailRecipe.about(topic, table), let subject = rows.rowID(row, 4)
        else { return nil }
        carried = (rows.text(row, 5), rows.text(row, 6), rows.text(row, 7))
        // Whoever only got mails is told of nothing by one more (D2-39): such an event names no recipient.
        if recipe.address == .event, carried.email == nil { return nil }
        self.id = id
        self.organization = organization
        self.recipe = recipe
        self.subject = subject
    }

    /// Asks for what the event doesn't bring along.
    var facts: BoundStatement {
        let user: SQLValue = recipe.address == .user ? .uuid(subject) : .null(.uuid)
        return BoundStatement(Self.facts, [.uuid(organization), user])
    }

    /// Whom the mail goes to; nil where there is no such user any more, or no such address.
    func recipient(_ facts: ResultRows) -> MailAddress? {
        let isUser = recipe.address == .user
        let (email, name) = isUser ? (facts.text(0, 3), facts.text(0, 4)) : (carried.email, carried.name)
        guard let email else { return nil }
        return MailAddress(name: name ?? "", address: email)
    }

    /// The recipient's language; the company's where nobody has said another.
    func locale(_ facts: ResultRows) -> String {
        let locale = recipe.address == .user ? facts.text(0, 5) : carried.locale ?? facts.text(0, 5)
        guard let locale, locale.wholeMatch(of: /[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil else { return "en" }
        return locale
    }

    /// What the worker may know of a company and of a user; one row at most.
    static let facts = Statement(
        text: "SELECT organization_name, time_zone, portal, email, name, locale FROM mail_facts($1, $2)",
        parameterTypes: [.uuid, .uuid])
}
