import Postgres
import SQLText
import TestSupport
import Testing

/// What holds for users whoever changes them: who is active has confirmed, and who may not sign in has no session.
@Suite("Rules of users in the database") struct UserRuleTests {
    private static let wide = World.id("alfa.wide")
    private let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    private func set(_ changes: String, _ user: String = "alfa.wide") -> String {
        "update app_user set \(changes) where id = '\(World.id(user))'"
    }

    @Test(
        "G-06 Nobody becomes active who could not sign in",
        arguments: [
            ("status = 'INVITED'", "status = 'ACTIVE'", "alfa.wide", "PO009"),
            ("status = 'DISABLED'", "status = 'ACTIVE'", "alfa.wide", "PO009"),
            ("status = 'DISABLED'", "status = 'ACTIVE', role = 'ADMIN'", "alfa.wide", "PO009"),
            ("status = 'DISABLED'", "status = 'INVITED'", "alfa.wide", nil),
            ("status = 'INVITED'", "status = 'ACTIVE', password_hash = 'x'", "alfa.wide", nil),
            ("status = 'DISABLED', password_hash = 'x'", "status = 'ACTIVE'", "alfa.wide", nil),
            ("name = 'x'", "role = 'ADMIN'", "alfa.notify", "PO009"),
            ("name = 'x'", "role = 'ADMIN', status = 'INVITED'", "alfa.notify", nil),
            ("status = 'DISABLED'", "status = 'ACTIVE'", "alfa.notify", nil),
            ("name = 'x'", "role = 'ADMIN'", "alfa.wide", nil),
        ])
    func confirmed(before: String, change: String, user: String, refusal: String?) throws {
        try session.execute(set(before, user))
        #expect(try session.refusal(of: set(change, user)) == refusal)
    }

    @Test("D2-14 Whoever only gets mails loses the password, and gets it back with no role")
    func credential() throws {
        try session.execute(set("password_hash = 'x', must_change_password = true"))
        try session.execute(set("role = 'NOTIFICATIONS'"))
        try session.execute(set("role = 'USER', status = 'INVITED'"))
        let left = try session.run(
            "SELECT password_hash IS NULL AND NOT must_change_password FROM app_user WHERE id = \(.uuid(Self.wide))")
        #expect(left.bool(0, 0) == true)
    }

    @Test(
        "D0-06 Sessions end when their user may no longer sign in, for good, and with nothing else",
        arguments: [
            ("role = 'ADMIN'", 1), ("role = 'NOTIFICATIONS'", 0), ("status = 'DISABLED'", 0), ("status = 'INVITED'", 0),
            ("name = 'x'", 1), ("role = 'USER'", 1), ("status = 'ACTIVE'", 1), ("last_login_at = now()", 1),
            ("email = 'new@world.test'", 0), ("email = email", 1),
        ])
    func sessions(change: String, left: Int64) throws {
        try session.execute(set("password_hash = 'x'"))
        try session.execute(set(change))
        try session.execute(set("role = 'USER', status = 'INVITED'"))
        let alive: SQLText<SQLValue> = """
            SELECT count(*) FROM session WHERE user_id = \(.uuid(Self.wide)) AND revoked_at IS NULL
            """
        if left == 0 { #expect(try session.count(alive) == 0) }
        try session.execute("ROLLBACK; BEGIN")
        try session.execute(set(change))
        #expect(try session.count(alive) == left)
        let others: SQLText<SQLValue> = """
            SELECT count(*) FROM session WHERE user_id = \(.uuid(World.id("alfa.user"))) AND revoked_at IS NULL
            """
        #expect(try session.count(others) == 1)
    }

    @Test(
        "G-05 Another address is one that nobody has proved, unless it comes with its proof",
        arguments: [
            ("email = 'new@world.test'", nil), ("email = email", "2026-01-01"), ("name = 'x'", "2026-01-01"),
            ("email = 'new@world.test', email_verified_at = '2026-02-02Z'", "2026-02-02"),
        ])
    func verification(change: String, proved: String?) throws {
        try session.execute("set local time zone 'UTC'; " + set("email_verified_at = '2026-01-01Z'"))
        try session.execute(set(change))
        let left = try session.run(
            "SELECT email_verified_at::date::text FROM app_user WHERE id = \(.uuid(Self.wide))")
        #expect(left.text(0, 0) == proved)
    }

    @Test(
        "What only admins must know of a user, those of the organization and the operator are told",
        arguments: [
            ("alfa.admin", 1), ("alfa.user", 0), ("alfa.wide", 0), ("beta.admin", 0), ("alfa.boss", 0),
            ("operator", 1), ("nobody", 0),
        ])
    func standing(viewer: String, rows: Int) throws {
        let app = try World.shared.get().app()
        try app.execute("BEGIN")
        try app.enter(viewer)
        let told = try app.run("SELECT has_password, sessions FROM user_standing(\(.uuid(Self.wide)))")
        #expect(told.rowCount == rows)
        if rows == 1 {
            #expect(told.bool(0, 0) == false)
            #expect(told.int4(0, 1) == 1)
        }
    }
}
