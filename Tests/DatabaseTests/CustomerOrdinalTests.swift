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

    private static let unkept = "alter table customer disable trigger ordinal_kept"

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
        for ordinal in ["1", "null"] {
            let change = "update customer set ordinal = \(ordinal) where id = '\(World.id("alfa.c2"))'"
            #expect(try session.refusal(of: "SAVEPOINT before; \(change)") == "PO005")
            try session.execute("ROLLBACK TO SAVEPOINT before")
        }
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
            ("\(unkept); update customer set ordinal = null where id = '\(World.id("alfa.c1"))'", []),
            ("update user_reach set bits = ''", []), ("update user_reach set bits = bits << length(bits)", []),
            ("\(unkept); update customer set ordinal = 900 where id = '\(World.id("alfa.c1"))'", []),
            (Self.add(3), ["alfa.c1"]),
        ] as [(String, [String])])
    func bits(change: String, seen: [String]) throws {
        try session.execute(change)
        try session.enter("alfa.user")
        try session.execute("SET LOCAL ROLE portico_app")
        #expect(try session.ids("SELECT id FROM customer").map(World.name) == seen)
    }

    @Test("What hangs on a customer has the customer's number, wherever a policy asks for it, for the app to read")
    func children() throws {
        let tables = try session.run(
            """
            SELECT p.tablename::text, (has_column_privilege(
                'portico_app', p.tablename::text, 'customer_ordinal', 'SELECT')
                AND EXISTS (
                    SELECT FROM pg_trigger t WHERE t.tgrelid = p.tablename::regclass AND t.tgname = 'numbered'
                        AND t.tgenabled = 'O' AND t.tgfoid = 'number_as_customer'::regproc))::int::bigint
            FROM pg_policies p WHERE p.qual LIKE '%own_bits%customer_ordinal%' ORDER BY 1
            """)
        #expect(tables.rowCount == 13)
        for row in 0..<tables.rowCount {
            let table = try #require(tables.text(row, 0))
            #expect(tables.int8(row, 1) == 1, "\(table)")
            let others: SQLText<SQLValue> = """
                SELECT count(*) FROM \(Identifier(table)) x LEFT JOIN customer c ON c.id = x.customer_id
                WHERE x.customer_ordinal IS DISTINCT FROM c.ordinal
                """
            #expect(try session.count(others) == 0, "\(table)")
        }
    }

    @Test(
        "Nobody gives what hangs on a customer another number than the customer's",
        arguments: [
            """
            \(add(3));
            insert into contact (organization_id, partnership_id, customer_id, customer_ordinal, type, name)
            select organization_id, partnership_id, id, 1, 'TECHNICAL', 'Forged' from customer where name like 'New%'
            """,
            "update contact set customer_ordinal = 1", "update contact set customer_ordinal = null",
        ])
    func forged(change: String) throws {
        try session.execute(change)
        let forged: SQLText<SQLValue> = """
            SELECT count(*) FROM contact x JOIN customer c ON c.id = x.customer_id
            WHERE x.customer_ordinal IS DISTINCT FROM c.ordinal
            """
        #expect(try session.count(forged) == 0)
    }

    @Test(
        "D0-50 What hangs on a customer is seen by the bit of its number, however many are assigned",
        arguments: [0, 1_001])
    func hanging(more: Int) throws {
        try session.execute(
            """
            \(Self.add(more + 1, to: "alfa.mssp"));
            insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
            select m.organization_id, m.partnership_id, m.id, m.user_id, c.id
            from membership m join customer c using (partnership_id)
            where m.user_id = '\(World.id("alfa.user"))' and c.name like 'New%' and c.name <> 'New 1'
            """)
        try session.enter("alfa.user")
        try session.execute("SAVEPOINT before; SET LOCAL ROLE portico_app")
        #expect(try session.count("SELECT count(*) FROM customer") == Int64(more + 1))
        #expect(try session.ids("SELECT id FROM contact").map(World.name) == ["alfa.c1"])
        #expect(try session.ids("SELECT id FROM usage_reading").map(World.name) == ["alfa.c1"])
        try session.execute(
            """
            ROLLBACK TO SAVEPOINT before;
            ALTER TABLE contact DISABLE TRIGGER numbered; UPDATE contact SET customer_ordinal = NULL;
            SET LOCAL ROLE portico_app
            """)
        #expect(try session.ids("SELECT id FROM contact").isEmpty)
    }
}
