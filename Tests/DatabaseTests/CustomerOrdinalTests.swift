import Postgres
import SQLText
import TestSupport
import Testing

/// The numbers of customers, and what the policies make of them.
@Suite struct CustomerOrdinalTests {
    let world: World
    let session: DirectSession

    init() throws {
        world = try World.shared.get()
        session = try world.administrator()
        try session.execute("BEGIN")
    }

    /// Adds customers to the partnerships of both companies.
    private static func add(_ count: Int, to partnerships: String = "alfa.mssp', 'alfa.resale', 'beta.mssp") -> String {
        """
        insert into customer (organization_id, partnership_id, name, email)
        select organization_id, id, 'New ' || n, 'new@world.test'
        from partnership, generate_series(1, \(count)) n where name in ('\(partnerships)')
        """
    }

    private var numbers: SQLText<SQLValue> {
        "SELECT max(ordinal)::bigint FROM customer WHERE organization_id = \(.uuid(World.id("alfa")))"
    }

    @Test("Every customer has a number, which is its own within the company and is never given again")
    func numbered() throws {
        let before = try #require(try session.count(numbers))
        try session.execute(Self.add(20))
        #expect(try session.count("SELECT count(*) FROM customer WHERE ordinal IS NULL") == 0)
        #expect(try session.count(numbers) == before + 40)
        try session.execute("delete from customer where name like 'New%'")
        try session.execute(Self.add(1, to: "alfa.mssp"))
        #expect(try session.count(numbers) == before + 41)
        #expect(
            try session.refusal(of: "update customer set ordinal = 1 where organization_id = '\(World.id("alfa"))'")
                == "23505")
    }

    @Test("Who adds customers beside somebody else waits for the number, in the same company and in no other")
    func beside() throws {
        try session.execute(Self.add(1, to: "alfa.mssp"))
        let other = try world.administrator()
        try other.execute("BEGIN; SET LOCAL lock_timeout = '50ms'; SAVEPOINT start")
        #expect(try other.refusal(of: Self.add(1, to: "alfa.resale")) == "55P03")
        try other.execute("ROLLBACK TO SAVEPOINT start")
        #expect(try other.refusal(of: Self.add(1, to: "beta.mssp")) == nil)
    }

    @Test(
        "D0-50 A customer is seen by the bit that its number names, and by nothing when there is none",
        arguments: [
            ("update customer set ordinal = null where id = '\(World.id("alfa.c1"))'", []),
            ("update user_reach set bits = ''", []), ("update user_reach set bits = bits << length(bits)", []),
            ("update customer set ordinal = 900 where id = '\(World.id("alfa.c1"))'", []),
            (Self.add(3), ["alfa.c1"]),
        ] as [(String, [String])])
    func bits(change: String, seen: [String]) throws {
        try session.execute(change)
        try session.enter("alfa.user")
        try session.execute("SET LOCAL ROLE portico_app")
        #expect(try session.ids("SELECT id FROM customer").map(World.name) == seen)
    }

    @Test(
        "What a statement has left for those behind it shows nobody who isn't assigned, however many are",
        arguments: [
            "", "{}", "{\(World.id("alfa.c1"))}", "{NULL,\(World.id("alfa.c2")),\(World.id("beta.c1"))}",
            "{\(World.id("alfa.c1")),\(World.id("alfa.c2")),\(World.id("alfa.c1")),\(World.id("alfa.r1"))}",
        ])
    func page(left: String) throws {
        try session.execute(
            """
            \(Self.add(1_001, to: "alfa.mssp"));
            insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
            select m.organization_id, m.partnership_id, m.id, m.user_id, c.id
            from membership m join customer c using (partnership_id)
            where m.user_id = '\(World.id("alfa.user"))' and c.name like 'New%'
            """)
        try session.enter("alfa.user")
        try session.run("SELECT set_config('portico.customers', \(.text(left)), true)")
        try session.execute("SET LOCAL ROLE portico_app")
        #expect(try session.count("SELECT count(*) FROM own_reach") == 0)
        let isLeft = left.contains("\(World.id("alfa.c1"))")
        #expect(
            try session.run("SELECT array_to_string(array(SELECT DISTINCT unnest(customers)), ' ') FROM own_page")
                .text(0, 0) == (isLeft ? "\(World.id("alfa.c1"))" : ""))
        #expect(try session.ids("SELECT id FROM contact").map(World.name) == ["alfa.c1"])
        #expect(try session.ids("SELECT id FROM usage_reading").map(World.name) == ["alfa.c1"])
        #expect(try session.count("SELECT count(*) FROM customer") == 1_002)
    }
}
