import Mail
import Postgres
import SQLText

/// A mail that this worker has taken, to send it.
struct DueMail: Sendable {
    let id: RowID
    let organization: RowID?
    let subjectID: RowID
    let template: String
    let recipient: MailAddress?
    let subject: String
    /// Which attempt this is.
    ///
    /// Whoever notes what came of it names it, so that a worker that was given up can't.
    let attempt: Int32
    /// How long ago it was made, in seconds.
    let age: Double

    /// Takes the one that has waited longest; nil where none is due.
    ///
    /// - Parameter lease: how long nobody else may take it, in seconds: longer than an attempt can last.
    static func claim(in database: Database, lease: Double) async throws -> DueMail? {
        let rows = try await database.transaction(deadline: .seconds(10)) {
            try await $0.run([BoundStatement(claim, [.float8(lease)])])
        }
        return rows.first.flatMap { DueMail($0, 0) }
    }

    /// Reads a row with the columns of ``columns``.
    init?(_ rows: ResultRows, _ row: Int) {
        guard let id = rows.rowID(row, 0), let subjectID = rows.rowID(row, 2), let template = rows.text(row, 3),
            let address = rows.text(row, 4), let subject = rows.text(row, 6), let attempt = rows.int4(row, 7),
            let age = rows.float8(row, 8)
        else { return nil }
        self.id = id
        organization = rows.rowID(row, 1)
        self.subjectID = subjectID
        self.template = template
        recipient = MailAddress(name: rows.text(row, 5) ?? "", address: address)
        self.subject = subject
        self.attempt = attempt
        self.age = age
    }

    private static let claim = Statement(
        text: """
            UPDATE mail m SET attempts = m.attempts + 1, next_attempt_at = now() + make_interval(secs => $1) \
            FROM (SELECT id FROM mail WHERE state = 'QUEUED' AND next_attempt_at <= now() \
            ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) due WHERE m.id = due.id \
            RETURNING m.id, m.organization_id, m.subject_id, m.template, m.recipient, m.recipient_name, m.subject, \
            m.attempts, extract(epoch FROM now() - m.created_at)::float8
            """,
        parameterTypes: [.float8])
}

/// What became of an attempt.
enum MailOutcome: Equatable, Sendable {
    case sent
    /// It is tried again in so many seconds.
    case later(seconds: Double, String)
    case failed(String)
    case cancelled(String)

    /// Writes it down, unless another worker has taken the mail meanwhile.
    func note(_ mail: DueMail) -> BoundStatement {
        let (state, pause, error): (String, Double, String?) =
            switch self {
            case .sent: ("SENT", 0, nil)
            case .later(let seconds, let error): ("QUEUED", seconds, error)
            case .failed(let error): ("FAILED", 0, error)
            case .cancelled(let reason): ("CANCELLED", 0, reason)
            }
        let words: SQLValue = error.map { .text(String($0.unicodeScalars.prefix(500))) } ?? .null(.text)
        return BoundStatement(
            Self.note, [.uuid(mail.id), .int4(mail.attempt), .text(state), .float8(pause), words])
    }

    private static let note = Statement(
        text: """
            UPDATE mail SET state = $3, next_attempt_at = now() + make_interval(secs => $4), last_error = $5, \
            sent_at = CASE $3 WHEN 'SENT' THEN now() END WHERE id = $1 AND attempts = $2 AND state = 'QUEUED'
            """,
        parameterTypes: [.uuid, .int4, .text, .float8, .text])
}
