import Execution
import GraphQLSchema
import Postgres
import SQLText
import Testing

@testable import Portal

@Suite("From events to mails (K14)", .serialized) struct MailReaderTests {
    @Test("D0-47 whoever is invited gets one mail, however often the outbox is read")
    func invited() async throws {
        try await MailWorld.with { it in
            try await it.create()
            let reading = try await it.reader().read()
            #expect(reading.mails == 1 && reading.unaddressed == [])
            #expect(try it.mails() == ["user.invited nina.lund@nordlys.test QUEUED 0"])
            #expect(
                try it.mails("recipient_name || '|' || subject") == [
                    "Nina Lund|Nordlys Security AS invites you to its partner portal"
                ])
            #expect(try await it.reader().read() == MailReader.Reading())
            #expect(try it.mails().count == 1)
        }
    }

    @Test("D2-38 D2-39 who is removed gets a mail at the address of before; who only got mails gets none")
    func removed() async throws {
        try await MailWorld.with { it in
            try await it.create("Nina Lund")
            try await it.create("Mail Only", role: "NOTIFICATIONS")
            for email in ["nina.lund@nordlys.test", "mail.only@nordlys.test"] {
                let told = try await it.people.change("removeUser", ["id": it.people.id(email)], confirm: true)
                try #require(told["removeUser", "userErrors"] == [], "\(told.text)")
            }
            try await it.reader().read()
            // The invitation finds nobody any more.
            #expect(try it.mails() == ["user.removed nina.lund@nordlys.test QUEUED 0"])
        }
    }

    private static let topics: [(topic: String, payload: String, mail: String?)] = [
        ("user.invited", "{}", "user.invited wide@nordlys.test"),
        ("user.reset_requested", "{}", "user.password_reset wide@nordlys.test"),
        ("user.password_changed", "{}", "user.password_changed wide@nordlys.test"),
        ("user.single_sign_on_bound", "{}", "user.single_sign_on_bound wide@nordlys.test"),
        ("user.second_factor_enabled", "{}", "user.second_factor_enabled wide@nordlys.test"),
        ("user.second_factor_disabled", "{}", "user.second_factor_disabled wide@nordlys.test"),
        ("user.second_factor_reset", "{}", "user.second_factor_reset wide@nordlys.test"),
        ("user.recovery_code_used", "{}", "user.recovery_code_used wide@nordlys.test"),
        ("user.recovery_codes_renewed", "{}", nil),
        ("user.summary_due", "{}", "user.summary wide@nordlys.test"),
        ("user.notice_due", "{}", "user.notice wide@nordlys.test"),
        (
            "user.email_change_requested", #"{"recipient": {"name": "W", "email": "new@nordlys.test"}}"#,
            "user.email_change new@nordlys.test"
        ),
        (
            "user.email_changed", #"{"recipient": {"name": "W", "email": "old@nordlys.test"}}"#,
            "user.email_changed old@nordlys.test"
        ),
        (
            "user.removed", #"{"recipient": {"name": "W", "email": "gone@nordlys.test", "locale": "nb"}}"#,
            "user.removed gone@nordlys.test"
        ),
        ("user.updated", "{}", nil), ("customer.updated", #"{"recipient": {"email": "x@y.test"}}"#, nil),
        ("user.removed", "{}", nil), ("user.email_changed", "{}", nil),
    ]

    @Test("Each topic has its mail, and goes to whom it concerns; the others have none")
    func topics() async throws {
        try await MailWorld.with { it in
            for (topic, payload, mail) in Self.topics {
                try it.tell(topic, about: "wide@nordlys.test", payload)
                #expect(try await it.reader().read().events == 1)
                #expect(try it.mails("template || ' ' || recipient") == (mail.map { [$0] } ?? []), "\(topic)")
                try it.world.execute("DELETE FROM mail")
            }
        }
    }

    @Test("What can't be a recipient stops nobody: it's told, and the next event is read")
    func unaddressed() async throws {
        try await MailWorld.with { it in
            for email in ["no address", #"a@b\r\nRCPT TO:<x@y>"#, ""] {
                let payload = #"{"recipient": {"name": "W", "email": "\#(email)"}}"#
                try it.tell("user.removed", about: "wide@nordlys.test", payload)
                try it.tell("user.password_changed", about: "wide@nordlys.test")
                #expect(try await it.reader().read().unaddressed.count == 1, "\(email)")
                #expect(try it.mails() == ["user.password_changed wide@nordlys.test QUEUED 0"])
                try it.world.execute("DELETE FROM mail")
            }
        }
    }

    @Test("Odd names, languages and long subjects are made to fit, never a reason to stop")
    func odd() async throws {
        try await MailWorld.with { it in
            let name = String(repeating: "é", count: 300)
            let recipient = #"{"recipient": {"name": "\#(name)", "email": "Old@Nordlys.test", "locale": "??"}}"#
            try it.tell("user.removed", about: "wide@nordlys.test", recipient)
            let nameless = #"{"recipient": {"name": "", "email": "b@c.test"}}"#
            try it.tell("user.removed", about: "wide@nordlys.test", nameless)
            try await it.reader().read()
            #expect(
                try it.mails("concat_ws(' ', recipient, length(recipient_name), locale)") == [
                    "old@nordlys.test 200 en", "b@c.test 8 nb",
                ])
        }
    }

    @Test("Where mails are only shown, they are held from the beginning")
    func held() async throws {
        try await MailWorld.with { it in
            try await it.create()
            try await it.reader(isHeld: true).read()
            #expect(try it.mails("state") == ["HELD"])
            try await it.dispatch()
            #expect(it.box.messages.isEmpty)
        }
    }

    @Test("An event waits for every transaction that began before its own, and none is passed over")
    func watermark() async throws {
        try await MailWorld.with { it in
            let older = try it.world.test.session()
            try older.execute(
                """
                BEGIN; INSERT INTO outbox_event (organization_id, topic, subject_type, subject_id)
                SELECT organization_id, 'user.password_changed', 'app_user', id FROM app_user
                WHERE email = 'user@nordlys.test'
                """)
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            #expect(try await it.reader().read().events == 0)
            #expect(try it.mails() == [])
            try older.execute("COMMIT")
            #expect(try await it.reader().read().events == 2)
            #expect(try it.mails("recipient") == ["user@nordlys.test", "wide@nordlys.test"])
            #expect(try await it.reader().read().events == 0)
        }
    }

    @Test("Two readers at once read each event once, beyond the end of a batch too")
    func twoReaders() async throws {
        try await MailWorld.with { it in
            let number = 2 * Int(MailReader.batch) + 7
            try it.tell("user.password_changed", about: "wide@nordlys.test", times: number)
            let read = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        var events = 0
                        for _ in 0..<20 { events += try await it.reader().read().events }
                        return events
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(read == number)
            #expect(try it.mails("recipient").count == number)
        }
    }

    @Test("A reader that dies before it has noted how far it came has made no mail")
    func death() async throws {
        try await MailWorld.with { it in
            try it.tell("user.password_changed", about: "wide@nordlys.test")
            // The note can't be written: as with a reader that is killed there.
            try it.world.execute("REVOKE UPDATE (transaction, event_id) ON outbox_reader FROM portico_worker")
            await #expect(throws: PostgresError.self) { try await it.reader().read() }
            #expect(try it.mails() == [])
            try it.world.execute("GRANT UPDATE (transaction, event_id) ON outbox_reader TO portico_worker")
            #expect(try await it.reader().read().mails == 1)
            #expect(try it.mails().count == 1)
        }
    }
}
