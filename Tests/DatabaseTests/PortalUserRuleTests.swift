import Postgres
import SQLText
import TestSupport
import Testing

/// What holds for the users of portals whoever changes them: who is enabled has confirmed, and who may not sign in has
/// no session.
@Suite("Rules of the users of portals in the database") struct PortalUserRuleTests {
    private static let guest = World.id("alfa.guest")
    private let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    private func set(_ changes: String) -> String {
        "update portal_user set \(changes) where id = '\(Self.guest)'"
    }

    @Test(
        "D1-08 Nobody becomes enabled who could not sign in",
        arguments: [
            ("state = 'UNCONFIRMED'", "state = 'ENABLED'", "PO009"),
            ("state = 'DISABLED'", "state = 'ENABLED'", "PO009"),
            ("state = 'DISABLED'", "state = 'UNCONFIRMED'", nil),
            ("state = 'UNCONFIRMED'", "state = 'ENABLED', password_hash = 'x'", nil),
            ("state = 'DISABLED', password_hash = 'x'", "state = 'ENABLED'", nil),
            ("name = 'y'", "state = 'ENABLED'", nil),
        ] as [(String, String, String?)])
    func confirmed(before: String, change: String, refusal: String?) throws {
        try session.execute(set(before))
        #expect(try session.refusal(of: set(change)) == refusal)
    }

    @Test(
        "D3-13 Sessions end when their user may no longer sign in, or signs in with another address, and no others do",
        arguments: [
            ("state = 'DISABLED'", 0), ("state = 'UNCONFIRMED', password_hash = null", 0), ("name = 'x'", 1),
            ("email = 'new@world.test'", 0), ("email = email", 1), ("state = 'ENABLED'", 1),
            ("last_login_at = now()", 1),
        ])
    func sessions(change: String, left: Int64) throws {
        try session.execute(set("password_hash = 'x'"))
        try session.execute(set(change))
        let alive: SQLText<SQLValue> = """
            SELECT count(*) FROM session WHERE portal_user_id = \(.uuid(Self.guest)) AND revoked_at IS NULL
            """
        #expect(try session.count(alive) == left)
        try session.execute(set("state = 'DISABLED'"))
        try session.execute(set("state = 'ENABLED', password_hash = 'x'"))
        #expect(try session.count(alive) == 0, "none comes back")
        let others: SQLText<SQLValue> = """
            SELECT count(*) FROM session WHERE portal_user_id = \(.uuid(World.id("alfa.boss"))) AND revoked_at IS NULL
            """
        #expect(try session.count(others) == 1)
    }

    @Test(
        "G-10 What has to be known of a portal's user, whoever manages the portal is told, and may invite again",
        arguments: [
            ("alfa.admin", 1), ("alfa.user", 1), ("alfa.wide", 1), ("alfa.boss", 1), ("alfa.guest", 0),
            ("alfa.marketing", 0), ("alfa.empty", 0), ("beta.admin", 0), ("beta.boss", 0), ("operator", 0),
            ("nobody", 0),
        ])
    func standing(viewer: String, rows: Int) throws {
        let app = try World.shared.get().app()
        try app.execute("BEGIN")
        try app.enter(viewer)
        let told = try app.run("SELECT has_password, sessions FROM user_standing(\(.uuid(Self.guest)))")
        #expect(told.rowCount == rows)
        if rows == 1 { #expect(told.int4(0, 1) == 1) }
        let invited = World.id("alfa.invited")
        try app.run("SELECT reinvite_user(\(.uuid(invited)))")
        try app.execute("RESET ROLE")
        let links: SQLText<SQLValue> = "SELECT count(*) FROM invitation WHERE portal_user_id = \(.uuid(invited))"
        try app.execute("SET LOCAL ROLE portico_definer")
        #expect(try app.count(links) == Int64(1 + rows))
    }
}
