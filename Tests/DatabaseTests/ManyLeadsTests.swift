import Postgres
import SQLText
import TestSupport
import Testing

/// With many leads of many buyers, a list of one of them is read from indexes that begin with whose it is: for a page
/// nothing is sorted, and no statement reads a whole table.
@Suite(.serialized) struct ManyLeadsTests {
    /// Forty thousand leads for forty buyers: enough for the planner to see that a table is large.
    private static let database = Result { () throws -> World in
        let world = try World()
        try world.administrator().execute(
            """
            insert into organization (name, is_demonstration) select 'buyer ' || n, true from generate_series(1, 40) n;
            insert into partnership (organization_id, type, name, currency)
                select id, 'LEAD_BUYER', name, 'EUR' from organization where name like 'buyer %';
            insert into partnership (id, organization_id, type, name, currency)
                select id, id, 'LEAD_BUYER', 'more', 'EUR' from organization where name = 'buyer 1';
            insert into lead (name, country, received_at)
                select 'Lead ' || n * 7919 % 40000, 'NO', timestamptz '2026-01-01' + n * interval '1 minute'
                from generate_series(1, 40000) n;
            insert into delivery (organization_id, partnership_id, lead_id, status, price_minor, currency, delivered_at)
                select p.organization_id, p.id, l.id, 'DELIVERED', 1, 'EUR', now()
                from (select id, row_number() over (order by received_at) as n from lead where country = 'NO') l
                join partnership p on p.name = 'buyer ' || l.n % 40 + 1;
            insert into app_user (organization_id, name, email, role, status)
                select id, role, lower(role) || '@buyer.test', role, 'ACTIVE'
                from organization, unnest(array['ADMIN', 'USER']) role where name = 'buyer 1';
            insert into membership (organization_id, partnership_id, user_id)
                select u.organization_id, p.id, u.id from app_user u join partnership p on p.name = 'buyer 1'
                where u.email = 'user@buyer.test';
            insert into session (realm, user_id, token_hash, expires_at)
                select 'PARTNER', id, sha256(email::bytea), now() + interval '1 day' from app_user
                where email like '%@buyer.test';
            analyze
            """)
        // A delivery is written once more when it's marked as the one that shows its lead: what it was is put away.
        try world.administrator().execute("vacuum delivery")
        return world
    }

    private let session: DirectSession
    private let organization: RowID
    private let partnership: RowID

    init() throws {
        let world = try Self.database.get()
        let rows = try world.administrator().run(
            "SELECT organization_id, id FROM partnership WHERE name = 'buyer 1'")
        organization = try #require(rows.rowID(0, 0))
        partnership = try #require(rows.rowID(0, 1))
        session = try world.app()
        try session.execute("BEGIN; SET LOCAL jit = off; SET LOCAL plan_cache_mode = force_generic_plan")
    }

    /// What the server asks for, by the shape of the viewer; from a cursor on, the bounds are said of both tables.
    private func scope(_ viewer: String, _ bounds: SQLText<SQLValue> = "TRUE") -> SQLText<SQLValue> {
        let lead: SQLText<SQLValue> = """
            x.lead_id = l.id AND x.received_at = l.received_at AND x.name = l.name
            """
        let shown: SQLText<SQLValue> = "\(lead) AND x.shown_to = \(.uuid(organization))"
        return switch viewer {
        case "admin": "EXISTS (SELECT FROM delivery x WHERE \(shown) AND \(bounds))"
        case "user of one":
            """
            EXISTS (SELECT FROM delivery x WHERE \(lead) AND x.organization_id = \(.uuid(organization))
                AND x.delivered_at IS NOT NULL AND x.partnership_id = \(.uuid(partnership)) AND \(bounds))
            """
        default:
            """
            EXISTS (SELECT FROM delivery x WHERE x.lead_id = l.id AND x.organization_id = \(.uuid(organization))
                AND x.delivered_at IS NOT NULL AND x.partnership_id = ANY(\(.uuidArray([partnership, organization]))))
            """
        }
    }

    private func plan(_ query: SQLText<SQLValue>, as viewer: String) throws -> [String] {
        try session.enter(viewer == "admin" ? "admin@buyer.test" : "user@buyer.test")
        let rows = try session.run("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) \(query)")
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    private static let viewers = ["admin", "user of one", "user of several"]

    @Test(
        "A page of a buyer's leads comes in its order from an index, from the first and from a cursor on",
        arguments: viewers.dropLast(), ["received_at", "name"])
    func pages(viewer: String, column: String) throws {
        let by = Identifier(column)
        for direction in ["ASC", "DESC"] {
            let order: SQLText<SQLValue> = direction == "ASC" ? "l.\(by), l.id" : "l.\(by) DESC, l.id DESC"
            let sign: SQLText<SQLValue> = direction == "ASC" ? ">" : "<"
            let cursor: SQLText<SQLValue> =
                "\(sign) ((SELECT \(by) FROM lead ORDER BY id LIMIT 1), \(.uuid(organization)))"
            for isLater in [false, true] {
                let bounds: SQLText<SQLValue> = isLater ? "(l.\(by), l.id) \(cursor)" : "TRUE"
                let repeated: SQLText<SQLValue> = isLater ? "(x.\(by), x.lead_id) \(cursor)" : "TRUE"
                let plan = try plan(
                    """
                    SELECT l.name FROM lead l WHERE \(scope(viewer, repeated)) AND \(bounds)
                    ORDER BY \(order) LIMIT 21
                    """,
                    as: viewer)
                let text = "\(viewer) by \(column) \(direction)\n\(plan.joined(separator: "\n"))"
                #expect(!plan.contains { $0.contains("Sort") || $0.contains("Seq Scan on delivery") }, "\(text)")
                #expect(plan.contains { $0.contains("_by_\(column) on delivery x") }, "\(text)")
                let isBegun = plan.contains { $0.contains("Index Cond: ") && $0.contains("ROW(\(column), lead_id)") }
                #expect(isBegun == isLater, "\(text)")
            }
        }
    }

    /// The deliveries by which somebody is shown leads.
    private func deliveries(_ viewer: String) -> SQLText<SQLValue> {
        let done: SQLText<SQLValue> = """
            x.organization_id = \(.uuid(organization)) AND x.delivered_at IS NOT NULL AND x.partnership_id
            """
        return switch viewer {
        case "admin": "x.shown_to = \(.uuid(organization))"
        case "user of one": "\(done) = \(.uuid(partnership))"
        default: "\(done) = ANY(\(.uuidArray([partnership, organization])))"
        }
    }

    private static let filters: [SQLText<SQLValue>] = [
        "TRUE", "strpos(x.search_text, 'lead 17') > 0", "x.country = 'NO'", "x.country = 'ZZ'",
    ]

    @Test(
        "Counting a buyer's leads and looking through them reads no whole table, and no lead at all", arguments: viewers
    )
    func whole(viewer: String) throws {
        for filter in Self.filters {
            let plan = try plan(
                """
                SELECT count(*) FROM (SELECT x.lead_id FROM delivery x WHERE \(deliveries(viewer)) AND \(filter)
                GROUP BY x.lead_id) l
                """, as: viewer)
            let text = plan.joined(separator: "\n")
            #expect(!plan.contains { $0.contains("Seq Scan") || $0.contains(" on lead") }, "\(text)")
        }
    }

    @Test(
        "A page of the leads of several partnerships is a page of each, in its order from an index",
        arguments: ["received_at", "name"], ["", "DESC"])
    func pageOfSeveral(column: String, direction: String) throws {
        let by = Identifier(column)
        let down: SQLText<SQLValue> = direction == "" ? "" : " DESC"
        for filter in [Self.filters[0], Self.filters[2]] {
            let plan = try plan(
                """
                SELECT l.name FROM lead l WHERE \(scope("user of several")) AND l.id = ANY(ARRAY(
                    SELECT o.k FROM unnest(\(.uuidArray([partnership, organization]))) AS m(id) CROSS JOIN LATERAL (
                        SELECT x.lead_id AS k FROM delivery x WHERE x.organization_id = \(.uuid(organization))
                        AND x.delivered_at IS NOT NULL AND x.partnership_id = m.id AND \(filter)
                        ORDER BY x.\(by)\(down), x.lead_id\(down) LIMIT 21) o))
                ORDER BY l.\(by)\(down), l.id\(down) LIMIT 21
                """, as: "user of several")
            let text = plan.joined(separator: "\n")
            #expect(!plan.contains { $0.contains("Seq Scan") }, "\(text)")
            #expect(plan.contains { $0.contains("delivery_done_by_") && $0.contains("on delivery x") }, "\(text)")
        }
    }

    @Test(
        "A page of leads with a text reads the deliveries as they lie, and of leads no more than it shows",
        arguments: viewers.dropLast())
    func searched(viewer: String) throws {
        let plan = try plan(
            """
            SELECT l.name FROM lead l WHERE \(scope(viewer)) AND strpos(l.search_text, 'lead 17') > 0
            AND l.id = ANY(ARRAY(SELECT s.k FROM (SELECT x.lead_id AS k, x.received_at AS o0, x.lead_id AS o1
                FROM delivery x WHERE \(deliveries(viewer)) AND strpos(x.search_text, 'lead 17') > 0 OFFSET 0) s
                ORDER BY o0 DESC, o1 DESC LIMIT 21))
            ORDER BY l.received_at DESC, l.id DESC LIMIT 21
            """, as: viewer)
        let text = plan.joined(separator: "\n")
        #expect(!plan.contains { $0.contains("Seq Scan") }, "\(text)")
        #expect(plan.contains { $0.contains(" on lead l ") && $0.contains("_pkey") }, "\(text)")
    }

    /// The statement that looks for a text by the index, and through all deliveries where that tells nothing.
    private func search(_ text: String, _ viewer: String) -> SQLText<SQLValue> {
        let wanted: SQLText<SQLValue> = """
            x.received_at AS o0, x.lead_id AS o1 FROM delivery x
            WHERE \(deliveries(viewer)) AND strpos(x.search_text, lower(\(.text(text)))) > 0
            """
        return """
            WITH f AS MATERIALIZED (SELECT viewer_leads_with(\(.text(text))) AS ids)
            SELECT s.o1 FROM (SELECT \(wanted) AND (SELECT f.ids FROM f) IS NULL
                UNION ALL SELECT \(wanted) AND x.lead_id = ANY((SELECT f.ids FROM f)::uuid[]) OFFSET 0) s
            ORDER BY s.o0, s.o1 LIMIT 21
            """
    }

    @Test(
        "A text of three characters is looked for by the index, a shorter one through the viewer's deliveries",
        arguments: viewers)
    func byTrigram(viewer: String) throws {
        let long = try plan(search("lead 17", viewer), as: viewer)
        let short = try plan(search("17", viewer), as: viewer)
        for plan in [long, short] {
            let text = plan.joined(separator: "\n")
            #expect(!plan.contains { $0.contains("Seq Scan") }, "\(text)")
        }
        func run(_ plan: [String]) -> [String] {
            plan.filter { $0.contains(" on delivery x") }.map { $0.contains("never executed") ? "not run" : "run" }
        }
        #expect(run(long) == ["not run", "run"], "\(long.joined(separator: "\n"))")
        #expect(run(short).first == "run", "\(short.joined(separator: "\n"))")
        #expect(short.contains { $0.contains("on delivery x") && $0.contains("rows=0") }, "\(short)")
    }

    @Test(
        "Looking for a text reads the viewer's deliveries alone that have it: of the index and of the table",
        arguments: ["admin", "user of one"])
    func readsOwn(viewer: String) throws {
        try session.enter(viewer == "admin" ? "admin@buyer.test" : "user@buyer.test")
        let own = try session.count("SELECT count(*) FROM delivery WHERE strpos(search_text, 'lead 17') > 0")
        let before = try counts()
        let found = try session.count("SELECT cardinality(viewer_leads_with('lead 17'))::bigint")
        let after = try counts()
        #expect(found == own && own ?? 0 > 20)
        // One scan for each partnership of the viewer's: the admin's company has two.
        #expect(after.scans - before.scans == (viewer == "admin" ? 2 : 1))
        #expect(after.entries - before.entries == found)
        #expect(after.sequential == before.sequential)
    }

    /// What the transaction has read by the index so far, and whole tables.
    private func counts() throws -> (scans: Int64, entries: Int64, sequential: Int64) {
        let rows = try session.run(
            """
            SELECT pg_stat_get_xact_numscans(i), pg_stat_get_xact_tuples_returned(i),
                pg_stat_get_xact_numscans('delivery'::regclass)
            FROM (SELECT 'delivery_done_by_trigram'::regclass) AS o(i)
            """)
        return (
            try #require(rows.int8(0, 0)), try #require(rows.int8(0, 1)), try #require(rows.int8(0, 2))
        )
    }

    @Test("Whether a lead is visible is looked up by its key")
    func byKey() throws {
        let plan = try plan(
            "SELECT l.name FROM lead l WHERE l.id = \(.uuid(organization)) AND \(scope("admin"))", as: "admin")
        #expect(!plan.contains { $0.contains("Seq Scan") }, "\(plan.joined(separator: "\n"))")
    }
}
