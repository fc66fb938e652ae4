public import Mail
public import Postgres

/// Sends mails that are due, one after the other.
///
/// Any number of workers may: each mail is taken by one.
///
/// A worker that dies between sending and noting leaves its mail to be sent once more: with the same Message-ID, so
/// that it can be recognised. Nothing better can be had of SMTP.
public struct MailDispatcher: Sendable {
    /// Hands a mail over; throws where it isn't taken.
    public typealias Send = @Sendable (MailMessage) async throws(SMTPFault) -> Void

    private let database: Database
    private let templates: MailTemplates
    private let tasks: VisibleTasks
    private let sender: MailAddress
    private let send: Send
    /// How long a mail is this worker's, in seconds.
    static let lease = 3.0 * Double(SMTPTransport.seconds)

    /// A dispatcher before a database whose connections are the worker's.
    ///
    /// - Parameter tasks: what reads the tasks of summaries.
    public init(
        _ database: Database, _ templates: MailTemplates, tasks: VisibleTasks, sender: MailAddress,
        send: @escaping Send
    ) {
        self.database = database
        self.templates = templates
        self.tasks = tasks
        self.sender = sender
        self.send = send
    }

    /// What came of looking for a mail.
    public enum Step: Sendable, Equatable {
        /// None was due.
        case idle
        /// One is dealt with, and there may be more.
        case done
        /// None can be handed over just now, and why.
        case hindered(String)
    }

    /// Sends the mail that has waited longest.
    ///
    /// - Parameter origin: the origin of the portal's links.
    /// - Throws: `PostgresError` and whatever else keeps a mail from being written: it is tried again after its lease.
    public func step(origin: String) async throws -> Step {
        guard let mail = try await DueMail.claim(in: database, lease: Self.lease) else { return .idle }
        let writer = MailWriter(
            database: database, templates: templates, tasks: tasks, sender: sender, origin: origin)
        switch try await writer.write(mail) {
        case .failure(let unwanted):
            try await note(.cancelled(unwanted.reason), mail)
            return .done
        case .success(let message): return try await hand(over: message, mail)
        }
    }

    private func hand(over message: MailMessage, _ mail: DueMail) async throws -> Step {
        do {
            try await send(message)
        } catch {
            try await note(Self.outcome(of: error, mail, chance: .random(in: 0...1)), mail)
            return error.kind == .server ? .hindered(error.description) : .done
        }
        try await note(.sent, mail)
        return .done
    }

    static func outcome(of fault: SMTPFault, _ mail: DueMail, chance: Double) -> MailOutcome {
        if fault.kind == .never { return .failed(fault.description) }
        guard let pause = MailRetry.pause(after: Int(mail.attempt), age: mail.age, chance: chance) else {
            return .failed("Given up after \(mail.attempt) attempts. \(fault.description)")
        }
        return .later(seconds: pause, fault.description)
    }

    private func note(_ outcome: MailOutcome, _ mail: DueMail) async throws {
        try await database.transaction(deadline: .seconds(10)) { try await $0.run([outcome.note(mail)]) }
    }
}
