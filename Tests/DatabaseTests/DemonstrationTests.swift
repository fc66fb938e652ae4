import Portal
import Postgres
import SQLText
import TestSupport
import Testing

/// The demonstration: the same every time, true to the rules, and nowhere near other data.
@Suite struct DemonstrationTests {
    /// 2026-11-21.
    private static let today = 20_778

    /// One that was loaded, for all tests that only read.
    static let loaded = Result { () throws -> TestDatabase in
        let database = try TestDatabase.migrated()
        try load(database)
        return database
    }

    private static func load(_ database: TestDatabase, scale: Int = 0) throws {
        try Demonstration.load(
            into: database.session(), passwordHash: "hash of portico-demo", scale: scale, today: today)
    }

    /// A number for everything that is in a table, in the order of its ids, but for how long invitations made just now
    /// are good.
    private static func digest(_ database: TestDatabase) throws -> [String?] {
        let session = try database.session(asAdministrator: true)
        return try tables.map { table in
            try session.run(
                """
                SELECT count(*) || ' ' || md5(string_agg((to_jsonb(t) - 'invitation_expires_at')::text, ';' ORDER BY t.id))
                FROM \(Identifier(table)) t
                """
            ).text(0, 0)
        }
    }

    private static let tables = [
        "organization", "partnership", "app_user", "operator_user", "membership", "assignment", "customer", "contact",
        "lead", "delivery", "invoice", "invoice_line", "product", "usage_reading", "contract", "acv_snapshot", "task",
        "customer_portal", "portal_user", "engagement_metric", "churn_assessment", "churn_factor",
        "partner_kit_asset", "audit_event", "audit_detail", "audit_change", "api_key",
    ]

    private func session() throws -> DirectSession {
        try Self.loaded.get().session(asAdministrator: true)
    }

    @Test("The same scale and day make the same rows, also when loaded again over themselves")
    func deterministic() throws {
        let database = try TestDatabase.migrated()
        let other = try TestDatabase.migrated()
        try Self.load(database)
        try Self.load(other)
        let first = try Self.digest(database)
        #expect(try Self.digest(other) == first)
        try Self.load(database)
        #expect(try Self.digest(database) == first)
    }

    @Test("Loading again removes what was changed in between, and the journals with it")
    func reset() throws {
        let database = try TestDatabase.migrated()
        try Self.load(database)
        let before = try Self.digest(database)
        let session = try database.session(asAdministrator: true)
        try session.execute(
            """
            update customer set name = name || ' changed';
            delete from assignment;
            insert into audit_event (organization_id, realm, action) select id, 'SYSTEM', 'test.made' from organization;
            insert into operator_user (name, email) values ('Real', 'real@operator.test')
            """)
        try Self.load(database)
        #expect(try session.count("SELECT count(*) FROM operator_user WHERE email = 'real@operator.test'") == 1)
        try session.execute("delete from operator_user where not is_demonstration")
        #expect(try Self.digest(database) == before)
    }

    @Test(
        "It refuses where others have data, and keeps those",
        arguments: [
            "insert into organization (name) values ('A real one')", "insert into lead (name) values ('A real one')",
        ])
    func refusal(script: String) throws {
        let database = try TestDatabase.migrated()
        let session = try database.session(asAdministrator: true)
        try session.execute(script)
        #expect(throws: DemonstrationError.self) { try Self.load(database) }
        let kept = try session.count("SELECT (SELECT count(*) FROM organization) + (SELECT count(*) FROM lead)")
        #expect(kept == 1)
        let open = try session.count(
            """
            SELECT count(*) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity
            """)
        #expect(open == 0)
    }

    @Test("It refuses a scale that is none", arguments: [-1, Demonstration.maximumScale + 1])
    func badScale(scale: Int) throws {
        let database = try Self.loaded.get()
        #expect(throws: DemonstrationError.badScale(scale)) { try Self.load(database, scale: scale) }
    }

    @Test("Afterwards every table is as closed as before")
    func closedAgain() throws {
        let open = try session().count(
            """
            SELECT count(*) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity
            """)
        #expect(open == 0)
    }

    @Test(
        "Those who can sign in can, and the others can't",
        arguments: [
            ("PARTNER", "admin@nordlys.test", nil), ("PARTNER", "user@nordlys.test", nil),
            ("PARTNER", "wide@nordlys.test", nil), ("PARTNER", "marketing@nordlys.test", nil),
            ("PARTNER", "admin@leadhaus.test", nil), ("OPERATOR", "operator@portico.test", nil),
            ("PARTNER", "notify@nordlys.test", "NOTIFICATIONS_NEVER_SIGN_IN"),
            ("PORTAL", "admin@fjord.test", nil), ("PORTAL", "user@fjord.test", nil),
            ("PORTAL", "mona@fjord.test", "NOT_CONFIRMED"),
        ] as [(String, String, String?)])
    func signIns(realm: String, email: String, refusal: String?) throws {
        let row = try session().run(
            """
            SELECT password_hash, may_sign_in, refusal, is_demonstration
            FROM sign_in_lookup(\(.text(realm)), 'fjord', \(.text(email)))
            """)
        #expect(row.rowCount == 1)
        #expect(row.text(0, 0) == (refusal == nil ? "hash of portico-demo" : nil))
        #expect(row.bool(0, 1) == (refusal == nil))
        #expect(row.text(0, 2) == refusal)
        #expect(row.bool(0, 3) == true)
    }

    /// Counts what a user sees of a table, through a session of its own.
    private func visible(_ table: String, to email: String) throws -> Int64? {
        let administrator = try session()
        let realm = email.hasPrefix("operator") ? "OPERATOR" : "PARTNER"
        try administrator.run(
            """
            SELECT session_create(
                \(.text(realm)), (SELECT user_id FROM sign_in_lookup(\(.text(realm)), NULL, \(.text(email)))),
                sha256((\(.text(email)) || uuidv7())::bytea), NULL, NULL, interval '1 hour')
            """)
        let app = try DirectSession(Self.loaded.get().connectionString, role: "portico_app")
        let token = try administrator.run(
            """
            SELECT s.token_hash FROM session s LEFT JOIN app_user u ON u.id = s.user_id
            WHERE coalesce(u.email, 'operator@portico.test') = \(.text(email)) ORDER BY s.id DESC LIMIT 1
            """
        ).bytea(0, 0)
        let hash = SQLValue.bytea(token ?? [])
        return try app.transaction {
            try app.run("SELECT viewer_enter(\(hash), (SELECT epoch FROM viewer_load(\(hash), 1)), 10000)")
            return try app.count("SELECT count(*) FROM \(Identifier(table))")
        }
    }

    @Test("The assigned user sees three customers, the wide one its partnership's, the admin all, others none")
    func isolation() throws {
        #expect(try visible("customer", to: "user@nordlys.test") == 3)
        #expect(try visible("customer", to: "wide@nordlys.test") == 32)
        #expect(try visible("customer", to: "admin@nordlys.test") == 48)
        #expect(try visible("customer", to: "marketing@nordlys.test") == 0)
        #expect(try visible("customer", to: "admin@leadhaus.test") == 0)
        #expect(try visible("customer", to: "admin@kumo.test") == 12)
        #expect(try visible("customer", to: "operator@portico.test") == 0)
        #expect(try visible("partnership", to: "admin@nordlys.test") == 2)
        #expect(try visible("partnership", to: "user@nordlys.test") == 1)
        #expect(try visible("organization", to: "operator@portico.test") == 3)
        #expect(try visible("lead", to: "admin@nordlys.test") == 0)
        #expect(try visible("lead", to: "admin@leadhaus.test") ?? 0 > 200)
        #expect(try visible("lead", to: "operator@portico.test") == 300)
        #expect(try visible("invoice", to: "admin@leadhaus.test") == 12)
    }

    @Test("There is something of everything")
    func variety() throws {
        let session = try session()
        func values(_ query: SQLText<SQLValue>) throws -> [String] {
            let rows = try session.run(query)
            return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
        }
        #expect(
            try values("SELECT DISTINCT type FROM contact ORDER BY 1")
                == ["CUSTOMER_SUCCESS", "FINANCE", "SALES", "TECHNICAL"])
        #expect(try values("SELECT DISTINCT status || kind FROM customer").count == 4)
        #expect(try values("SELECT DISTINCT country FROM customer").count > 25)
        #expect(
            try values("SELECT DISTINCT type FROM partnership ORDER BY 1") == ["LEAD_BUYER", "MSSP", "RESELLER"])
        #expect(try values("SELECT DISTINCT status FROM delivery").count >= 4)
        // Counted from the real day, which a test can't choose: so by the rule itself.
        let states = try values(
            """
            SELECT DISTINCT CASE WHEN status = 'PAID' THEN 'PAID' WHEN due_on < date '2026-11-21' THEN 'OVERDUE'
                ELSE 'PENDING' END FROM invoice ORDER BY 1
            """)
        #expect(states == ["OVERDUE", "PAID", "PENDING"])
        #expect(
            try values(
                """
                SELECT script FROM (VALUES ('Latin', '[a-z]'), ('Greek', '[α-ω]'), ('Cyrillic', '[а-я]'),
                    ('Arabic', '[ا-ي]'), ('Hebrew', '[א-ת]'), ('Devanagari', '[क-ह]'), ('Thai', '[ก-ฮ]'),
                    ('Hangul', '[가-힣]'), ('Han', '[一-龥]'), ('Kana', '[ぁ-ん]')) s (script, letters)
                WHERE NOT EXISTS (SELECT FROM customer WHERE name ~* letters)
                """) == [])
    }

    @Test("Invoices have no gaps in their numbers, and no day that hasn't come")
    func invoices() throws {
        let session = try session()
        #expect(try session.count("SELECT max(right(number, 7)::int8) - count(*) FROM invoice") == 0)
        #expect(try session.count("SELECT count(*) FROM invoice WHERE issued_on > date '2026-11-21'") == 0)
        #expect(try session.count("SELECT count(*) FROM invoice WHERE paid_on > date '2026-11-21'") == 0)
        #expect(
            try session.count(
                """
                SELECT count(*) FROM invoice i JOIN customer c ON c.id = i.customer_id
                WHERE i.issued_on < c.created_at::date
                """) == 0)
        #expect(
            try session.count(
                """
                SELECT count(*) FROM invoice i WHERE total_minor <>
                    (SELECT sum(amount_minor) FROM invoice_line l WHERE l.invoice_id = i.id)
                """) == 0)
    }

    @Test("A scale adds its customers, half of them to Nordlys, and leaves the rest as it was")
    func scale() throws {
        let database = try TestDatabase.migrated()
        var steps: [DemonstrationProgress] = []
        try Demonstration.load(
            into: database.session(), passwordHash: "hash", scale: 1, today: Self.today
        ) { steps.append($0) }
        let session = try database.session(asAdministrator: true)
        let total = 60 + Demonstration.customersPerScale
        #expect(try session.count("SELECT count(*) FROM customer") == Int64(total))
        #expect(
            try session.count(
                """
                SELECT count(*) FROM customer c JOIN organization o ON o.id = c.organization_id
                WHERE o.name = 'Nordlys Security AS'
                """) == Int64(48 + Demonstration.customersPerScale / 2))
        #expect(steps.last?.customers == total)
        #expect(steps.allSatisfy { $0.totalCustomers == total })
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.rows <= $1.rows })
        let ids = try session.ids("SELECT id FROM assignment ORDER BY id LIMIT 3")
        let base = try self.session().ids("SELECT id FROM assignment ORDER BY id")
        #expect(ids == base)
    }
}
