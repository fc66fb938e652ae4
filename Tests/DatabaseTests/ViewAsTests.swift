import Postgres
import SQLText
import TestSupport
import Testing

/// Viewing as somebody else, as the database alone holds it.
@Suite("View as, in the database", .serialized) struct ViewAsTests {
    let world: World

    init() throws {
        world = try World()
    }

    /// What is changed in each way that the app has, by statements and by functions of the definer.
    private static let changes: [String] = [
        "UPDATE customer SET phone = '1'", "DELETE FROM membership", "DELETE FROM assignment",
        "UPDATE organization SET support_access_until = now()", "UPDATE app_user SET name = 'x'",
        "UPDATE customer_portal SET brand_name = 'x'", "DELETE FROM portal_user",
        "INSERT INTO outbox_event (organization_id, topic, subject_type, subject_id) VALUES (NULL, 'a.b', 'x', uuidv7())",
        "SELECT update_own_profile('x', 'en', 'UTC')", "SELECT sweep(10)",
        "SELECT session_revoke(sha256('alfa.user'))", "SELECT view_as_end(sha256('x'), NULL, NULL)",
        """
        SELECT view_as_start(sha256('alfa.admin'), '\(World.id("alfa.wide"))', NULL, sha256('new'), NULL, NULL)
        """,
        "SELECT session_create('PARTNER', '\(World.id("alfa.user"))', sha256('new'), NULL, NULL, '1 day')",
        "SELECT lock_own_profile()",
    ]

    @Test("C20 whoever views as somebody changes nothing, by no statement and no function", arguments: changes)
    func writesNothing(change: String) throws {
        for (who, whom) in World.viewedAs {
            let session = try world.app()
            try session.execute("BEGIN")
            #expect(try session.enter("\(who) as \(whom)"))
            #expect(try session.refusal(of: change) == "25006", "\(who) as \(whom)")
            try session.execute("ROLLBACK; BEGIN")
            try session.enter("\(who) as \(whom)")
            #expect(try session.refusal(of: "SET transaction_read_only = off") == "25001")
            try session.execute("ROLLBACK; BEGIN")
            #expect(try session.enter(whom), "the connection writes again for others")
            #expect(try session.refusal(of: "SELECT uuidv7()") == nil)
            #expect(try session.run("SHOW transaction_read_only").text(0, 0) == "off")
            try session.execute("ROLLBACK")
        }
    }

    @Test("C20 the secret is that of no session: what asks for one finds none")
    func isNoSession() throws {
        let session = try world.administrator()
        for (who, whom) in World.viewedAs {
            let hash: SQLText<SQLValue> = "sha256(\(.text("\(who) as \(whom)"))::bytea)"
            for look in [
                "SELECT count(*) FROM own_credential(\(hash))",
                "SELECT count(*) FROM session_viewer WHERE token_hash = \(hash)",
                "SELECT count(*) FROM second_factor_own(\(hash))",
                "SELECT count(*) FROM api_key_viewer WHERE token_hash = \(hash)",
            ] as [SQLText<SQLValue>] {
                #expect(try session.count(look) == 0)
            }
            #expect(try session.run("SELECT session_revoke(\(hash))").bool(0, 0) == false)
        }
    }

    /// What ends it, whom it ends, and how it is taken back.
    private static let endings: [(change: String, ended: Set<String>, back: String)] = [
        (
            "UPDATE session SET revoked_at = now() WHERE token_hash = sha256('alfa.admin')",
            ["alfa.user", "alfa.guest", "alfa.boss"],
            "UPDATE session SET revoked_at = NULL"
        ),
        (
            "UPDATE app_user SET status = 'DISABLED' WHERE name = 'alfa.user'", ["alfa.user"],
            "UPDATE app_user SET status = 'ACTIVE', password_hash = 'x' WHERE name = 'alfa.user'"
        ),
        (
            "UPDATE app_user SET role = 'ADMIN' WHERE name = 'alfa.wide'", ["alfa.wide"],
            "UPDATE app_user SET role = 'USER' WHERE name = 'alfa.wide'"
        ),
        (
            "UPDATE app_user SET email = 'other@world.test' WHERE name = 'alfa.user'", ["alfa.user"],
            "UPDATE app_user SET email = 'alfa.user@world.test' WHERE name = 'alfa.user'"
        ),
        (
            "UPDATE customer_portal SET enabled = false, disabled_reason = 'MANUAL'", ["alfa.guest", "alfa.boss"],
            "UPDATE customer_portal SET enabled = true, disabled_reason = NULL"
        ),
        (
            "UPDATE customer SET status = 'DISABLED' WHERE name = 'alfa.c1'", ["alfa.guest", "alfa.boss"],
            "UPDATE customer SET status = 'ENABLED' WHERE name = 'alfa.c1'"
        ),
        (
            "UPDATE organization SET support_access_until = NULL", ["alfa.admin", "alfa.wide"],
            "UPDATE organization SET support_access_until = now() + interval '1 day'"
        ),
        (
            "UPDATE organization SET status = 'SUSPENDED' WHERE name = 'alfa'",
            ["alfa.user", "alfa.guest", "alfa.boss", "alfa.admin", "alfa.wide"],
            "UPDATE organization SET status = 'ACTIVE' WHERE name = 'alfa'"
        ),
        (
            "UPDATE operator_user SET status = 'DISABLED'", ["alfa.admin", "alfa.wide"],
            "UPDATE operator_user SET status = 'ACTIVE'"
        ),
    ]

    @Test("C20 it ends with whatever let it in, for good, and no other with it", arguments: 0..<9)
    func ends(number: Int) throws {
        let (change, ended, back) = Self.endings[number]
        let session = try world.administrator()
        func live() throws -> Set<String> {
            Set(
                try World.viewedAs.filter { who, whom in
                    try session.count("SELECT count(*) FROM viewer_found(sha256(\(.text("\(who) as \(whom)"))::bytea))")
                        == 1
                }.map(\.1))
        }
        let all = Set(World.viewedAs.map(\.1))
        #expect(try live() == all)
        try session.execute(change)
        #expect(try live() == all.subtracting(ended))
        try session.execute(back)
        #expect(try live() == all.subtracting(ended))
        let told = try session.run(
            """
            SELECT d.actor_label || ' ' || d.target_label FROM audit_event e JOIN audit_detail d ON d.event_id = e.id
            WHERE e.action = 'view_as.ended' AND e.organization_id = \(.uuid(World.id("alfa")))
            """)
        #expect(told.rowCount == ended.count, "each is written down")
    }

    @Test(
        "C20 it is over without anybody's doing when its time, the session's or the consent is up",
        arguments: [
            "UPDATE view_as SET created_at = now() - interval '61 minutes', expires_at = now() - interval '1 minute'",
            "UPDATE session SET expires_at = now()",
        ])
    func timesOut(change: String) throws {
        let session = try world.administrator()
        try session.execute(change)
        for (who, whom) in World.viewedAs {
            let hash: SQLText<SQLValue> = "sha256(\(.text("\(who) as \(whom)"))::bytea)"
            #expect(try session.count("SELECT count(*) FROM viewer_load(\(hash), 1)") == 0)
        }
    }

    @Test("C20 support is let in for 30 days at most, whoever writes")
    func supportIsShort() throws {
        let session = try world.administrator()
        let later = "UPDATE organization SET support_access_until = now() + interval"
        #expect(try session.refusal(of: "\(later) '31 days'") == "PO030")
        #expect(try session.refusal(of: "\(later) '30 days'") == nil)
    }
}
