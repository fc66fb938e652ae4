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
}
