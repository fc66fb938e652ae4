import Postgres
import SQLText
import TestSupport
import Testing

/// What the operator may do with partners in the database, and what nobody else may.
@Suite("Rules of partners in the database") struct PartnerRuleTests {
    private static let alfa = World.id("alfa")
    private let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    /// Goes on as the app, for a viewer.
    private func enter(_ viewer: String) throws {
        try session.execute("SET LOCAL ROLE portico_app")
        try session.enter(viewer)
    }

    private static let strangers: [String] = [
        "alfa.admin", "alfa.user", "alfa.wide", "alfa.marketing", "beta.admin", "alfa.boss", "alfa.guest", "nobody",
    ]

    @Test(
        "D4-05 D4-31 Nobody but the operator makes a company, a partnership or an admin elsewhere",
        arguments: strangers)
    func nobodyMakes(viewer: String) throws {
        try enter(viewer)
        let company = viewer == "beta.admin" ? "alfa" : "beta"
        for script in [
            "INSERT INTO organization (name) VALUES ('New')",
            """
            INSERT INTO partnership (organization_id, type, name, currency)
            VALUES ('\(World.id("alfa"))', 'MSSP', 'New', 'EUR')
            """,
            """
            INSERT INTO app_user (organization_id, name, email, role, status)
            VALUES ('\(World.id(company))', 'New', 'new@world.test', 'ADMIN', 'INVITED')
            """,
        ] {
            try session.execute("SAVEPOINT one")
            #expect(try session.refusal(of: script) == "42501", "\(script)")
            try session.execute("ROLLBACK TO one")
        }
    }

    @Test(
        "D4-08 D4-31 Nobody but the operator renames or suspends a company, or ends a partnership",
        arguments: strangers)
    func nobodyChanges(viewer: String) throws {
        try enter(viewer)
        #expect(try session.run("SELECT FROM lock_partner(\(.uuid(Self.alfa)))").rowCount == 0)
        #expect(try session.run("SELECT FROM lock_partnership(\(.uuid(World.id("alfa.mssp"))))").rowCount == 0)
        try session.execute(
            """
            SELECT update_partner('\(Self.alfa)', 'Mine', null, null, 'SUSPENDED');
            SELECT update_partnership('\(World.id("alfa.mssp"))', 'Mine', 'ENDED');
            RESET ROLE
            """)
        #expect(try session.count("SELECT count(*) FROM organization WHERE name = 'Mine' OR status <> 'ACTIVE'") == 0)
        #expect(try session.count("SELECT count(*) FROM partnership WHERE name = 'Mine' OR status <> 'ACTIVE'") == 0)
    }

    @Test("D4-05 The operator makes a company with a partnership and an invited admin, and nobody of another role")
    func makes() throws {
        try enter("operator")
        try session.execute(
            """
            INSERT INTO organization (id, name) VALUES ('\(World.id("unheard of"))', 'New');
            INSERT INTO partnership (organization_id, type, name, currency)
            VALUES ('\(World.id("unheard of"))', 'LEAD_BUYER', 'New', 'EUR');
            """)
        for (role, status, refusal) in [
            ("USER", "INVITED", "42501"), ("NOTIFICATIONS", "ACTIVE", "42501"), ("ADMIN", "ACTIVE", "42501"),
            ("ADMIN", "INVITED", nil),
        ] {
            try session.execute("SAVEPOINT one")
            let script = """
                INSERT INTO app_user (organization_id, name, email, role, status)
                VALUES ('\(World.id("unheard of"))', 'New', 'new@world.test', '\(role)', '\(status)')
                """
            #expect(try session.refusal(of: script) == refusal, "\(role) \(status)")
            if refusal != nil { try session.execute("ROLLBACK TO one") }
        }
        #expect(try session.count("SELECT count(*) FROM app_user WHERE invitation_expires_at > now()") == 1)
        #expect(try session.run("DELETE FROM app_user WHERE email = 'new@world.test'").affectedRows == 0)
    }

    @Test(
        "D4-08 What a company's own is the operator writes by no statement",
        arguments: [
            "UPDATE organization SET phone = '1'", "UPDATE organization SET support_access_until = now()",
            "UPDATE organization SET allows_temporary_passwords = true", "DELETE FROM membership",
        ])
    func ownAffairs(script: String) throws {
        try enter("operator")
        #expect(try session.run(BoundStatement(Statement(text: script))).affectedRows == 0)
    }

    @Test(
        "D4-08 The operator puts right the e-mail of an invitation, and of nobody who has confirmed",
        arguments: [
            ("operator", "ACTIVE", "PO043"), ("operator", "DISABLED", "PO043"), ("operator", "INVITED", nil),
            ("alfa.admin", "ACTIVE", nil),
        ])
    func address(viewer: String, status: String, refusal: String?) throws {
        let wide = World.id("alfa.wide")
        try session.execute("UPDATE app_user SET status = '\(status)' WHERE id = '\(wide)'")
        try enter(viewer)
        #expect(
            try session.refusal(of: "UPDATE app_user SET email = 'new@world.test' WHERE id = '\(wide)'") == refusal)
        if refusal != nil { return }
        #expect(try session.run("UPDATE app_user SET name = 'x' WHERE id = \(.uuid(wide))").affectedRows == 1)
    }

    @Test("D4-08 A suspended company's sessions end for good, those of its portals too, and others' stay")
    func suspension() throws {
        let alive: SQLText<SQLValue> = """
            SELECT count(*) FROM session s WHERE s.revoked_at IS NULL AND (
                s.user_id IN (SELECT id FROM app_user WHERE organization_id = \(.uuid(Self.alfa)))
                OR s.portal_user_id IN (SELECT id FROM portal_user WHERE organization_id = \(.uuid(Self.alfa))))
            """
        let all: SQLText<SQLValue> = "SELECT count(*) FROM session WHERE revoked_at IS NULL"
        let before = try #require(try session.count(all))
        let ofAlfa = try #require(try session.count(alive))
        #expect(ofAlfa > 3)
        try enter("operator")
        let told = try session.run("SELECT sessions, keys, version FROM lock_partner(\(.uuid(Self.alfa)))")
        #expect(told.int4(0, 0).map(Int64.init) == ofAlfa)
        #expect(told.int4(0, 1) == 2)
        try session.execute("SELECT update_partner('\(Self.alfa)', 'alfa', null, null, 'SUSPENDED'); RESET ROLE")
        #expect(try session.count(alive) == 0)
        #expect(try session.count(all) == before - ofAlfa)
        for name in ["alfa.admin", "alfa.boss", "alfa.mssp"] {
            let found = try session.run(
                "SELECT FROM viewer_found(sha256(\(.bytea(Array(name.utf8))))) v WHERE v.viewer <> ''")
            #expect(found.rowCount == 0, "\(name)")
        }
        try enter("operator")
        try session.execute("SELECT update_partner('\(Self.alfa)', 'alfa', null, null, 'ACTIVE'); RESET ROLE")
        #expect(try session.count(alive) == 0)
    }
}
