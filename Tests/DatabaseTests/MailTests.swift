import Postgres
import SQLText
import TestSupport
import Testing

/// What the worker may do for mails, and what it may not.
@Suite("Mails in the database", .serialized) struct MailTests {
    private let world: World
    private let worker: DirectSession

    init() throws {
        world = try World.shared.get()
        worker = try DirectSession(world.database.connectionString, role: "portico_worker")
        try worker.execute("BEGIN")
    }

    @Test("The worker makes mails and notes what became of them, and how far it has read")
    func writing() throws {
        try worker.execute(
            """
            INSERT INTO mail (organization_id, event_id, subject_id, template, recipient, recipient_name, subject)
            VALUES ('\(World.id("alfa"))', uuidv7(), uuidv7(), 'user.removed', 'x@world.test', 'X', 'X');
            UPDATE mail SET state = 'FAILED', attempts = 1, last_error = 'x', next_attempt_at = now()
            """)
        #expect(try worker.count("SELECT count(*) FROM mail WHERE state = 'FAILED'") == 3)
        let read = try worker.run("UPDATE outbox_reader SET transaction = '9', event_id = uuidv7() WHERE name = 'mail'")
        #expect(read.affectedRows == 1)
    }

    @Test(
        "It sees nobody but by name, changes no mail's recipient, and takes none away",
        arguments: [
            "SELECT FROM app_user", "SELECT FROM organization", "SELECT FROM invitation",
            "UPDATE mail SET recipient = 'x@world.test'", "UPDATE mail SET template = 'a.b'", "DELETE FROM mail",
            "DELETE FROM outbox_reader", "INSERT INTO outbox_reader VALUES ('x', '1', uuidv7())",
            "UPDATE outbox_reader SET name = 'x'", "UPDATE outbox_event SET topic = 'a.b'",
        ])
    func refused(script: String) throws {
        #expect(try worker.refusal(of: script) == "42501")
    }

    @Test(
        "The app writes no mail and learns of nobody by it, whoever asks",
        arguments: [
            "UPDATE mail SET recipient = 'x@world.test'", "UPDATE mail SET sent_at = now()", "DELETE FROM mail",
            "SELECT mail_facts(uuidv7(), uuidv7())", "SELECT FROM outbox_reader",
        ])
    func app(script: String) throws {
        let app = try world.app()
        try app.execute("BEGIN")
        try app.enter("operator")
        #expect(try app.refusal(of: script) == "42501")
    }

    @Test("It learns of a company and a user of it what a mail needs; of a user elsewhere nothing")
    func facts() throws {
        let rows = try worker.run(
            "SELECT * FROM mail_facts(\(.uuid(World.id("alfa"))), \(.uuid(World.id("alfa.user"))))")
        #expect(rows.columnNames == ["organization_name", "time_zone", "portal", "email", "name", "locale"])
        #expect(rows.text(0, 0) == "alfa" && rows.text(0, 2) == nil && rows.text(0, 4) == "alfa.user")
        let elsewhere = try worker.run(
            "SELECT * FROM mail_facts(\(.uuid(World.id("alfa"))), \(.uuid(World.id("beta.user"))))")
        #expect(elsewhere.text(0, 0) == "alfa" && elsewhere.text(0, 3) == nil)
        #expect(try worker.run("SELECT * FROM mail_facts(uuidv7(), NULL)").rowCount == 0)
    }

    @Test(
        "A mail is what it can be: one for an event and a recipient, sent at a time or not, to an address as stored",
        arguments: [
            ("recipient", "'X@world.test'", "23514"), ("recipient", "'world.test'", "23514"),
            ("state", "'LOST'", "23514"), ("state", "'SENT'", "23514"), ("template", "'x'", "23514"),
            ("subject", "''", "23514"), ("last_error", "''", "23514"), ("event_id", "'\(World.id("alfa"))'", "23505"),
            ("locale", "'nb-NO'", nil), ("event_id", "uuidv7()", nil),
        ])
    func shape(column: String, value: String, refusal: String?) throws {
        var values = [
            "organization_id": "'\(World.id("alfa"))'", "event_id": "uuidv7()", "subject_id": "uuidv7()",
            "template": "'user.removed'", "recipient": "'gone@world.test'", "recipient_name": "'X'", "subject": "'X'",
        ]
        values[column] = value
        let pairs = values.sorted { $0.key < $1.key }
        let script = """
            INSERT INTO mail (\(pairs.map(\.key).joined(separator: ", "))) \
            VALUES (\(pairs.map(\.value).joined(separator: ", ")))
            """
        let administrator = try world.administrator()
        try administrator.execute("BEGIN")
        #expect(try administrator.refusal(of: script) == refusal)
    }

    @Test("Whoever migrates doesn't tell today of what happened before")
    func beginning() throws {
        let database = try TestDatabase.empty()
        let session = try database.session()
        let all = try Migration.load(from: TestDatabase.migrationsFolder)
        try Migrator(Array(all.prefix { $0.version < 27 })).apply(session)
        let administrator = try database.session(asAdministrator: true)
        let event = "insert into outbox_event (topic, subject_type, subject_id) values ('a.b', 'x', uuidv7())"
        try administrator.execute(event)
        try Migrator(all).apply(session)
        let later = try administrator.run(
            """
            SELECT count(*) FROM outbox_event e, outbox_reader r
            WHERE (e.transaction, e.id) > (r.transaction, r.event_id)
            """)
        #expect(later.int8(0, 0) == 0)
        try administrator.execute(event)
        #expect(
            try administrator.run(
                """
                SELECT count(*) FROM outbox_event e, outbox_reader r
                WHERE (e.transaction, e.id) > (r.transaction, r.event_id)
                """
            ).int8(0, 0) == 1)
    }
}
