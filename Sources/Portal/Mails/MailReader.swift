import Mail
public import Postgres
public import SQLText

/// Makes mails of what happened: each event of the outbox is read once, in the order of transactions, whoever reads.
///
/// How far it came is noted in the transaction that makes the mails, under a lock. So two readers never read the same,
/// and one that dies has either read or not. Events are read only up to the oldest transaction that is still under way,
/// since one that began earlier may yet commit.
public struct MailReader: Sendable {
    private let database: Database
    private let templates: MailTemplates
    /// Whether mails are only shown, not sent.
    private let isHeld: Bool
    private static let deadline = Duration.seconds(20)
    /// How many events are read in one transaction.
    static let batch: Int32 = 200

    /// A reader before a database whose connections are the worker's.
    public init(_ database: Database, _ templates: MailTemplates, isHeld: Bool) {
        self.database = database
        self.templates = templates
        self.isHeld = isHeld
    }

    /// What was read.
    public struct Reading: Sendable, Equatable {
        /// How many events.
        public var events = 0
        /// How many mails were made of them.
        public var mails = 0
        /// Events that should have made one, and named nobody whom a mail could reach.
        public var unaddressed: [RowID] = []
    }

    /// Reads all that is there; nothing where somebody else is reading.
    ///
    /// - Throws: `PostgresError`; `MailTemplateFault`.
    @discardableResult
    public func read() async throws -> Reading {
        var total = Reading()
        while true {
            let part = try await database.transaction(deadline: Self.deadline) { try await batch($0) }
            total.events += part.events
            total.mails += part.mails
            total.unaddressed += part.unaddressed
            if part.events < Int(Self.batch) { return total }
        }
    }

    private func batch(_ transaction: Transaction) async throws -> Reading {
        var reading = Reading()
        // A round trip of its own: what is read behind the lock has to see what the last reader left.
        let isMine = try await transaction.run([BoundStatement(Self.lock)]).first?.rowCount == 1
        let rows = isMine ? try await transaction.run([BoundStatement(Self.events, [.int4(Self.batch)])]).first : nil
        guard let rows, rows.rowCount > 0 else { return reading }
        reading.events = rows.rowCount
        let events = (0..<rows.rowCount).compactMap { TellingEvent(rows, $0) }
        let facts = events.isEmpty ? [] : try await transaction.run(events.map(\.facts))
        var statements: [BoundStatement] = []
        // In the order of the events, as far as ids can tell it.
        let ids = events.map { _ in RowID.new() }.sorted()
        for ((event, facts), id) in zip(zip(events, facts), ids) {
            if let mail = try mail(id, event, facts) {
                statements.append(mail)
            } else {
                reading.unaddressed.append(event.id)
            }
        }
        reading.mails = statements.count
        let last = rows.rowID(rows.rowCount - 1, 0).map(SQLValue.uuid) ?? .null(.uuid)
        _ = try await transaction.run(statements + [BoundStatement(Self.note, [last])])
        return reading
    }

    /// The row of a mail; nil where nobody can be reached.
    private func mail(_ id: RowID, _ event: TellingEvent, _ facts: ResultRows) throws -> BoundStatement? {
        guard let template = templates[event.recipe.template], let known = MailFacts(facts),
            let recipient = event.recipient(facts)
        else { return nil }
        let name = String((recipient.name.isEmpty ? recipient.address : recipient.name).unicodeScalars.prefix(200))
        let subject = try template.subject(known.values(name: name))
        return BoundStatement(
            Self.insertion,
            [
                .uuid(id), .uuid(event.organization), .uuid(event.id), .uuid(event.subject),
                .text(template.name), .text(recipient.address), .text(name),
                .text(String(subject.unicodeScalars.prefix(300))), .text(event.locale(facts)),
                .text(isHeld ? "HELD" : "QUEUED"),
            ])
    }

    private static let lock = Statement(
        text: "SELECT name FROM outbox_reader WHERE name = 'mail' FOR UPDATE SKIP LOCKED")
    private static let events = Statement(
        text: """
            SELECT e.id, e.organization_id, e.topic, e.subject_type, e.subject_id, e.payload #>> '{recipient,email}', \
            e.payload #>> '{recipient,name}', e.payload #>> '{recipient,locale}' FROM outbox_event e \
            WHERE (e.transaction, e.id) > (SELECT r.transaction, r.event_id FROM outbox_reader r WHERE r.name = 'mail') \
            AND e.transaction < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.transaction, e.id LIMIT $1
            """,
        parameterTypes: [.int4])
    private static let insertion = Statement(
        text: """
            INSERT INTO mail (id, organization_id, event_id, subject_id, template, recipient, recipient_name, subject, \
            locale, state) VALUES ($1, $2, $3, $4, $5, lower(btrim($6)), $7, $8, $9, $10) \
            ON CONFLICT (event_id, template, recipient) DO NOTHING
            """,
        parameterTypes: [.uuid, .uuid, .uuid, .uuid, .text, .text, .text, .text, .text, .text])
    private static let note = Statement(
        text: """
            UPDATE outbox_reader r SET transaction = e.transaction, event_id = e.id FROM outbox_event e \
            WHERE r.name = 'mail' AND e.id = $1
            """,
        parameterTypes: [.uuid])
}
