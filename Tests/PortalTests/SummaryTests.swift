import Foundation
import GraphQLSchema
import Mail
import Postgres
import SQLText
import Testing

@testable import Portal

/// A world whose only tasks are those named after their customers, in which nobody's summary is due but as told.
private struct SummaryWorld {
    let mails: MailWorld

    /// A Monday, at seven in Oslo.
    static let monday = Date(timeIntervalSince1970: 1_795_413_600)

    static func with(_ body: (SummaryWorld) async throws -> Void) async throws {
        try await MailWorld.with { mails in
            try mails.world.execute(
                """
                DELETE FROM task;
                INSERT INTO task (organization_id, partnership_id, customer_id, type, severity, cause, figure)
                SELECT organization_id, partnership_id, id, 'INACTIVE_SCANNER', 'HIGH', 'scanner', 40 FROM customer;
                UPDATE notification_preference SET next_delivery_at = NULL
                """)
            try await body(SummaryWorld(mails: mails))
        }
    }

    var world: World { mails.world }

    /// Makes the next summary of people due on the Monday, by e-mail.
    func makeDue(_ emails: String...) throws {
        try world.execute(
            """
            UPDATE notification_preference p SET next_delivery_at = to_timestamp(\(Self.monday.timeIntervalSince1970))
            FROM app_user u WHERE u.id = p.user_id
                AND u.email IN (\(emails.map { "'\($0)'" }.joined(separator: ", ")))
            """)
    }

    /// Looks who is due, makes the mails and sends them; the new ones.
    func deliver(after seconds: Double = 60) async throws -> [MailMessage] {
        let before = mails.box.messages.count
        try await mails.scheduler(at: Self.monday + seconds).schedule()
        try await mails.reader().read()
        try await mails.dispatch()
        return Array(mails.box.messages.dropFirst(before))
    }

    /// The customers whose names a mail tells, in their order.
    func customers(in message: MailMessage?) throws -> [String] {
        let text = message?.text ?? ""
        return try customers("true").filter { text.contains("- \($0): scanner silent for 40 days (high)\n") }
    }

    /// The names of customers.
    func customers(_ condition: String) throws -> [String] {
        try names("SELECT c.name FROM customer c JOIN partnership p ON p.id = c.partnership_id WHERE \(condition)")
    }

    func names(_ query: String) throws -> [String] {
        let rows = try world.test.session().run(BoundStatement(Statement(text: query + " ORDER BY 1")))
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    func sends() throws -> [String] {
        try names(
            """
            SELECT concat_ws(' ', u.email, s.window_start, s.task_count) FROM notification_send s
            JOIN app_user u ON u.id = s.user_id
            """)
    }
}

@Suite("Summaries of open tasks", .serialized) struct SummaryTests {
    private static let assigned = """
        c.id IN (SELECT a.customer_id FROM assignment a JOIN app_user u ON u.id = a.user_id
        WHERE u.email = 'user@nordlys.test')
        """

    @Test("D0-03 D2-16 D2-34 two people of one partnership are each told of the tasks of their customers alone")
    func assignments() async throws {
        try await SummaryWorld.with { it in
            let own = try it.customers(Self.assigned)
            let others = try it.customers("p.type = 'MSSP' AND NOT \(Self.assigned) AND p.name LIKE 'Nordlys%'")
            try #require(own.count == 3 && others.count > 3)
            // Leila looks after the others.
            try it.world.execute(
                """
                UPDATE membership m SET customer_access = 'ASSIGNED' FROM app_user u
                WHERE u.id = m.user_id AND u.email = 'wide@nordlys.test';
                INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
                SELECT m.organization_id, m.partnership_id, m.id, m.user_id, c.id
                FROM membership m JOIN app_user u ON u.id = m.user_id AND u.email = 'wide@nordlys.test'
                JOIN customer c ON c.partnership_id = m.partnership_id
                JOIN partnership p ON p.id = c.partnership_id
                WHERE NOT \(Self.assigned)
                """)
            try it.makeDue("user@nordlys.test", "wide@nordlys.test")
            let mails = try await it.deliver()
            #expect(mails.map(\.recipient.address).sorted() == ["user@nordlys.test", "wide@nordlys.test"])
            let jonas = mails.first { $0.recipient.address == "user@nordlys.test" }
            let leila = mails.first { $0.recipient.address == "wide@nordlys.test" }
            #expect(try it.customers(in: jonas) == own)
            #expect(try it.customers(in: leila) == others)
            // Not in the other half of the mail either.
            for name in others { #expect(jonas?.html.contains(name) == false) }
            #expect(
                try it.sends() == ["user@nordlys.test 2026-11-23 3", "wide@nordlys.test 2026-11-23 \(others.count)"])
        }
    }

    @Test("D2-16 the next mail follows the assignments, and a right withdrawn before it is sent shows nothing")
    func following() async throws {
        try await SummaryWorld.with { it in
            let own = try it.customers(Self.assigned)
            try it.makeDue("user@nordlys.test")
            #expect(try await it.customers(in: it.deliver().first) == own)
            try it.world.execute(
                "DELETE FROM assignment a USING customer c WHERE c.id = a.customer_id AND c.name = '\(own[0])'")
            try it.world.execute("DELETE FROM notification_send")
            try it.makeDue("user@nordlys.test")
            #expect(try await it.customers(in: it.deliver().first) == Array(own.dropFirst()))
            // Made, and then all is withdrawn.
            try it.world.execute("DELETE FROM notification_send")
            try it.makeDue("user@nordlys.test")
            #expect(try await it.mails.scheduler(at: SummaryWorld.monday).schedule() == 1)
            try await it.mails.reader().read()
            try it.world.execute("DELETE FROM assignment")
            try await it.mails.dispatch()
            #expect(it.mails.box.messages.count == 2)
            #expect(
                try it.mails.mails("concat_ws(' ', state, last_error)").last?.hasPrefix("CANCELLED The user sees")
                    == true)
        }
    }

    @Test("D0-04 G-19 members of a managed or a reseller partnership, admins, and who only gets mails: each their own")
    func roles() async throws {
        try await SummaryWorld.with { it in
            try it.world.execute(
                """
                INSERT INTO membership (organization_id, partnership_id, user_id)
                SELECT u.organization_id, p.id, u.id FROM app_user u
                JOIN partnership p ON p.organization_id = u.organization_id AND p.type = 'RESELLER'
                WHERE u.email = 'aino@nordlys.test';
                UPDATE app_user SET password_hash = 'x', status = 'ACTIVE' WHERE email = 'aino@nordlys.test';
                DELETE FROM membership m USING app_user u, partnership p WHERE u.id = m.user_id
                    AND p.id = m.partnership_id AND p.type = 'RESELLER' AND u.email = 'notify@nordlys.test'
                """)
            try it.makeDue(
                "wide@nordlys.test", "aino@nordlys.test", "admin@nordlys.test", "notify@nordlys.test",
                "marketing@nordlys.test", "admin@kumo.test", "admin@leadhaus.test")
            let mails = try await it.deliver()
            func seen(_ email: String) throws -> [String]? {
                try mails.first { $0.recipient.address == email }.map { try it.customers(in: $0) }
            }
            let managed = try it.customers("p.type = 'MSSP' AND p.name LIKE 'Nordlys%'")
            let resold = try it.customers("p.type = 'RESELLER'")
            #expect(try seen("wide@nordlys.test") == managed)
            #expect(try seen("aino@nordlys.test") == resold)
            #expect(try seen("admin@nordlys.test") == it.customers("p.name LIKE 'Nordlys%'"))
            #expect(try seen("notify@nordlys.test") == managed)
            #expect(try seen("admin@kumo.test") == it.customers("p.name LIKE 'Kumo%'"))
            // Marketing sees no task (D2-12), and a buyer of leads has no customers.
            #expect(mails.count == 5)
        }
    }

    @Test(
        "D2-13 D2-14 who only gets mails is sent to nothing that needs a sign-in; others are, and told where to choose")
    func words() async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test", "notify@nordlys.test")
            let mails = try await it.deliver()
            let jonas = try #require(mails.first { $0.recipient.address == "user@nordlys.test" })
            let desk = try #require(mails.first { $0.recipient.address == "notify@nordlys.test" })
            #expect(jonas.subject == "Your open tasks at Nordlys Security AS")
            #expect(jonas.text.contains("3 tasks are open at the customers that you see"))
            #expect(jonas.text.contains("https://portal.test/tasks"))
            #expect(jonas.text.contains("you choose under Account: https://portal.test/settings/account"))
            #expect(!desk.text.contains("https://") && !desk.html.contains("href"))
            #expect(desk.text.contains("an administrator of Nordlys Security AS chooses"))
            #expect(jonas.html.contains("<li>") && jonas.html.components(separatedBy: "<li>").count == 4)
        }
    }

    @Test("D2-32 D2-34 all that is open of the chosen kinds is told, the gravest first, and nothing that is resolved")
    func categories() async throws {
        try await SummaryWorld.with { it in
            try it.world.execute(
                """
                UPDATE customer SET name = 'Fjord <b>&amp;' || E'\\n' || 'Co' WHERE name LIKE 'Fjord%';
                DELETE FROM task;
                INSERT INTO task (organization_id, partnership_id, customer_id, type, severity, cause, figure, product_id,
                    due_on, opened_at, resolved_at)
                SELECT c.organization_id, c.partnership_id, c.id, t.type, t.severity, t.type || t.severity, t.figure,
                    (SELECT id FROM product ORDER BY name LIMIT 1), '2027-01-03', t.opened, t.resolved
                FROM customer c, (VALUES
                    ('FAILED_SCANS', 'LOW', 1, now() - interval '2 years', null),
                    ('INACTIVE_SCANNER', 'HIGH', 1, now(), now()),
                    ('INACTIVE_SCANNER', 'MEDIUM', 8, now(), null),
                    ('INACTIVE_PRODUCT', 'HIGH', 9, now(), null),
                    ('LICENCE_CAPACITY', 'LOW', 93, now(), null),
                    ('CONTRACT_RENEWAL', 'MEDIUM', 40, now(), null)) t (type, severity, figure, opened, resolved)
                WHERE c.name LIKE 'Fjord%';
                UPDATE notification_preference SET categories = '{COMMERCIAL,CHURN_RISK}'
                """)
            let product = try it.names("SELECT min(name) FROM product")[0]
            try it.makeDue("user@nordlys.test")
            let mail = try #require(try await it.deliver().first)
            let lines = mail.text.split(separator: "\n").filter { $0.hasPrefix("- ") }
            #expect(lines.count == 3)
            #expect(
                Set(lines.prefix(2)) == [
                    "- Fjord <b>&amp; Co: scanner silent for 8 days (medium)",
                    "- Fjord <b>&amp; Co: contract ends on 3 January 2027 (medium)",
                ])
            #expect(lines.last == "- Fjord <b>&amp; Co: 1 scan of \(product) failed (low)")
            #expect(mail.html.contains("Fjord &lt;b&gt;&amp;amp; Co"))
        }
    }

    @Test("More tasks than fit are counted")
    func many() async throws {
        try await SummaryWorld.with { it in
            try it.world.execute(
                """
                INSERT INTO task (organization_id, partnership_id, customer_id, type, severity, cause)
                SELECT organization_id, partnership_id, id, 'FAILED_SCANS', 'LOW', 'c' || n
                FROM customer, generate_series(1, 200) n WHERE name LIKE 'Fjord%'
                """)
            try it.makeDue("user@nordlys.test")
            let mail = try #require(try await it.deliver().first)
            #expect(mail.text.contains("203 tasks are open"))
            #expect(mail.text.contains("- … and 103 more\n"))
            #expect(mail.text.components(separatedBy: "\n- ").count == 102)
        }
    }

    private static let silences: [(String, String)] = [
        ("UPDATE task SET resolved_at = now(), opened_at = now()", "no task is open"),
        ("UPDATE notification_preference SET categories = '{COMMERCIAL}'", "none of a kind that was chosen"),
        ("UPDATE app_user SET status = 'DISABLED' WHERE email = 'user@nordlys.test'", "disabled"),
        ("DELETE FROM app_user WHERE email = 'user@nordlys.test'", "removed"),
        ("UPDATE organization SET status = 'SUSPENDED'", "the company is suspended"),
        ("UPDATE organization SET portal_enabled = false", "the company is shut"),
        ("DELETE FROM membership", "no place"), ("DELETE FROM assignment", "no customer"),
    ]

    @Test("D2-34 G-16 nobody is written to who sees no open task, nor who isn't there", arguments: silences)
    func silence(change: String, why: String) async throws {
        try await SummaryWorld.with { it in
            try it.world.execute(change)
            try it.makeDue("user@nordlys.test")
            #expect(try await it.deliver().isEmpty, "\(why)")
            #expect(try it.mails.mails() == [] && it.sends() == [])
        }
    }

    @Test("What comes between making and sending a summary stops it", arguments: silences)
    func between(change: String, why: String) async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test")
            try await it.mails.scheduler(at: SummaryWorld.monday).schedule()
            try await it.mails.reader().read()
            #expect(try it.mails.mails("state") == ["QUEUED"])
            try it.world.execute(change)
            try await it.mails.dispatch()
            #expect(it.mails.box.messages.isEmpty, "\(why)")
            #expect(try it.mails.mails("state") == ["CANCELLED"])
        }
    }

    @Test("A summary made for an address of before goes to nobody")
    func address() async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test")
            try await it.mails.scheduler(at: SummaryWorld.monday).schedule()
            try await it.mails.reader().read()
            try it.world.execute("UPDATE app_user SET email = 'new@nordlys.test' WHERE email = 'user@nordlys.test'")
            try await it.mails.dispatch()
            #expect(it.mails.box.messages.isEmpty)
            #expect(try it.mails.mails("last_error") == ["The user has another address by now."])
        }
    }

    @Test(
        "C8 looked for twice, and by two workers at once, there is one mail for each, and none is due before the next")
    func once() async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test", "wide@nordlys.test", "admin@nordlys.test")
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 {
                    group.addTask { try await it.mails.scheduler(at: SummaryWorld.monday).schedule() }
                }
                try await group.waitForAll()
            }
            #expect(try await it.deliver().count == 3)
            #expect(try await it.deliver().isEmpty)
            let next = try it.names(
                "SELECT DISTINCT next_delivery_at::text FROM notification_preference WHERE next_delivery_at IS NOT NULL"
            )
            #expect(next.count == 1 && next[0].hasPrefix("2026-11-30 "))
            // Whatever makes it due again: that day has had its mail.
            try it.makeDue("user@nordlys.test")
            #expect(try await it.deliver().isEmpty)
            #expect(try it.sends().count == 3)
        }
    }

    @Test("A worker that dies before it has written the event has taken nobody")
    func death() async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test")
            try it.world.execute("REVOKE INSERT ON outbox_event FROM portico_worker")
            await #expect(throws: PostgresError.self) {
                try await it.mails.scheduler(at: SummaryWorld.monday).schedule()
            }
            #expect(try it.sends() == [])
            try it.world.execute("GRANT INSERT ON outbox_event TO portico_worker")
            #expect(try await it.deliver().count == 1)
        }
    }

    @Test(
        "D2-31 a summary that is late by six hours isn't sent any more, and the next is due",
        arguments: [(21_599.0, 1), (21_601.0, 0)])
    func late(seconds: Double, count: Int) async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test")
            #expect(try await it.deliver(after: seconds).count == count)
            #expect(
                try it.names(
                    """
                    SELECT (next_delivery_at > to_timestamp(\(SummaryWorld.monday.timeIntervalSince1970)))::text
                    FROM notification_preference WHERE next_delivery_at IS NOT NULL
                    """) == ["true"])
        }
    }

    @Test("Whoever is being changed or erased just now is waited for by nobody, and taken later")
    func underWay() async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test", "wide@nordlys.test")
            let other = try it.world.test.session()
            try other.execute("BEGIN; SELECT FROM app_user WHERE email = 'user@nordlys.test' FOR UPDATE")
            #expect(try await it.mails.scheduler(at: SummaryWorld.monday).schedule() == 1)
            try other.execute("ROLLBACK; BEGIN; DELETE FROM app_user WHERE email = 'user@nordlys.test'")
            #expect(try await it.mails.scheduler(at: SummaryWorld.monday).schedule() == 0)
            try other.execute("ROLLBACK")
            #expect(try await it.mails.scheduler(at: SummaryWorld.monday).schedule() == 1)
            #expect(try it.sends().count == 2)
        }
    }

    @Test("C22 what was sent is told to whom it was sent, and forgotten two months later")
    func kept() async throws {
        try await SummaryWorld.with { it in
            try it.makeDue("user@nordlys.test")
            try await it.mails.scheduler(at: SummaryWorld.monday).schedule()
            let token = try await it.world.token("user@nordlys.test")
            let told = try await it.world.ask("mutation { exportPersonalData { document } }", as: token)
            let day = #"\"sent\":[{\"day\":\"2026-11-23\",\"tasks\":3}]"#
            #expect(told.text.replacing(" ", with: "").contains(day), "\(told.text)")
            for days in [59, 61] {
                try it.world.execute("UPDATE notification_send SET window_start = '2026-11-23'::date - \(days)")
                try it.makeDue("user@nordlys.test")
                try await it.mails.scheduler(at: SummaryWorld.monday).schedule()
                #expect(try it.sends().count == (days == 59 ? 2 : 1), "\(days)")
                try it.world.execute("DELETE FROM notification_send WHERE window_start = '2026-11-23'")
                if days == 61 { #expect(try it.sends() == []) }
            }
        }
    }

    @Test("More people than one transaction takes are all written to")
    func crowd() async throws {
        try await SummaryWorld.with { it in
            try it.world.execute(
                """
                INSERT INTO app_user (organization_id, name, email, role, status)
                SELECT organization_id, 'Desk ' || n, 'desk' || n || '@nordlys.test', 'NOTIFICATIONS', 'ACTIVE'
                FROM app_user, generate_series(1, 120) n WHERE email = 'notify@nordlys.test';
                INSERT INTO membership (organization_id, partnership_id, user_id)
                SELECT u.organization_id, p.id, u.id FROM app_user u
                JOIN partnership p ON p.organization_id = u.organization_id AND p.type = 'MSSP'
                WHERE u.email LIKE 'desk%';
                UPDATE notification_preference p
                SET next_delivery_at = to_timestamp(\(SummaryWorld.monday.timeIntervalSince1970))
                FROM app_user u WHERE u.id = p.user_id AND u.email LIKE 'desk%'
                """)
            #expect(try await it.mails.scheduler(at: SummaryWorld.monday).schedule() == 120)
            #expect(try it.sends().count == 120)
        }
    }

    @Test("K6 what a summary tells is nothing for the operator, who may open other mails that are held")
    func held() async throws {
        try await MailWorld.with(opens: true) { it in
            try it.tell("user.summary_due", about: "wide@nordlys.test")
            try await it.reader(isHeld: true).read()
            let token = try await it.world.token("operator@portico.test", realm: "OPERATOR")
            let id = try await it.world.ask("{ mails(first: 1) { nodes { id } } }", as: token)[
                "mails", "nodes", 0, "id"]
            let told = try await it.world.ask(
                "mutation ($id: ID!) { openMail(input: {id: $id}) { text userErrors { code } } }",
                ["id": try #require(id)], as: token)
            #expect(told.userError("openMail") == "CONFLICT" && told["openMail", "text"] == .null, "\(told.text)")
        }
    }
}

@Suite("A task in words") struct OpenTaskTests {
    private static let lines: [(String, Int64?, Int32?, String)] = [
        ("CONTRACT_RENEWAL", 12, nil, "contract ends in 12 days"),
        ("CONTRACT_RENEWAL", 1, nil, "contract ends in 1 day"),
        ("CONTRACT_RENEWAL", 12, 20_820, "contract ends on 2 January 2027"),
        ("LICENCE_CAPACITY", 93, nil, "93 % of Web is used"), ("INACTIVE_PRODUCT", 8, nil, "Web not used for 8 days"),
        ("INACTIVE_SCANNER", 1, nil, "scanner silent for 1 day"), ("FAILED_SCANS", 1, nil, "1 scan of Web failed"),
        ("FAILED_SCANS", 5, nil, "5 scans of Web failed"), ("UNHEARD_OF", nil, nil, "something to look at"),
    ]

    @Test("Each type has its words", arguments: lines)
    func words(type: String, figure: Int64?, dueOn: Int32?, words: String) {
        let task = OpenTask(
            severity: "HIGH", type: type, figure: figure, dueOn: dueOn, customer: "Fjord", product: "Web")
        #expect(task.line == "Fjord: \(words) (high)")
    }
}
