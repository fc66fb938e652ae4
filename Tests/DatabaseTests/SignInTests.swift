import Postgres
import SQLText
import TestSupport
import Testing

/// The only door for somebody who is nobody yet.
@Suite struct SignInTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    private func lookup(_ realm: String, _ email: String, at portal: String = "alfa-portal") throws -> ResultRows {
        try session.run(
            """
            SELECT user_id, may_sign_in, refusal
            FROM sign_in_lookup(\(.text(realm)), \(.text(portal)), \(.text(email)))
            """)
    }

    @Test(
        "D1-06 D1-20 A portal's user is found at that portal alone",
        arguments: [
            ("alfa-portal", "Alfa.Guest@world.test", "alfa.guest"), ("beta-portal", "alfa.guest@world.test", nil),
            ("beta-portal", "beta.boss@world.test", "beta.boss"), ("Alfa-Portal", "alfa.guest@world.test", nil),
            ("", "alfa.guest@world.test", nil), ("alfa-portal", "alfa.admin@world.test", nil),
        ] as [(String, String, String?)])
    func portals(slug: String, email: String, found: String?) throws {
        #expect(try lookup("PORTAL", email, at: slug).rowID(0, 0) == found.map(World.id))
        #expect(try lookup("PARTNER", email, at: slug).rowID(0, 0) != World.id("alfa.guest"))
    }

    @Test(
        "D1-08 D1-14 D3-13 Who may not sign in at a portal, and why",
        arguments: [
            ("", "alfa.guest", nil), ("", "alfa.invited", "NOT_CONFIRMED"),
            ("update portal_user set state = 'DISABLED' where name = 'alfa.guest'", "alfa.guest", "DISABLED"),
            ("update customer_portal set enabled = false, disabled_reason = 'MANUAL'", "alfa.guest", "PORTAL_DISABLED"),
            ("update customer set status = 'DISABLED'", "alfa.guest", "PORTAL_DISABLED"),
            ("update organization set status = 'SUSPENDED'", "alfa.guest", "ORGANIZATION_SUSPENDED"),
        ] as [(String, String, String?)])
    func portalRefusals(change: String, user: String, refusal: String?) throws {
        if refusal == nil || change != "" { #expect(try session.enter("alfa.guest")) }
        try session.execute(change)
        let row = try lookup("PORTAL", "\(user)@world.test")
        #expect(row.text(0, 2) == refusal)
        #expect(row.bool(0, 1) == (refusal == nil))
        // Who is signed in already loses access with the next request.
        #expect(try session.enter(user) == (refusal == nil))
        #expect(try session.refusal(of: Self.create("PORTAL", user)) == (refusal == nil ? nil : "PO006"))
    }

    @Test(
        "D3-03 G-02 G-09 A portal has exactly one admin, who is neither disabled nor removed",
        arguments: [
            "update portal_user set state = 'DISABLED' where name = 'alfa.boss'",
            "delete from portal_user where name = 'alfa.boss'", "delete from portal_user",
        ])
    func portalAdmin(script: String) throws {
        #expect(try session.refusal(of: script) == "PO008")
    }

    @Test("With its portal the admin goes too")
    func wholePortal() throws {
        let script = "delete from customer_portal where slug = 'alfa-portal'; SET CONSTRAINTS ALL IMMEDIATE"
        #expect(try session.refusal(of: script) == nil)
        #expect(try session.count("SELECT count(*) FROM portal_user WHERE name LIKE 'alfa%'") == 0)
    }

    @Test(
        "D3-03 The admin of a portal is one of its own users, and not one who is disabled",
        arguments: [("beta.boss", "23503"), ("alfa.admin", "PO012"), ("alfa.guest", "PO012")])
    func portalAdminIsAble(admin: String, state: String) throws {
        try session.execute("update portal_user set state = 'DISABLED' where name = 'alfa.guest'")
        let script = "update customer_portal set admin_user_id = '\(World.id(admin))' where slug = 'alfa-portal'"
        #expect(try session.refusal(of: script + "; SET CONSTRAINTS ALL IMMEDIATE") == state)
    }

    @Test("D1-16 A change of the admin takes effect with the next request of both")
    func portalAdminChanges() throws {
        func role(_ name: String) throws -> String? {
            try session.run("SELECT role FROM viewer_load(sha256(\(.text(name))::bytea), 1)").text(0, 0)
        }
        func epoch(_ name: String) throws -> Int64? {
            try session.count("SELECT epoch FROM viewer_load(sha256(\(.text(name))::bytea), 1)")
        }
        let before = try (epoch("alfa.boss"), epoch("alfa.guest"))
        #expect(try role("alfa.boss") == "PORTAL_ADMIN")
        try session.execute(
            "update customer_portal set admin_user_id = '\(World.id("alfa.guest"))' where slug = 'alfa-portal'")
        #expect(try role("alfa.boss") == "PORTAL_USER")
        #expect(try role("alfa.guest") == "PORTAL_ADMIN")
        #expect(try epoch("alfa.boss") != before.0)
        #expect(try epoch("alfa.guest") != before.1)
    }

    @Test(
        "D4-02 A user is found by e-mail in its realm, however it's written, and in no other",
        arguments: [
            ("PARTNER", "alfa.user@world.test", "alfa.user"), ("PARTNER", "  Alfa.USER@World.test ", "alfa.user"),
            ("OPERATOR", "operator@world.test", "operator"), ("OPERATOR", "alfa.user@world.test", nil),
            ("PARTNER", "operator@world.test", nil), ("PORTAL", "alfa.user@world.test", nil), ("PARTNER", "", nil),
        ] as [(String, String, String?)])
    func lookup(realm: String, email: String, found: String?) throws {
        let row = try lookup(realm, email)
        #expect(row.rowID(0, 0) == found.map(World.id))
        #expect(row.rowCount == (found == nil ? 0 : 1))
    }

    @Test(
        "D2-14 D4-35 Who may not sign in is told apart in the log",
        arguments: [
            ("", "alfa.notify", "NOTIFICATIONS_NEVER_SIGN_IN"), ("", "alfa.user", nil),
            ("update app_user set status = 'INVITED' where name = 'alfa.user'", "alfa.user", "NOT_CONFIRMED"),
            ("update app_user set status = 'DISABLED' where name = 'alfa.user'", "alfa.user", "DISABLED"),
            ("update organization set status = 'SUSPENDED'", "alfa.user", "ORGANIZATION_SUSPENDED"),
            ("update organization set portal_enabled = false", "alfa.user", "PORTAL_NOT_ENABLED"),
        ] as [(String, String, String?)])
    func refusals(change: String, user: String, refusal: String?) throws {
        try session.execute(change)
        let row = try lookup("PARTNER", "\(user)@world.test")
        #expect(row.text(0, 2) == refusal)
        #expect(row.bool(0, 1) == (refusal == nil))
        // The session itself is refused too, whatever the caller has made of the answer.
        let state = try session.refusal(of: Self.create("PARTNER", user))
        #expect(state == (refusal == nil ? nil : "PO006"))
    }

    private static func create(
        _ realm: String, _ user: String, token: String = "new", lifetime: String = "1 day"
    ) -> String {
        """
        SELECT session_create('\(realm)', '\(World.id(user))', sha256('\(token)'), '192.0.2.7', 'Test',
            interval '\(lifetime)')
        """
    }

    @Test(
        "D4-32 A new session lets in, is written down and ends when it's revoked",
        arguments: [
            ("PARTNER", "alfa.user"), ("OPERATOR", "operator"), ("PORTAL", "alfa.guest"),
        ])
    func life(realm: String, user: String) throws {
        try session.execute(Self.create(realm, user))
        #expect(try session.enter("new"))
        #expect(
            try session.count(
                """
                SELECT count(*) FROM audit_event e JOIN audit_detail d ON d.event_id = e.id
                WHERE e.action = 'session.created' AND e.actor_id = \(.uuid(World.id(user))) AND d.ip = '192.0.2.7'
                """) == 1)
        #expect(try session.run("SELECT session_revoke(sha256('new'))").bool(0, 0) == true)
        #expect(try session.run("SELECT session_revoke(sha256('new'))").bool(0, 0) == false)
        #expect(try session.enter("new") == false)
        #expect(try session.count("SELECT count(*) FROM audit_event WHERE action = 'session.revoked'") == 1)
    }

    @Test("A session ends by itself")
    func expiry() throws {
        try session.execute(Self.create("PARTNER", "alfa.user", lifetime: "0 seconds"))
        #expect(try session.enter("new") == false)
    }

    @Test(
        "Nobody signs in at another realm than their own",
        arguments: [
            ("OPERATOR", "alfa.user"), ("PARTNER", "operator"), ("PORTAL", "alfa.user"),
        ])
    func wrongRealm(realm: String, user: String) throws {
        #expect(try session.refusal(of: Self.create(realm, user)) == "PO006")
    }

    @Test("A sign-in counts as one in the user's row and as nothing else")
    func lastLogin() throws {
        let before = try session.run("SELECT version, epoch FROM app_user WHERE name = 'alfa.user'")
        try session.execute(Self.create("PARTNER", "alfa.user"))
        let after = try session.run("SELECT version, epoch, last_login_at FROM app_user WHERE name = 'alfa.user'")
        #expect(after.int4(0, 0) == before.int4(0, 0))
        #expect(after.int8(0, 1) == before.int8(0, 1))
        #expect(!after.isNull(row: 0, column: 2))
    }

    // MARK: Throttling

    private func wait(_ email: String, _ address: String = "192.0.2.7", realm: String = "PARTNER") throws -> Int32? {
        try session.run(
            "SELECT sign_in_throttle(\(.text(realm)), sha256(\(.text(email))::bytea), \(.text(address))::inet)"
        ).int4(0, 0)
    }

    private func succeed(_ email: String, _ address: String = "192.0.2.7") throws {
        try session.run(
            "SELECT sign_in_record('PARTNER', sha256(\(.text(email))::bytea), \(.text(address))::inet, true)")
    }

    private func pass(seconds: Int) throws {
        try session.execute("update sign_in_attempt set last_at = last_at - interval '\(seconds) seconds'")
    }

    @Test("Five tries are free; each one more doubles the pause; a try during the pause isn't counted")
    func pauses() throws {
        for _ in 1...5 { #expect(try wait("a") == 0) }
        for pause in [1, 2, 4, 8] as [Int32] {
            #expect(try wait("a") == pause)
            #expect(try wait("a") == pause)
            try pass(seconds: Int(pause))
            #expect(try wait("a") == 0)
        }
        #expect(try wait("b") == 0)
        #expect(try wait("a", realm: "OPERATOR") == 0)
    }

    @Test("No pause is longer than a quarter of an hour, and an hour of quiet forgets")
    func limits() throws {
        _ = try wait("a")
        try session.execute("update sign_in_attempt set tries = 2000000000")
        #expect(try wait("a") == 900)
        try pass(seconds: 3_601)
        #expect(try wait("a") == 0)
        #expect(try wait("a") == 0)
    }

    @Test("Success forgets the e-mail's tries, and takes its own back from the network's")
    func success() throws {
        for _ in 1...5 { _ = try wait("a") }
        try succeed("a")
        #expect(try wait("a") == 0)
        let network = try session.run("SELECT tries FROM sign_in_attempt WHERE kind = 'ADDRESS'")
        #expect(network.int4(0, 0) == 5)
    }

    @Test(
        "Guessing many e-mails from one network is paused too",
        arguments: [
            ("192.0.2.", "198.51.100.1"), ("2001:db8:0:1::", "2001:db8:0:2::1"),
        ])
    func networks(network: String, elsewhere: String) throws {
        for index in 1...50 { #expect(try wait("mail \(index)", network + "\(index)") == 0) }
        #expect(try wait("another", network + "99") == 1)
        #expect(try wait("another", elsewhere) == 0)
    }

    @Test("The app can call these functions, and read nothing behind them")
    func app() throws {
        let app = try World.shared.get().app()
        try app.execute("BEGIN")
        #expect(try app.run("SELECT FROM sign_in_lookup('PARTNER', null, 'alfa.user@world.test')").rowCount == 1)
        #expect(
            try app.run("SELECT sign_in_throttle('PARTNER', sha256('x'), '192.0.2.7')").int4(0, 0) == 0)
        try app.execute("SELECT sign_in_record('PARTNER', sha256('x'), '192.0.2.7', false)")
        try app.execute(Self.create("PARTNER", "alfa.user", token: "by the app"))
        #expect(try app.enter("by the app"))
        #expect(try app.refusal(of: "SELECT sign_in_refusal(NULL)") == "42501")
    }
}
