import Postgres
import SQLText
import TestSupport
import Testing

/// Who is let in, and what takes effect with the next request.
@Suite struct ViewerTests {
    let world: World

    init() throws {
        world = try World.shared.get()
    }

    /// Lets a user in with an epoch that was remembered from before; a read and a write must be of one mind.
    private func enter(_ name: String, epoch: Int64, _ session: DirectSession) throws -> Bool? {
        let isKept = try session.count(
            """
            SELECT count(*) FROM session_viewer
            WHERE token_hash = sha256(\(.text(name))::bytea) AND epoch = \(.int8(epoch))
            """)
        let isEntered = try session.run(
            "SELECT viewer_enter(sha256(\(.text(name))::bytea), \(.int8(epoch)), \(.int4(1_000)))"
        ).bool(0, 0)
        #expect((isKept == 1) == isEntered)
        return isEntered
    }

    /// Has the sessions of users keep their viewers, as a server does when it meets them.
    private func keep(_ names: [String], _ session: DirectSession) throws {
        for name in names { try session.run("SELECT viewer_keep(sha256(\(.text(name))::bytea))") }
    }

    private func epoch(_ name: String, _ session: DirectSession) throws -> Int64? {
        try session.count("SELECT epoch FROM viewer_load(sha256(\(.text(name))::bytea), 1)")
    }

    @Test(
        "D2-14 Who has a live session is let in, and nobody else",
        arguments: [
            ("alfa.admin", true), ("alfa.user", true), ("alfa.marketing", true), ("operator", true),
            ("alfa.boss", true), ("alfa.guest", true), ("alfa.invited", false), ("alfa.notify", false),
            ("nobody", false), ("", false),
        ])
    func letsIn(name: String, expected: Bool) throws {
        let session = try world.app()
        try session.execute("BEGIN")
        #expect(try session.enter(name) == expected)
        try keep([name], session)
        let kept = try session.run(
            "SELECT viewer FROM session_viewer WHERE token_hash = sha256(\(.text(name))::bytea)")
        #expect(kept.rowCount == (expected ? 1 : 0))
    }

    @Test("The settings are the viewer's, and end with the transaction")
    func settings() throws {
        let session = try world.app()
        func setting() throws -> String? {
            try session.run("SELECT current_setting('portico.viewer', true)").text(0, 0)
        }
        try session.transaction { () throws in
            #expect(try session.enter("alfa.user"))
            #expect(try setting() == "USER|\(World.id("alfa"))|\(World.id("alfa.user"))|||")
            #expect(try session.run("SHOW statement_timeout").text(0, 0) == "10s")
            #expect(try session.enter("operator"))
            #expect(try setting() == "OPERATOR||\(World.id("operator"))||")
            #expect(try session.enter("alfa.guest"))
            #expect(
                try setting()?.hasPrefix("PORTAL_USER|\(World.id("alfa"))|\(World.id("alfa.guest"))|") == true)
            #expect(try !session.enter("nobody"))
            #expect(try setting() == "")
        }
        #expect(try setting() == "")
        #expect(try session.run("SHOW statement_timeout").text(0, 0) == "0")
    }

    @Test("An epoch that isn't the user's lets nobody in", arguments: ["alfa.user", "operator"])
    func staleEpoch(name: String) throws {
        let session = try world.app()
        try session.execute("BEGIN")
        try keep([name], session)
        let epoch = try #require(try epoch(name, session))
        #expect(try enter(name, epoch: epoch, session) == true)
        #expect(try enter(name, epoch: epoch - 1, session) == false)
        #expect(try enter(name, epoch: epoch + 1, session) == false)
    }

    private static let user = World.id("alfa.user")

    @Test(
        "D0-06 D3-13 Whatever changes a user's rights shows in the next request",
        arguments: [
            "update app_user set role = 'MARKETING' where id = '\(user)'",
            "update app_user set status = 'DISABLED' where id = '\(user)'",
            "update app_user set name = 'Other' where id = '\(user)'",
            "update app_user set email = 'other@world.test' where id = '\(user)'",
            "delete from assignment where user_id = '\(user)'",
            "update membership set customer_access = 'ALL' where user_id = '\(user)'",
            "delete from membership where user_id = '\(user)'",
            """
            insert into membership (organization_id, partnership_id, user_id)
            values ('\(World.id("alfa"))', '\(World.id("alfa.resale"))', '\(user)')
            """,
            "update organization set status = 'SUSPENDED' where name = 'alfa'",
            "update organization set portal_enabled = false where name = 'alfa'",
            "update organization set name = 'Alfa AS' where name = 'alfa'",
            "update session set revoked_at = now() where user_id = '\(user)'",
            "update session set expires_at = now() - interval '1 second' where user_id = '\(user)'",
            "delete from session where user_id = '\(user)'",
            "delete from app_user where id = '\(user)'",
        ])
    func nextRequest(change: String) throws {
        let session = try world.administrator()
        try session.execute("BEGIN")
        try keep(["alfa.user", "alfa.wide"], session)
        let epoch = try #require(try epoch("alfa.user", session))
        #expect(try enter("alfa.user", epoch: epoch, session) == true)
        try session.execute(change)
        #expect(try enter("alfa.user", epoch: epoch, session) == false)
        // Nobody else is disturbed, unless the change was to the whole organization.
        if change.contains("organization") { try keep(["alfa.wide"], session) }
        let wide = try enter("alfa.wide", epoch: try self.epoch("alfa.wide", session) ?? 0, session)
        #expect(wide == !(change.contains("SUSPENDED") || change.contains("portal_enabled")))
    }

    private static let guest = World.id("alfa.guest")

    @Test(
        "D3-13 Whatever changes the rights of a portal's user shows in the next request",
        arguments: [
            "update portal_user set state = 'DISABLED' where id = '\(guest)'",
            "update portal_user set permissions = '{USERS}' where id = '\(guest)'",
            """
            update customer_portal set admin_user_id = '\(guest)'
            where id = (select portal_id from portal_user where id = '\(guest)')
            """,
            "update customer_portal set enabled = false, disabled_reason = 'MANUAL'",
            "update customer set status = 'DISABLED'",
            "update organization set status = 'SUSPENDED' where name = 'alfa'",
            "update organization set portal_enabled = false where name = 'alfa'",
            "update session set revoked_at = now() where portal_user_id = '\(guest)'",
            "delete from portal_user where id = '\(guest)'",
        ])
    func nextRequestOfPortal(change: String) throws {
        let session = try world.administrator()
        try session.execute("BEGIN")
        try keep(["alfa.guest"], session)
        let epoch = try #require(try epoch("alfa.guest", session))
        #expect(try enter("alfa.guest", epoch: epoch, session) == true)
        try session.execute(change)
        #expect(try enter("alfa.guest", epoch: epoch, session) == false)
    }

    @Test(
        "Who is to be kept waits for whoever is changing the rights",
        arguments: [
            "update app_user set role = 'MARKETING' where id = '\(user)'",
            "delete from assignment where user_id = '\(user)'",
            "update organization set status = 'SUSPENDED' where name = 'alfa'",
        ])
    func keepingWaits(change: String) throws {
        let changing = try world.administrator()
        try changing.execute("BEGIN; \(change)")
        let keeping = try world.app()
        try keeping.execute("SET lock_timeout = '50ms'")
        #expect(try keeping.refusal(of: "SELECT viewer_keep(sha256('alfa.user'))") == "55P03")
    }

    @Test("TRUNCATE, which names nobody, withdraws everybody's cached rights", arguments: ["membership", "assignment"])
    func truncated(table: String) throws {
        let session = try world.administrator()
        try session.execute("BEGIN")
        let epoch = try #require(try epoch("alfa.user", session))
        try session.execute("truncate \(table) cascade")
        #expect(try enter("alfa.user", epoch: epoch, session) == false)
        #expect(try session.run("SELECT FROM user_reach").rowCount == 0)
    }

    @Test(
        "What is gathered of a user's assignments is what there is, whatever changes them",
        arguments: [
            "delete from assignment where user_id = '\(user)'",
            """
            truncate invoice cascade;
            delete from customer where id in (select customer_id from assignment where user_id = '\(user)')
            """,
            "update membership set customer_access = 'ALL' where user_id = '\(user)'",
            "update app_user set role = 'MARKETING' where id = '\(user)'",
            "delete from membership where user_id = '\(user)'", "delete from app_user where id = '\(user)'",
            "truncate assignment",
            """
            insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
            select m.organization_id, m.partnership_id, m.id, m.user_id, c.id from membership m
            join customer c on c.partnership_id = m.partnership_id
            where m.user_id = '\(user)' and not exists (select from assignment a where a.customer_id = c.id)
            """,
        ])
    func gathered(change: String) throws {
        let session = try world.administrator()
        try session.execute("BEGIN")
        try session.execute(change)
        let differences = try session.count(
            """
            SELECT count(*) FROM user_reach r
            FULL JOIN (SELECT user_id, array_agg(customer_id ORDER BY customer_id) AS customers
                FROM assignment GROUP BY user_id) a USING (user_id)
            WHERE coalesce(r.customers, '{}') <> coalesce(a.customers, '{}')
            """)
        #expect(differences == 0)
        let wrongBits = try session.count(
            """
            SELECT count(*) FROM app_user u JOIN customer c USING (organization_id)
            LEFT JOIN user_reach r ON r.user_id = u.id
            WHERE coalesce(substring(r.bits FROM c.ordinal FOR 1) = B'1', false)
                <> EXISTS (SELECT FROM assignment a WHERE a.user_id = u.id AND a.customer_id = c.id)
            """)
        #expect(wrongBits == 0)
    }

    @Test(
        "D0-50 Whoever is assigned a quarter of the company's customers has a bit for each, and nobody else has",
        arguments: [
            ("alfa.user", 0, true), ("alfa.user", 1, false), ("alfa.admin as alfa.user", 0, true),
            ("alfa.wide", 0, false), ("alfa.admin", 0, false), ("alfa.guest", 0, false), ("nobody", 0, false),
        ])
    func most(name: String, more: Int, isMost: Bool) throws {
        let session = try world.administrator()
        try session.execute(
            """
            BEGIN;
            INSERT INTO customer (organization_id, partnership_id, name, email)
            SELECT c.organization_id, c.partnership_id, n::text, n || '@world.test'
            FROM customer c, generate_series(1, \(more)) n
            WHERE c.id = '\(World.id("alfa.c1"))'
            """)
        let told = try session.run("SELECT session_assigned_bits(sha256(\(.text(name))::bytea))").bytea(0, 0)
        #expect((told != nil) == isMost)
        var numbers: [Int64] = []
        for (place, byte) in (told ?? []).enumerated() {
            for bit in 0..<8 where Int(byte) & (128 >> bit) != 0 { numbers.append(Int64(place * 8 + bit + 1)) }
        }
        let assigned = try session.run(
            """
            SELECT array_agg(c.ordinal::bigint ORDER BY c.ordinal) FROM assignment a
            JOIN customer c ON c.id = a.customer_id WHERE a.user_id = \(.uuid(Self.user))
            """)
        let expected: [Int64] = isMost ? assigned.int8Array(0, 0) ?? [] : []
        #expect(numbers == expected)
    }

    @Test("D0-50 Bits reach past the last whole byte, and leave out what lies between", arguments: [1, 8, 9, 40])
    func bits(last: Int) throws {
        let session = try world.administrator()
        try session.execute(
            """
            BEGIN;
            ALTER TABLE customer DISABLE TRIGGER ordinal_kept;
            UPDATE customer SET ordinal = ordinal + 100 WHERE organization_id = '\(World.id("alfa"))';
            UPDATE customer c SET ordinal = \(last) WHERE id = (
                SELECT min(customer_id::text)::uuid FROM assignment WHERE user_id = '\(Self.user)')
            """)
        let bits = try session.run("SELECT session_assigned_bits(sha256('alfa.user'))").bytea(0, 0) ?? []
        let place = (last - 1) / 8
        let expected = (0...place).map { $0 == place ? UInt8(128 >> ((last - 1) % 8)) : 0 }
        #expect(Array(bits.prefix(place + 1)) == expected)
    }

    @Test("Where each statement has a snapshot of its own, a withdrawn right is gone within the transaction")
    func withinMutation() throws {
        let session = try world.administrator()
        try session.execute("BEGIN")
        try keep(["alfa.wide"], session)
        #expect(try enter("alfa.wide", epoch: try epoch("alfa.wide", session) ?? 0, session) == true)
        try session.execute("SET LOCAL ROLE portico_app")
        #expect(try session.count("SELECT count(*) FROM customer") ?? 0 > 0)
        try session.execute("RESET ROLE; DELETE FROM membership; SET LOCAL ROLE portico_app")
        #expect(try session.count("SELECT count(*) FROM customer") == 0)
    }

    @Test(
        "D4-34 D4-35 Nobody of a suspended or closed partner is let in, whatever epoch is named",
        arguments: [
            "status = 'SUSPENDED'", "portal_enabled = false",
        ])
    func closedOrganization(change: String) throws {
        let session = try world.administrator()
        try session.execute("BEGIN; update organization set \(change) where name = 'alfa'")
        let epoch = try session.count("SELECT epoch FROM app_user WHERE id = \(.uuid(Self.user))") ?? 0
        #expect(try enter("alfa.user", epoch: epoch, session) == false)
        #expect(try session.run("SELECT FROM viewer_load(sha256('alfa.user'), 1)").rowCount == 0)
        #expect(try session.enter("beta.user"))
    }

    @Test("A user's own changes of no consequence keep the cached viewer valid")
    func quietChanges() throws {
        let session = try world.administrator()
        try session.execute("BEGIN")
        let before = try epoch("alfa.user", session)
        try session.execute(
            """
            update app_user set last_login_at = now(), locale = 'de', time_zone = 'Europe/Berlin';
            update organization set phone = '1', address = 'x';
            update customer set name = name || 'x';
            """)
        #expect(try epoch("alfa.user", session) == before)
    }

    @Test("A loaded viewer tells what a server may remember")
    func load() throws {
        let session = try world.app()
        func load(_ name: String) throws -> ResultRows {
            try session.run(
                """
                SELECT realm, role, user_id, organization_id, partnership_id, customer_id, name, email,
                    organization_name, partnerships, whole_partnerships, assigned_customers
                FROM viewer_load(sha256(\(.text(name))::bytea), 1)
                """)
        }
        let user = try load("alfa.user")
        #expect(user.text(0, 0) == "PARTNER")
        #expect(user.text(0, 1) == "USER")
        #expect(user.rowID(0, 2) == Self.user)
        #expect(user.rowID(0, 3) == World.id("alfa"))
        #expect(user.text(0, 7) == "alfa.user@world.test")
        #expect(user.text(0, 8) == "alfa")
        #expect((9...11).map { user.rowIDArray(0, $0)?.count } == [1, 0, 1])
        let wide = try load("alfa.wide")
        #expect((9...11).map { wide.rowIDArray(0, $0)?.count } == [1, 1, 0])
        let op = try load("operator")
        #expect(op.text(0, 1) == "OPERATOR")
        #expect(op.rowID(0, 2) == World.id("operator"))
        #expect(op.isNull(row: 0, column: 3))
        #expect(try load("alfa.notify").rowCount == 0)
    }
}
