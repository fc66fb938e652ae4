import Logging
import Mail
import Portal
import Postgres

/// All that mails need: connections of the worker's, the templates and, where there is one, the server that takes them.
struct MailRoom {
    let database: Database
    let reader: MailReader
    let summaries: SummaryScheduler
    /// Nil where no mail leaves.
    let dispatcher: MailDispatcher?
    let transport: SMTPTransport?

    /// - Parameter tasks: what reads the tasks of summaries, as those who get them.
    init(_ installation: Installation, _ templates: MailTemplates, tasks: VisibleTasks) async throws {
        let settings = installation.settings
        var connections = DatabaseConfiguration(
            connectionString: installation.connectionString, role: Installation.workerRole)
        connections.sharedConnections = 1
        connections.exclusiveConnections = 1
        connections.writeConnections = 1
        database = try Database(connections)
        reader = MailReader(database, templates, isHeld: installation.holdsMails)
        summaries = SummaryScheduler(database, tasks)
        if let server = settings.mail.server, let sender = settings.mail.sender {
            let transport = SMTPTransport(server)
            dispatcher = MailDispatcher(database, templates, tasks: tasks, sender: sender) {
                message throws(SMTPFault) in
                try await transport.send(message)
            }
            self.transport = transport
        } else {
            dispatcher = nil
            transport = nil
            if !installation.holdsMails {
                Console.note("portico: PORTICO_SMTP_URL is not set, so no mail goes out. Mails wait until it is.")
            }
        }
        try await database.start()
    }
}

extension Installation {
    /// The role that the worker runs as.
    static let workerRole = "portico_worker"

    /// Whether mails are kept to be looked at rather than sent: nobody but who sits at the machine can be meant.
    var holdsMails: Bool { cluster != nil && settings.isLocal && settings.mail.server == nil }
}
