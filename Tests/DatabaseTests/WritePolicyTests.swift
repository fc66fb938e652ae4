import Postgres
import SQLText
import TestSupport
import Testing

/// What the app may write, and for whom: within the viewer's scope and in the viewer's name.
@Suite struct WritePolicyTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().app()
        try session.execute("BEGIN")
    }

    @Test(
        "An update reaches the viewer's customers and no other, also without a condition",
        arguments: [
            ("alfa.admin", ["alfa.c1", "alfa.c2", "alfa.c3", "alfa.r1"]), ("alfa.user", ["alfa.c1"]),
            ("alfa.wide", ["alfa.c1", "alfa.c2", "alfa.c3"]), ("alfa.marketing", []), ("alfa.empty", []),
            ("operator", []),
            ("beta.user", ["beta.c1"]), ("nobody", []),
        ])
    func updateCustomer(viewer: String, reached: [String]) throws {
        try session.enter(viewer)
        // No column is read here, so the policy for updates stands alone, without that for reading.
        #expect(try session.run("UPDATE customer SET phone = '+47 1'").affectedRows == reached.count)
        let seen = try session.ids("UPDATE customer SET address = 'x' RETURNING id").map(World.name)
        #expect(seen.sorted() == reached)
    }

    @Test(
        "D4-26 Admins change how their own company is reached, and nobody else does",
        arguments: [
            ("alfa.admin", ["alfa"]), ("beta.admin", ["beta"]), ("alfa.user", []), ("alfa.marketing", []),
            ("operator", []), ("alfa.boss", []), ("alfa.mssp", []), ("nobody", []),
        ])
    func updateOrganization(viewer: String, reached: [String]) throws {
        try session.enter(viewer)
        #expect(try session.run("UPDATE organization SET phone = '+47 1'").affectedRows == reached.count)
        #expect(try session.refusal(of: "UPDATE organization SET name = 'x'") == "42501")
    }

    @Test(
        "D2-05 Everybody says when they get summaries, and admins for whoever can't sign in to say so",
        arguments: [
            ("alfa.admin", ["alfa.admin", "alfa.notify"]), ("alfa.user", ["alfa.user"]), ("alfa.wide", ["alfa.wide"]),
            ("alfa.marketing", ["alfa.marketing"]), ("beta.admin", ["beta.admin"]), ("operator", []),
            ("alfa.boss", []), ("alfa.mssp", []), ("nobody", []),
        ])
    func choose(viewer: String, reached: [String]) throws {
        try session.enter(viewer)
        let changed = try session.run("UPDATE notification_preference SET hour = 8").affectedRows
        #expect(changed == reached.count)
        let seen = try session.ids("UPDATE notification_preference SET categories = '{}' RETURNING id").map(World.name)
        #expect(seen.sorted() == reached)
        for column in ["next_delivery_at = now()", "user_id = '\(World.id("alfa.admin"))'", "version = 1"] {
            try session.execute("SAVEPOINT one")
            #expect(try session.refusal(of: "UPDATE notification_preference SET \(column)") == "42501", "\(column)")
            try session.execute("ROLLBACK TO one")
        }
        #expect(try session.refusal(of: "SELECT FROM notification_send") == "42501")
    }

    @Test(
        "G-01 Admins of the organization say who sees which customer, and nobody else does",
        arguments: [
            ("alfa.admin", 3), ("alfa.user", 0), ("alfa.wide", 0), ("alfa.marketing", 0), ("beta.admin", 0),
            ("operator", 0), ("nobody", 0),
        ])
    func assign(viewer: String, written: Int) throws {
        try session.enter(viewer)
        // Foreign keys see all rows, policies only the viewer's: what is refused is told apart from what isn't there.
        let whole: SQLText<SQLValue> =
            "UPDATE membership SET customer_access = 'ASSIGNED' WHERE id = \(.uuid(World.id("alfa.wide")))"
        let removal: SQLText<SQLValue> =
            "DELETE FROM assignment WHERE customer_id = \(.uuid(World.id("alfa.c1")))"
        let changed = try session.run(whole).affectedRows
        let removed = try session.run(removal).affectedRows
        try session.execute("SAVEPOINT insertion")
        let refused = try session.refusal(
            of: """
                insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id) values
                    ('\(World.id("alfa"))', '\(World.id("alfa.mssp"))', '\(World.id("alfa.user"))',
                    '\(World.id("alfa.user"))', '\(World.id("alfa.c2"))')
                """)
        #expect(changed + removed + (refused == nil ? 1 : 0) == written)
        #expect(refused == (written == 0 ? "42501" : nil))
    }

    @Test(
        "D2-18 Admins of the organization take places away, with the assignments in them, and nobody else does",
        arguments: [
            ("alfa.admin", 6), ("alfa.user", 0), ("alfa.wide", 0), ("alfa.marketing", 0), ("beta.admin", 1),
            ("operator", 0), ("nobody", 0),
        ])
    func takePlaces(viewer: String, removed: Int) throws {
        try session.enter(viewer)
        #expect(try session.run("DELETE FROM membership").affectedRows == removed)
        try session.enter("alfa.admin")
        #expect(try session.count("SELECT count(*) FROM membership") == (viewer == "alfa.admin" ? 0 : 6))
        #expect(try session.count("SELECT count(*) FROM assignment") == (viewer == "alfa.admin" ? 0 : 1))
    }

    private static func user(_ organization: String, _ role: String, _ status: String) -> String {
        """
        insert into app_user (organization_id, name, email, role, status)
        values ('\(World.id(organization))', 'New', 'new@world.test', '\(role)', '\(status)')
        """
    }

    private static func place(_ organization: String, _ user: String, _ partnership: String) -> String {
        """
        insert into membership (organization_id, partnership_id, user_id)
        values ('\(World.id(organization))', '\(World.id(partnership))', '\(World.id(user))')
        """
    }

    @Test(
        "D0-46 D2-06 Admins make, change and remove users of their organization, and nobody of it or of others does",
        arguments: [
            ("alfa.admin", 8), ("alfa.user", 0), ("alfa.wide", 0), ("alfa.marketing", 0), ("beta.admin", 2),
            ("nobody", 0),
        ])
    func administer(viewer: String, people: Int) throws {
        try session.enter(viewer)
        #expect(try session.run("UPDATE app_user SET name = 'x'").affectedRows == people)
        let other = World.id(viewer == "beta.admin" ? "beta.user" : "alfa.lonely")
        #expect(try session.run("DELETE FROM app_user WHERE id = \(.uuid(other))").affectedRows == min(people, 1))
        let own = viewer.hasPrefix("beta") ? "beta" : "alfa"
        let foreign = own == "alfa" ? "beta" : "alfa"
        for (script, isOwn) in [
            (Self.user(own, "USER", "INVITED"), true), (Self.user(foreign, "USER", "INVITED"), false),
            (Self.place(own, "\(own).admin", "\(own).mssp"), true),
            (Self.place(foreign, "\(foreign).admin", "\(foreign).mssp"), false),
        ] {
            try session.execute("SAVEPOINT one")
            #expect(try session.refusal(of: script) == (people > 0 && isOwn ? nil : "42501"), "\(script)")
            try session.execute("ROLLBACK TO one")
        }
    }

    @Test(
        "G-06 A new user is active only where there is nothing to confirm",
        arguments: [
            ("ADMIN", "ACTIVE"), ("USER", "ACTIVE"), ("USER", "DISABLED"), ("NOTIFICATIONS", "INVITED"),
        ])
    func unconfirmed(role: String, status: String) throws {
        try session.enter("alfa.admin")
        #expect(try session.refusal(of: Self.user("alfa", role, status)) == "42501")
    }

    @Test(
        "D1-11 D1-15 Only an admin disables a customer or gives it another e-mail, and changes its portal",
        arguments: [
            ("alfa.admin", 4, 1), ("alfa.wide", 3, 0), ("alfa.user", 1, 0), ("beta.admin", 1, 1),
            ("alfa.marketing", 0, 0), ("alfa.boss", 0, 0), ("operator", 0, 0), ("nobody", 0, 0),
        ])
    func administerCustomers(viewer: String, customers: Int, portals: Int) throws {
        try session.enter(viewer)
        for column in ["email = 'new@world.test'", "status = 'DISABLED'"] {
            try session.execute("SAVEPOINT one")
            let script = "UPDATE customer SET \(column)"
            if portals > 0 {
                #expect(try session.run(BoundStatement(Statement(text: script))).affectedRows == customers)
            } else {
                #expect(try session.refusal(of: script) == (customers > 0 ? "42501" : nil), "\(column)")
            }
            try session.execute("ROLLBACK TO one")
        }
        // What stays as it is may be named.
        #expect(try session.run("UPDATE customer SET phone = '1', email = email").affectedRows == customers)
        #expect(try session.run("UPDATE customer_portal SET brand_name = 'x'").affectedRows == portals)
    }

    @Test(
        "D1-01 D1-03 Admins add customers and portals of their organization, and nobody of it or of others does",
        arguments: ["alfa.admin", "alfa.wide", "alfa.user", "alfa.marketing", "beta.admin", "operator", "nobody"])
    func addCustomers(viewer: String) throws {
        try session.enter(viewer)
        let mayWrite = viewer == "alfa.admin"
        for (script, isFine) in [
            (World.newCustomer("alfa.mssp"), true), (World.newPortal("alfa.c2"), true),
            (World.newPortal("alfa.r1"), false),
        ] {
            try session.execute("SAVEPOINT one")
            #expect(try session.refusal(of: script) == (mayWrite && isFine ? nil : "42501"), "\(script)")
            try session.execute("ROLLBACK TO one")
        }
    }

    @Test("G-07 A customer that is disabled gets no portal")
    func portalOfDisabled() throws {
        try session.enter("alfa.admin")
        try session.execute("UPDATE customer SET status = 'DISABLED' WHERE name = 'alfa.c2'")
        #expect(try session.refusal(of: World.newPortal("alfa.c2")) == "42501")
    }

    @Test(
        "D1-02 A portal and a key write no customer",
        arguments: [
            "PORTAL_ADMIN|\(World.id("alfa"))||\(World.id("alfa.c1"))|",
            "INTEGRATION|\(World.id("alfa"))|||\(World.id("alfa.mssp"))",
        ])
    func readers(viewer: String) throws {
        try session.execute("SELECT set_config('portico.viewer', '\(viewer)', true)")
        #expect(try session.count("SELECT count(*) FROM customer") ?? 0 > 0)
        #expect(try session.ids("UPDATE customer SET phone = '1' RETURNING id") == [])
    }

    @Test(
        "A customer can't be moved, nor anything else changed that no mutation changes",
        arguments: [
            "update customer set organization_id = organization_id",
            "update customer set partnership_id = partnership_id",
            "update customer set version = 9", "update customer set kind = kind", "delete from customer",
            "update customer_portal set customer_id = customer_id", "update customer_portal set version = 9",
            "delete from customer_portal", "update portal_user set password_hash = 'x'",
            "insert into portal_user (id, password_hash) values (uuidv7(), 'x')",
            "update organization set name = 'x'",
            "update app_user set email_verified_at = now()", "update app_user set password_hash = 'x'",
            "update app_user set organization_id = organization_id", "update app_user set epoch = 9",
            "insert into app_user (name, email, role, password_hash) values ('x', 'x@x.test', 'USER', 'x')",
            "update session set revoked_at = null", "update membership set user_id = user_id",
            "insert into assignment (id) values (uuidv7())", "update invoice set status = 'PAID'", "truncate customer",
            "update audit_event set action = 'x.y'", "delete from audit_event", "update audit_event set seq = 9",
            "update audit_detail set ip = null", "delete from audit_change", "update audit_chain set seq = 9",
            "select from outbox_event",
            "alter table customer disable row level security", "set role portico_definer", "create table x ()",
            "create temporary table x ()",
        ])
    func privileges(script: String) throws {
        try session.enter("alfa.admin")
        // A copied database has forgotten that nobody makes temporary tables; see MigrationTests.
        if script.contains("temporary") { return }
        let state = try session.refusal(of: script)
        // A session may take any role that its login may take; the server runs no text of a client.
        #expect(state == "42501" || script.hasPrefix("set role"))
    }

    private static func event(_ organization: String, _ actor: String) -> String {
        """
        insert into audit_event (organization_id, realm, actor_id, action)
        values ('\(World.id(organization))', 'PARTNER', '\(World.id(actor))', 'customer.updated')
        """
    }

    @Test("D4-33 A journal row is written for one's own organization and in one's own name")
    func audit() throws {
        try session.enter("alfa.user")
        #expect(try session.refusal(of: Self.event("alfa", "alfa.user")) == nil)
        #expect(try session.refusal(of: Self.event("alfa", "alfa.admin")) == "42501")
    }

    @Test(
        "A journal row of another organization is refused",
        arguments: [
            event("beta", "alfa.user"),
            "insert into outbox_event (organization_id, topic, subject_type, subject_id) "
                + "values ('\(World.id("beta"))', 'a.b', 'x', uuidv7())",
            "insert into outbox_event (topic, subject_type, subject_id) values ('a.b', 'x', uuidv7())",
        ])
    func otherJournal(script: String) throws {
        try session.enter("alfa.user")
        #expect(try session.refusal(of: script) == "42501")
    }

    @Test("Without a viewer nothing is written")
    func nobody() throws {
        #expect(try session.refusal(of: Self.event("alfa", "alfa.user")) == "42501")
    }

    private static let made = "00000000-0000-7000-8000-00000000abcd"

    private static func detail(_ organization: String) -> String {
        "insert into audit_detail (event_id, organization_id) values ('\(made)', '\(World.id(organization))')"
    }

    private static func change(_ organization: String) -> String {
        """
        insert into audit_change (event_id, organization_id, field, after)
        values ('\(made)', '\(World.id(organization))', 'phone', '1')
        """
    }

    @Test("Details and changes are written for one's own organization")
    func writeDetails() throws {
        try session.enter("alfa.user")
        try session.execute(
            """
            insert into audit_event (id, organization_id, realm, actor_id, action)
            values ('\(Self.made)', '\(World.id("alfa"))', 'PARTNER', '\(World.id("alfa.user"))', 'customer.updated')
            """)
        #expect(try session.refusal(of: "SAVEPOINT a; " + Self.detail("beta")) == "42501")
        #expect(try session.refusal(of: "ROLLBACK TO a; " + Self.detail("alfa")) == nil)
        #expect(try session.refusal(of: "SAVEPOINT b; " + Self.change("beta")) == "42501")
        #expect(try session.refusal(of: "ROLLBACK TO b; " + Self.change("alfa")) == nil)
    }

    @Test("The outbox keeps events below its watermark until their transaction ends, and gives them to the worker")
    func outbox() throws {
        let world = try World()
        let app = try world.app()
        let worker = try DirectSession(world.database.connectionString, role: "portico_worker")
        try app.transaction { () throws in
            try app.enter("alfa.user")
            try app.execute(
                """
                insert into outbox_event (organization_id, topic, subject_type, subject_id, payload)
                values ('\(World.id("alfa"))', 'customer.updated', 'customer', '\(World.id("alfa.c1"))', '{"a": 1}')
                """)
            let transaction = try app.run("SELECT pg_current_xact_id()::text").text(0, 0) ?? ""
            // Other transactions of the cluster may hold the watermark lower still, and so prove nothing here.
            let watermark = try worker.run(
                "SELECT pg_snapshot_xmin(pg_current_snapshot()) <= \(.text(transaction))::xid8")
            #expect(watermark.bool(0, 0) == true)
        }
        let event = try worker.run("SELECT topic, transaction < pg_current_xact_id() FROM outbox_event")
        #expect(event.rowCount == 1)
        #expect(event.bool(0, 1) == true)
        #expect(try worker.run("DELETE FROM outbox_event").affectedRows == 1)
    }

    private static func record(_ principal: String, _ organization: String = "alfa", key: String = "k") -> String {
        """
        insert into idempotency_record (principal_id, key, organization_id, request_hash)
        values ('\(World.id(principal))', '\(key)', '\(World.id(organization))', sha256('r'))
        """
    }

    @Test("An answer to be repeated is kept for its asker, and seen by nobody else")
    func idempotency() throws {
        let world = try World()
        let app = try world.app()
        try app.transaction { () throws in
            try app.enter("alfa.user")
            try app.execute(Self.record("alfa.user") + "; update idempotency_record set response = '{}'")
        }
        try app.transaction { () throws in
            try app.enter("alfa.user")
            #expect(try app.run("SELECT response FROM idempotency_record").text(0, 0) == "{}")
        }
        for other in ["alfa.admin", "beta.user", "operator", "nobody"] {
            try app.transaction { () throws in
                try app.enter(other)
                #expect(try app.count("SELECT count(*) FROM idempotency_record") == 0)
            }
        }
    }

    @Test(
        "An answer is kept in one's own name and organization alone",
        arguments: [
            record("alfa.admin"), record("alfa.user", "beta"),
        ])
    func otherIdempotency(script: String) throws {
        try session.enter("alfa.user")
        #expect(try session.refusal(of: script) == "42501")
    }
}
