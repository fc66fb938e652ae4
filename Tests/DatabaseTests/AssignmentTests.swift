import Postgres
import SQLText
import TestSupport
import Testing

/// Assignments narrow what a USER sees, and mean nothing anywhere else.
@Suite struct AssignmentTests {
    private static func assign(_ customer: String, to user: String) -> String {
        """
        insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
        select organization_id, partnership_id, id, user_id, '\(World.id(customer))' from membership
        where user_id = '\(World.id(user))'
        """
    }

    private static func assignments(of user: String) -> SQLText<SQLValue> {
        "SELECT count(*) FROM assignment WHERE user_id = \(.uuid(World.id(user)))"
    }

    @Test(
        "G-19 Only users of role USER, in a membership that asks for it, have assignments",
        arguments: [
            ("alfa.wide", "PO002"), ("alfa.marketing", "PO002"), ("alfa.notify", "PO002"), ("alfa.empty", nil),
        ])
    func allowed(user: String, state: String?) throws {
        let session = try World.shared.get().administrator()
        try session.execute("BEGIN")
        #expect(try session.refusal(of: Self.assign("alfa.c2", to: user)) == state)
    }

    @Test("G-19 A change of role away from USER forgets the assignments", arguments: ["ADMIN", "MARKETING"])
    func roleChange(role: String) throws {
        let session = try World.shared.get().administrator()
        try session.execute("BEGIN; update app_user set role = '\(role)' where id = '\(World.id("alfa.user"))'")
        #expect(try session.count(Self.assignments(of: "alfa.user")) == 0)
    }

    @Test("A membership widened on purpose forgets its assignments")
    func widening() throws {
        let session = try World.shared.get().administrator()
        try session.execute(
            "BEGIN; update membership set customer_access = 'ALL' where user_id = '\(World.id("alfa.user"))'")
        #expect(try session.count(Self.assignments(of: "alfa.user")) == 0)
    }

    @Test("G-01 A user whose last customer is removed sees nothing, not everything")
    func cascade() throws {
        let world = try World()
        let session = try world.administrator()
        try session.execute(
            """
            delete from assignment where user_id = '\(World.id("alfa.user"))';
            insert into customer (id, organization_id, partnership_id, name, email)
            select '\(World.id("none"))', organization_id, id, 'Brief', 'b@x.test' from partnership
            where name = 'alfa.mssp';
            \(Self.assign("none", to: "alfa.user"));
            delete from customer where name = 'Brief';
            """)
        #expect(try session.count(Self.assignments(of: "alfa.user")) == 0)
        let app = try world.app()
        try app.transaction { () throws in
            #expect(try app.enter("alfa.user"))
            #expect(try app.ids("SELECT id FROM customer") == [])
        }
    }

    @Test(
        "An assignment and a change of role at once don't pass each other",
        arguments: [
            ("READ COMMITTED", nil), ("REPEATABLE READ", "40001"), ("SERIALIZABLE", "40001"),
        ] as [(String, String?)])
    func race(level: String, refusal: String?) async throws {
        let world = try World()
        let first = try world.administrator()
        try first.execute("BEGIN ISOLATION LEVEL \(level)")
        try first.execute(Self.assign("alfa.c2", to: "alfa.empty"))
        async let second = onThread {
            let session = try world.administrator()
            try session.execute("BEGIN ISOLATION LEVEL \(level); SELECT FROM app_user")
            let state = try session.refusal(
                of: "update app_user set role = 'MARKETING' where id = '\(World.id("alfa.empty"))'")
            try session.execute(state == nil ? "COMMIT" : "ROLLBACK")
            return state
        }
        try await first.end("COMMIT", whenAnotherWaitsIn: world)
        #expect(try await second == refusal)
        // Either the role changed and the assignment is gone, or the role stayed.
        #expect(try first.count(Self.assignments(of: "alfa.empty")) == (refusal == nil ? 0 : 1))
    }

    @Test("Whatever changes what a membership shows counts its version up")
    func versions() throws {
        let session = try World.shared.get().administrator()
        try session.execute("BEGIN")
        let version: SQLText<SQLValue> =
            "SELECT version::bigint FROM membership WHERE id = \(.uuid(World.id("alfa.user")))"
        var last = try session.count(version) ?? 0
        for script in [
            Self.assign("alfa.c2", to: "alfa.user"),
            """
            update assignment set customer_id = '\(World.id("alfa.c3"))' where customer_id = '\(World.id("alfa.c2"))'
            """,
            "delete from assignment where customer_id = '\(World.id("alfa.c3"))'",
            "update membership set customer_access = 'ALL' where id = '\(World.id("alfa.user"))'",
        ] {
            try session.execute(script)
            let next = try session.count(version) ?? 0
            #expect(last < next, "\(script)")
            last = next
        }
        try session.execute("update app_user set name = 'x' where id = '\(World.id("alfa.user"))'")
        #expect(try session.count(version) == last)
    }

    @Test(
        "G-01 A membership tells how many customers it shows, by the user's role",
        arguments: [
            ("alfa.wide", 3), ("alfa.user", 1), ("alfa.empty", 0), ("alfa.marketing", 0), ("alfa.notify", 3),
            ("alfa.admin", 3),
        ])
    func customerCounts(user: String, count: Int64) throws {
        let world = try World.shared.get()
        let session = try world.administrator()
        try session.execute(
            """
            BEGIN; insert into membership (id, organization_id, partnership_id, user_id) values
                ('\(World.id("alfa.admin"))', '\(World.id("alfa"))', '\(World.id("alfa.mssp"))',
                '\(World.id("alfa.admin"))') on conflict do nothing
            """)
        #expect(
            try session.count(
                """
                SELECT membership_customer_count(m)::bigint FROM membership m
                WHERE m.user_id = \(.uuid(World.id(user))) AND m.partnership_id = \(.uuid(World.id("alfa.mssp")))
                """) == count)
    }

    @Test("The number of a partnership's customers is kept, however they come and go")
    func customersOfPartnerships() throws {
        let session = try World.shared.get().administrator()
        try session.execute("BEGIN")
        for script in [
            """
            insert into customer (organization_id, partnership_id, name, email)
            select organization_id, id, 'New ' || n, 'x@x.test' from partnership, generate_series(1, 3) n
            """,
            """
            update customer set name = 'Moved', partnership_id = (select id from partnership where name = 'alfa.resale')
            where name = 'New 3' and partnership_id = (select id from partnership where name = 'alfa.mssp')
            """,
            "update customer set name = name || '!'", "delete from customer where name like 'New%'",
        ] {
            try session.execute(script)
            #expect(
                try session.count(
                    """
                    SELECT count(*) FROM partnership p WHERE customer_count <>
                        (SELECT count(*) FROM customer c WHERE c.partnership_id = p.id)
                    """) == 0, "\(script)")
        }
        try session.execute("truncate customer cascade")
        #expect(try session.count("SELECT count(*) FROM partnership WHERE customer_count <> 0") == 0)
    }
}
