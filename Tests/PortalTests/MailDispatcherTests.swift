import GraphQLSchema
import Mail
import Postgres
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

@Suite("Sending mails", .serialized) struct MailDispatcherTests {
    @Test("D0-47 D4-36 an invitation brings a link whose secret stands nowhere but in the mail")
    func invitation() async throws {
        try await MailWorld.with { it in
            try await it.create()
            try await it.reader().read()
            try await it.dispatch()
            let message = try #require(it.box.messages.first)
            #expect(it.box.messages.count == 1)
            #expect(message.recipient.address == "nina.lund@nordlys.test" && message.recipient.name == "Nina Lund")
            let secret = try #require(message.secret)
            #expect(message.html.contains("href=\"https://portal.test/welcome#\(secret)\""))
            #expect(message.text.contains("at https://portal.test/partner/login with"))
            #expect(message.text.contains("Forgot your password?"))
            let hash = SQLValue.bytea(sha256(Array(secret.utf8)))
            #expect(
                try it.world.look("SELECT purpose FROM invitation WHERE token_hash = \(hash) AND ending IS NULL") == [
                    "INVITATION"
                ])
            #expect(try it.mails() == ["user.invited nina.lund@nordlys.test SENT 1"])
            let rows = try it.mails("to_jsonb(mail)") + it.world.look("SELECT to_jsonb(e)::text FROM outbox_event e")
            #expect(rows.allSatisfy { !$0.contains(secret) })
        }
    }

    @Test("The time in a mail is that of where the recipient is")
    func time() {
        let moment: Int64 = 1_800_000_000_000_000
        #expect(MailFacts.written(moment, in: "Europe/Oslo") == "15 January 2027, 09:00 (Europe/Oslo)")
        #expect(MailFacts.written(moment, in: "Mars/Phobos") == "15 January 2027, 08:00 (GMT)")
    }

    @Test("D4-03 a link to a new password is good for the account's own address, and a mail that tells has none")
    func reset() async throws {
        try await MailWorld.with { it in
            try it.world.execute(
                "SELECT renew_invitation(id, 'PASSWORD_RESET') FROM app_user WHERE email = 'wide@nordlys.test'")
            try it.tell("user.reset_requested", about: "wide@nordlys.test")
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try await it.reader().read()
            try await it.dispatch()
            #expect(it.box.messages.map(\.subject) == ["Choose a new password", "Your password was changed"])
            #expect(it.box.messages.map { $0.secret != nil } == [true, false])
            #expect(it.box.messages.last?.text.contains("https://portal.test/partner/login") == true)
        }
    }

    @Test("D1-07 who uses a customer's portal gets links to that portal, and is told which one it is")
    func customersPortal() async throws {
        try await MailWorld.with { it in
            try it.world.execute(
                """
                SELECT renew_invitation(id, 'PASSWORD_RESET') FROM portal_user
                WHERE email = 'user@fjord.test';
                INSERT INTO outbox_event (organization_id, topic, subject_type, subject_id)
                SELECT organization_id, t, 'portal_user', id FROM portal_user,
                    unnest(array['user.reset_requested', 'user.password_changed']) t WHERE email = 'user@fjord.test'
                """)
            try await it.reader().read()
            try await it.dispatch()
            // Both happened at once: either comes first.
            let texts = it.box.messages.map(\.text)
            #expect(it.box.messages.map(\.recipient.address) == ["user@fjord.test", "user@fjord.test"])
            #expect(texts.filter { $0.contains("https://portal.test/portal/fjord/reset#") }.count == 1)
            #expect(texts.filter { $0.contains("https://portal.test/portal/fjord/login") }.count == 1)
            #expect(texts.allSatisfy { $0.contains("the customer portal of Nordlys Security AS") })
        }
    }

    @Test(
        "An invitation that was used, withdrawn or is over is cancelled, and so is one to an address of before",
        arguments: [
            ("UPDATE invitation SET ending = 'ACCEPTED', ended_at = now()", "What it invites to was used"),
            ("UPDATE invitation SET expires_at = now() - interval '1 second'", "What it invites to was used"),
            ("DELETE FROM app_user WHERE email = 'nina.lund@nordlys.test'", "What it invites to was used"),
            (
                "UPDATE app_user SET email = 'new@nordlys.test' WHERE email = 'nina.lund@nordlys.test'",
                "The user has another address by now."
            ),
        ])
    func withdrawn(change: String, reason: String) async throws {
        try await MailWorld.with { it in
            try await it.create()
            try await it.reader().read()
            try it.world.execute(change)
            try await it.dispatch()
            #expect(it.box.messages.isEmpty)
            #expect(try it.mails("state") == ["CANCELLED"])
            #expect(try it.mails("last_error").first?.hasPrefix(reason) == true)
            #expect(try it.world.look("SELECT id::text FROM invitation WHERE token_hash IS NOT NULL") == [])
        }
    }

    @Test("Two workers at once send each mail once")
    func twoWorkers() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test", times: 40)
            try await it.reader().read()
            try await withThrowingTaskGroup { group in
                for _ in 0..<2 { group.addTask { try await it.dispatch() } }
                try await group.waitForAll()
            }
            #expect(it.box.messages.count == 40)
            #expect(Set(it.box.messages.map(\.id)).count == 40)
            #expect(Set(try it.mails("concat_ws(' ', state, attempts)")) == ["SENT 1"])
        }
    }

    @Test("A mail whose worker died after sending it is sent once more when its time is over, and can be recognised")
    func crash() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try await it.reader().read()
            let taken = try #require(try await DueMail.claim(in: it.worker, lease: 600))
            // Meanwhile it's nobody else's.
            #expect(try await it.dispatcher().step(origin: MailWorld.origin) == .idle)
            try it.world.execute("UPDATE mail SET next_attempt_at = now()")
            try await it.dispatch()
            #expect(it.box.messages.map(\.id) == [taken.id.description])
            #expect(try it.mails("concat_ws(' ', state, attempts)") == ["SENT 2"])
            // The first one wasn't dead: what it has to say comes too late.
            try await it.worker.transaction(deadline: .seconds(5)) {
                try await $0.run([MailOutcome.failed("too late").note(taken)])
            }
            #expect(try it.mails("concat_ws(' ', state, attempts, last_error)") == ["SENT 2"])
        }
    }

    @Test("A mail that isn't taken just now is tried again after a while, and has failed with the tenth attempt")
    func backoff() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try await it.reader().read()
            let fault = SMTPFault(.later, "The mail server doesn't take the recipient: 451 Later")
            for attempt in 1...9 {
                try await it.dispatch(fault)
                #expect(
                    try it.mails("concat_ws('|', state, attempts, last_error, next_attempt_at > now())") == [
                        "QUEUED|\(attempt)|\(fault.description)|t"
                    ])
                try it.world.execute("UPDATE mail SET next_attempt_at = now()")
            }
            try await it.dispatch(fault)
            #expect(
                try it.mails("concat_ws('|', state, attempts, last_error)") == [
                    "FAILED|10|Given up after 10 attempts. \(fault.description)"
                ])
            try await it.dispatch()
            #expect(it.box.messages.isEmpty)
        }
    }

    @Test("A mail older than two days isn't tried again")
    func old() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try await it.reader().read()
            try it.world.execute("UPDATE mail SET created_at = now() - interval '2 days'")
            try await it.dispatch(SMTPFault(.later, "x"))
            #expect(try it.mails("state") == ["FAILED"])
        }
    }

    @Test("A recipient that is refused for good fails at once; a server that isn't there hinders all")
    func bounce() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            try it.tell("user.password_changed", about: "user@nordlys.test")
            try await it.reader().read()
            let gone = try it.dispatcher(SMTPFault(.never, "550 No such user"))
            #expect(try await gone.step(origin: MailWorld.origin) == .done)
            #expect(try it.mails("concat_ws(' ', state, last_error)") == ["FAILED 550 No such user", "QUEUED"])
            let down = try it.dispatcher(SMTPFault(.server, "Connection refused"))
            #expect(try await down.step(origin: MailWorld.origin) == .hindered("Connection refused"))
            #expect(try it.mails("concat_ws(' ', state, attempts)") == ["FAILED 1", "QUEUED 1"])
        }
    }

    @Test("A name with line breaks adds no header and no line")
    func injection() async throws {
        try await MailWorld.with { it in
            try it.world.execute(
                #"""
                UPDATE app_user SET name = E'Wide\r\nBcc: all@x.test' WHERE email = 'wide@nordlys.test';
                UPDATE organization SET name = E'Nordlys\r\n\r\nAll your money'
                """#)
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            let removed = #"{"recipient": {"name": "x", "email": "gone@nordlys.test"}}"#
            try it.tell("user.removed", about: "wide@nordlys.test", removed)
            try await it.reader().read()
            try await it.dispatch()
            #expect(it.box.messages.count == 2)
            for message in it.box.messages {
                let mail = String(decoding: message.bytes, as: UTF8.self)
                #expect(!mail.contains("\r\nBcc:") && !mail.contains("\r\nAll your money"))
            }
            #expect(it.box.messages.first?.text.hasPrefix("Hello Wide Bcc: all@x.test,\n") == true)
        }
    }
}
