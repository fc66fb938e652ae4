import Foundation
import Mail
import Postgres
import SQLText
import Synchronization
import TestSupport
import Testing

@testable import Cryptography
@testable import Portal

/// A world with a worker that makes and sends mails: what it hands over is kept here.
struct MailWorld: Sendable {
    let people: PeopleWorld
    let worker: Database
    let templates: MailTemplates
    let box = Box()

    static let origin = "https://portal.test"

    /// Runs a body in a new world in which nothing has been read, and in which the operator may open mails or not.
    static func with(opens: Bool = false, _ body: (MailWorld) async throws -> Void) async throws {
        let templates = try MailTemplates(folder: SourceTree.root.appending(path: "Mails").path)
        let desk = opens ? MailDesk(templates) { origin } : nil
        try await PeopleWorld.with(desk: desk) { people in
            var configuration = people.world.test.configuration
            configuration.role = "portico_worker"
            configuration.writeConnections = 2
            let worker = try Database(configuration)
            try await worker.start()
            do {
                try await body(MailWorld(people: people, worker: worker, templates: templates))
                await worker.shutdown()
            } catch {
                await worker.shutdown()
                throw error
            }
        }
    }

    var world: World { people.world }

    /// A scheduler whose clock stands still.
    func scheduler(at moment: Date = Date()) -> SummaryScheduler {
        SummaryScheduler(worker, VisibleTasks(world.database), now: { moment })
    }

    func reader(isHeld: Bool = false) -> MailReader { MailReader(worker, templates, isHeld: isHeld) }

    /// A dispatcher whose server takes mails, or answers as it's told.
    func dispatcher(_ fault: SMTPFault? = nil) throws -> MailDispatcher {
        let sender = try #require(MailAddress("Portico <no-reply@portal.test>"))
        let box = box
        let tasks = VisibleTasks(world.database)
        return MailDispatcher(worker, templates, tasks: tasks, sender: sender) { message throws(SMTPFault) in
            if let fault { throw fault }
            box.put(message)
        }
    }

    /// Takes steps until no mail is due.
    func dispatch(_ fault: SMTPFault? = nil) async throws {
        let dispatcher = try dispatcher(fault)
        while try await dispatcher.step(origin: Self.origin) != .idle {}
    }

    /// Makes a user who is invited, or only gets mails.
    func create(_ name: String = "Nina Lund", role: String = "USER") async throws {
        let email = name.lowercased().split(separator: " ").joined(separator: ".") + "@nordlys.test"
        let told = try await people.change(
            "createUser", ["name": .string(name), "email": .string(email), "role": .string(role)])
        try #require(told["createUser", "userErrors"] == [], "\(told.text)")
    }

    /// Writes an event about somebody, by e-mail, as whatever happened would.
    func tell(_ topic: String, about email: String, _ payload: String = "{}", times: Int = 1) throws {
        try world.execute(
            """
            INSERT INTO outbox_event (organization_id, topic, subject_type, subject_id, payload)
            SELECT organization_id, '\(topic)', 'app_user', id, '\(payload)' FROM app_user, generate_series(1, \(times))
            WHERE email = '\(email)'
            """)
    }

    /// Mails, oldest first: the given columns.
    func mails(_ columns: String = "concat_ws(' ', template, recipient, state, attempts)") throws -> [String] {
        let rows = try world.test.session().run(
            BoundStatement(Statement(text: "SELECT (\(columns))::text FROM mail ORDER BY created_at, id")))
        return (0..<rows.rowCount).map { rows.text($0, 0) ?? "NULL" }
    }

    /// What was handed over.
    final class Box: Sendable {
        private let kept = Mutex<[MailMessage]>([])

        func put(_ message: MailMessage) { kept.withLock { $0.append(message) } }

        var messages: [MailMessage] { kept.withLock { $0 } }
    }
}

extension MailMessage {
    /// The secret in the link of the text.
    var secret: String? {
        let link = /https:\/\/portal\.test\/(?:welcome|reset)#([A-Za-z0-9_-]{43})(?:\n|$)/
        return text.firstMatch(of: link).map { String($0.1) }
    }
}
