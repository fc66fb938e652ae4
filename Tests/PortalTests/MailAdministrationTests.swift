import GraphQLSchema
import Mail
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

@Suite("The operator's mails", .serialized) struct MailAdministrationTests {
    private func mails(_ it: MailWorld, _ arguments: String, as token: String) async throws -> Told {
        try await it.world.ask("{ mails(\(arguments)) { nodes { id recipient state } } }", as: token)
    }

    private func ids(_ told: Told) -> [JSONValue] {
        (0..<10).compactMap { told["mails", "nodes", $0, "id"] }
    }

    private func open(_ id: JSONValue, _ it: MailWorld, as token: String) async throws -> Told {
        try await it.world.ask(
            """
            mutation ($id: ID!) { openMail(input: {id: $id}) {
              mail { id state } subject text html userErrors { code message } } }
            """, ["id": id], as: token)
    }

    private func retry(_ id: JSONValue, _ it: MailWorld, as token: String, key: String? = nil) async throws -> Told {
        var input: JSONObject = ["id": id]
        if let key { input["idempotencyKey"] = .string(key) }
        return try await it.world.ask(
            """
            mutation ($input: RetryMailInput!) { retryMail(input: $input) {
              mail { state attempts } userErrors { code } } }
            """, ["input": .object(input)], as: token)
    }

    private func operatorToken(_ it: MailWorld) async throws -> String {
        try await it.world.token("operator@portico.test", realm: "OPERATOR")
    }

    @Test("The newest come first; by state and by recipient they are found")
    func list() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try await it.reader().read()
            try await it.dispatch()
            try it.tell("user.password_changed", about: "user@nordlys.test")
            try await it.reader().read()
            let token = try await operatorToken(it)
            let all = try await mails(it, "first: 10", as: token)
            #expect(all["mails", "nodes", 0, "recipient"] == "user@nordlys.test", "\(all.text)")
            #expect(ids(all).count == 2)
            let sent = try await mails(it, "filter: {state: {eq: SENT}}", as: token)
            #expect(ids(sent) == [try #require(ids(all).last)])
            let found = try await mails(it, #"filter: {recipient: {eq: "user@nordlys.test"}}"#, as: token)
            #expect(ids(found) == [try #require(ids(all).first)])
        }
    }

    @Test("A mail that is held opens with a link that works, each time another, which stands nowhere else")
    func opening() async throws {
        try await MailWorld.with(opens: true) { it in
            try await it.create()
            try await it.reader(isHeld: true).read()
            let token = try await operatorToken(it)
            let id = try #require(ids(try await mails(it, "first: 1", as: token)).first)
            var secrets: [String] = []
            for _ in 0..<2 {
                let told = try await open(id, it, as: token)
                #expect(told["openMail", "mail", "state"] == "HELD", "\(told.text)")
                #expect(told["openMail", "subject"] == "Nordlys Security AS invites you to its partner portal")
                guard case .string(let text)? = told["openMail", "text"] else { throw WorldError(text: told.text) }
                let link = try #require(text.firstMatch(of: /https:\/\/portal\.test\/welcome#([A-Za-z0-9_-]{43})\n/))
                secrets.append(String(link.1))
                let hash = SQLValue.bytea(sha256(Array(link.1.utf8)))
                #expect(
                    try it.world.look("SELECT user_id::text FROM invitation WHERE token_hash = \(hash)").count == 1)
            }
            #expect(Set(secrets).count == 2)
            let written = try it.world.look(
                """
                SELECT concat_ws(' ', e.action, d.target_label, e.realm) FROM audit_event e
                JOIN audit_detail d ON d.event_id = e.id WHERE e.action LIKE 'mail.%'
                """)
            let line = "mail.opened Nordlys Security AS invites you to its partner portal OPERATOR"
            #expect(written == [line, line])
            let kept = try it.world.look(
                """
                SELECT to_jsonb(t)::text FROM idempotency_record t UNION ALL SELECT to_jsonb(t)::text FROM mail t
                UNION ALL SELECT to_jsonb(t)::text FROM outbox_event t
                UNION ALL SELECT to_jsonb(t)::text FROM audit_change t
                """)
            #expect(kept.allSatisfy { row in !secrets.contains { row.contains($0) } })
        }
    }

    @Test("A mail without a secret opens too")
    func plain() async throws {
        try await MailWorld.with(opens: true) { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try await it.reader(isHeld: true).read()
            let token = try await operatorToken(it)
            let id = try #require(ids(try await mails(it, "first: 1", as: token)).first)
            let told = try await open(id, it, as: token)
            #expect(told["openMail", "userErrors"] == [], "\(told.text)")
            #expect(told["openMail", "subject"] == "Your password was changed")
        }
    }

    @Test("Nothing opens that isn't held, that is over, or that nobody knows")
    func closed() async throws {
        try await MailWorld.with(opens: true) { it in
            try await it.create()
            try await it.reader(isHeld: true).read()
            let token = try await operatorToken(it)
            let id = try #require(ids(try await mails(it, "first: 1", as: token)).first)
            try it.world.execute("UPDATE app_user SET email = 'new@nordlys.test' WHERE email LIKE 'nina%'")
            #expect(try await open(id, it, as: token).userError("openMail") == "CONFLICT")
            try it.world.execute("UPDATE mail SET state = 'QUEUED'")
            #expect(try await open(id, it, as: token).userError("openMail") == "NOT_FOUND")
            #expect(try await open("x", it, as: token).userError("openMail") == "NOT_FOUND")
            #expect(try it.world.look("SELECT id::text FROM invitation WHERE token_hash IS NOT NULL") == [])
            #expect(try it.world.look("SELECT action FROM audit_event WHERE action LIKE 'mail.%'") == [])
        }
    }

    @Test("Where mails are sent, none opens")
    func sending() async throws {
        try await MailWorld.with { it in
            try await it.create()
            try await it.reader(isHeld: true).read()
            let token = try await operatorToken(it)
            let id = try #require(ids(try await mails(it, "first: 1", as: token)).first)
            #expect(try await open(id, it, as: token).userError("openMail") == "CONFLICT")
            #expect(try it.world.look("SELECT id::text FROM invitation WHERE token_hash IS NOT NULL") == [])
        }
    }

    @Test("A mail that has failed is tried again, once for its key; one that hasn't stays as it is")
    func retrying() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try await it.reader().read()
            let token = try await operatorToken(it)
            let id = try #require(ids(try await mails(it, "first: 1", as: token)).first)
            #expect(try await retry(id, it, as: token).userError("retryMail") == "CONFLICT")
            try await it.dispatch(SMTPFault(.never, "550 No"))
            let told = try await retry(id, it, as: token, key: "k")
            #expect(told["retryMail", "mail", "state"] == "QUEUED", "\(told.text)")
            #expect(told["retryMail", "mail", "attempts"] == 0)
            try await it.dispatch()
            #expect(try it.mails() == ["user.password_changed wide@nordlys.test SENT 1"])
            #expect(try await retry(id, it, as: token, key: "k")["retryMail", "userErrors"] == [])
            #expect(try it.mails("state") == ["SENT"])
            #expect(try await retry("x", it, as: token).userError("retryMail") == "NOT_FOUND")
            #expect(
                try it.world.look("SELECT action FROM audit_event WHERE action LIKE 'mail.%'") == ["mail.retried"])
        }
    }
}
