import Postgres
import SQLText
import TestSupport
import Testing

/// The policies cost what was measured: settings and sets are read once for a statement, and indexes still serve.
@Suite struct PlanTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().app()
        // The world is small: without this the planner would rather read and sort it all.
        try session.execute("BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        try session.execute("SET LOCAL enable_bitmapscan = off")
    }

    private func plan(_ query: SQLText<SQLValue>) throws -> [String] {
        let rows = try session.run("EXPLAIN (COSTS OFF) \(query)")
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    /// A table, the column that its lists are ordered by, and the column that every row of the list shares.
    struct Order: Sendable, CustomTestStringConvertible {
        let table: String
        let column: String
        let prefix: String

        var testDescription: String { "\(table) by \(column) within \(prefix)" }
    }

    private static func orders(_ table: String, _ columns: [String], within prefix: String) -> [Order] {
        columns.map { Order(table: table, column: $0, prefix: prefix) }
    }

    private static let lists =
        orders("customer", ["name", "email", "status", "created_at", "updated_at"], within: "organization_id")
        + orders("customer", ["name", "created_at"], within: "partnership_id")
        + orders("contact", ["name", "type", "created_at"], within: "organization_id")
        + orders("invoice", ["issued_on", "due_on", "number"], within: "organization_id")
        + orders("invoice", ["issued_on", "due_on"], within: "customer_id")
        + orders("partnership", ["name", "created_at"], within: "organization_id")
        + orders("app_user", ["name", "created_at"], within: "organization_id")
        + orders("engagement_metric", ["day", "score"], within: "organization_id")
        + orders("engagement_metric", ["day"], within: "customer_id")
        + orders("churn_assessment", ["day", "score_rank"], within: "organization_id")
        + orders("churn_assessment", ["day"], within: "customer_id")
        + orders("churn_factor", ["points"], within: "assessment_id")
        + orders("usage_reading", ["observed_at"], within: "organization_id")
        + orders("usage_reading", ["observed_at"], within: "customer_id")

    @Test(
        "Every list of an organization comes in its order from an index, in both directions",
        arguments: lists, ["ASC", "DESC"])
    func ordered(_ order: Order, direction: String) throws {
        try session.enter("alfa.admin")
        let column = Identifier(order.column)
        let by: SQLText<SQLValue> = direction == "ASC" ? "\(column), id" : "\(column) DESC, id DESC"
        let plan = try plan(
            """
            SELECT id FROM \(Identifier(order.table))
            WHERE \(Identifier(order.prefix)) = \(.uuid(World.id("alfa"))) ORDER BY \(by) LIMIT 20
            """)
        #expect(!plan.contains { $0.contains("Sort") }, "\(plan.joined(separator: "\n"))")
        #expect(plan.contains { $0.contains("Index Cond: (\(order.prefix) =") }, "\(plan.joined(separator: "\n"))")
    }

    @Test(
        "The journal, newest first, comes in its order from an index, also for one actor, target or action",
        arguments: ["", "AND action = 'x.y'", "AND actor = 'x'", "AND target = 'x'"], ["alfa.admin", "operator"])
    func journal(condition: String, viewer: String) throws {
        try session.enter(viewer)
        let owner = viewer == "operator" ? "IS NULL" : "= '\(World.id("alfa"))'"
        let rows = try session.run(
            BoundStatement(
                Statement(
                    text: """
                        EXPLAIN (COSTS OFF) SELECT id FROM audit_event WHERE organization_id \(owner) \(condition) \
                        ORDER BY occurred_at DESC, id DESC LIMIT 20
                        """)))
        let plan = (0..<rows.rowCount).compactMap { rows.text($0, 0) }
        #expect(!plan.contains { $0.contains("Sort") }, "\(plan.joined(separator: "\n"))")
        let index = viewer == "operator" ? "audit_event_of_none" : "organization_id ="
        #expect(plan.contains { $0.contains(index) }, "\(plan.joined(separator: "\n"))")
    }

    @Test("The leads that there are come in their order from an index", arguments: ["received_at", "name"])
    func leads(column: String) throws {
        try session.enter("operator")
        let plan = try plan("SELECT id FROM lead ORDER BY \(Identifier(column)), id LIMIT 20")
        #expect(!plan.contains { $0.contains("Sort") })
    }

    @Test(
        "The pages of several keys are read in the order of the keys, even where the planner would rather not",
        arguments: ["contact", "invoice"])
    func pagesOfKeys(table: String) throws {
        try session.enter("alfa.admin")
        try session.execute("SET LOCAL enable_nestloop = off; SET LOCAL enable_sort = on")
        let plan = try plan(
            """
            SELECT p.k, l.id FROM unnest(nullif(current_setting('portico.keys_0_0', true), '')::uuid[])
            WITH ORDINALITY AS p(c, k) CROSS JOIN LATERAL (
                SELECT t.id FROM \(Identifier(table)) t WHERE t.customer_id = p.c ORDER BY t.created_at, t.id LIMIT 20
            ) l ORDER BY p.k
            """)
        #expect(
            plan.prefix(2) == ["Nested Loop", "  ->  Function Scan on unnest p"], "\(plan.joined(separator: "\n"))")
    }

    @Test(
        "The usage behind a bar, the most first, comes in its order from an index of its period alone",
        arguments: ["alfa.admin", "alfa.user"])
    func behindABar(viewer: String) throws {
        try session.enter(viewer)
        let plan = try plan(
            """
            SELECT id FROM usage_counter WHERE organization_id = \(.uuid(World.id("alfa"))) AND label = '2026-01'
            ORDER BY quantity DESC, id DESC LIMIT 20
            """)
        #expect(!plan.contains { $0.contains("Sort") }, "\(plan.joined(separator: "\n"))")
        #expect(plan.contains { $0.contains("Index Cond: ") && $0.contains("label =") })
    }

    @Test(
        "What a chart of usage sums up comes in the order of its groups from an index, which has what the policy asks",
        arguments: ["alfa.admin", "alfa.user"])
    func summedUsage(viewer: String) throws {
        try session.enter(viewer)
        let plan = try plan(
            """
            SELECT label, start_on, end_on, product_id, sum(quantity), count(DISTINCT customer_id) FROM usage_counter
            WHERE organization_id = \(.uuid(World.id("alfa"))) AND start_on >= '2026-01-01'
            GROUP BY label, start_on, end_on, product_id ORDER BY label, start_on, end_on, product_id LIMIT 100
            """)
        #expect(!plan.contains { $0.contains("Sort") }, "\(plan.joined(separator: "\n"))")
        #expect(plan.contains { $0.contains("Index Only Scan using usage_counter_summed") })
    }

    @Test(
        "What a chart of contract values sums up comes in its order from an index, which has what the policy asks",
        arguments: ["alfa.admin", "alfa.user"])
    func summedValues(viewer: String) throws {
        try session.enter(viewer)
        let plan = try plan(
            """
            SELECT day, currency, sum(amount_minor), count(DISTINCT customer_id) FROM acv_snapshot
            WHERE organization_id = \(.uuid(World.id("alfa"))) AND day >= '2026-01-01'
            GROUP BY day, currency ORDER BY day, currency LIMIT 100
            """)
        #expect(!plan.contains { $0.contains("Sort") }, "\(plan.joined(separator: "\n"))")
        #expect(plan.contains { $0.contains("Index Only Scan using acv_snapshot_summed") })
    }

    @Test(
        "What is counted is read from an index alone, which has what the policy asks",
        arguments: ["invoice", "contact", "engagement_metric", "contract"], ["alfa.admin", "alfa.user"])
    func counted(table: String, viewer: String) throws {
        try session.enter(viewer)
        let plan = try plan(
            """
            SELECT count(*) FROM \(Identifier(table)) WHERE organization_id = \(.uuid(World.id("alfa")))
                AND partnership_id = ANY(ARRAY[\(.uuid(World.id("alfa.mssp")))])
            """)
        #expect(plan.contains { $0.contains("Index Only Scan") && $0.hasSuffix(" on \(table)") })
    }

    @Test(
        "Usage is counted from an index of its partnership alone, not by going through all that the company has",
        arguments: ["alfa.admin", "alfa.user"])
    func countedUsage(viewer: String) throws {
        try session.enter(viewer)
        let plan = try plan(
            """
            SELECT count(*) FROM usage_counter WHERE organization_id = \(.uuid(World.id("alfa")))
                AND partnership_id = ANY(ARRAY[\(.uuid(World.id("alfa.mssp")))])
            """)
        #expect(plan.contains { $0.contains("Index Only Scan using usage_counter_counted") })
        let conditions = plan.filter { $0.contains("Index Cond: ") }
        #expect(conditions.contains { $0.contains("organization_id =") && $0.contains("partnership_id =") })
    }

    @Test(
        "Deliveries come in the order of their list from an index, in both directions",
        arguments: ["alfa.admin", "alfa.user"], ["ASC", "DESC"])
    func deliveries(viewer: String, direction: String) throws {
        try session.enter(viewer)
        let whose: SQLText<SQLValue> =
            viewer == "alfa.user" ? " AND partnership_id = ANY(ARRAY[\(.uuid(World.id("alfa.mssp")))])" : ""
        let by: SQLText<SQLValue> = direction == "ASC" ? "created_at, id" : "created_at DESC, id DESC"
        let of: SQLText<SQLValue> =
            "FROM delivery WHERE organization_id = \(.uuid(World.id("alfa"))) AND delivered_at IS NOT NULL\(whose)"
        let page = try plan("SELECT id \(of) ORDER BY \(by) LIMIT 20")
        #expect(!page.contains { $0.contains("Sort") }, "\(page.joined(separator: "\n"))")
        #expect(page.contains { $0.contains("Index Cond: (organization_id =") }, "\(page.joined(separator: "\n"))")
        let count = try plan("SELECT count(*) \(of)")
        #expect(count.contains { $0.contains("Index Only Scan using delivery_done_by_created_at") })
    }

    @Test("Deliveries are counted from an index alone, which has what the policy asks")
    func countedDeliveries() throws {
        try session.enter("alfa.admin")
        let shown = try plan("SELECT count(*) FROM delivery WHERE shown_to = \(.uuid(World.id("alfa")))")
        #expect(shown.contains { $0.contains("Index Only Scan using delivery_shown_by_received_at") })
        try session.enter("alfa.user")
        let done = try plan(
            """
            SELECT count(*) FROM delivery WHERE partnership_id = \(.uuid(World.id("alfa.mssp")))
                AND delivered_at IS NOT NULL AND received_at >= '2026-01-01'
            """)
        #expect(done.contains { $0.contains("Index Only Scan using delivery_done_by_received_at") })
    }

    @Test(
        "No policy calls a function or reads a setting for each row",
        arguments: [
            "organization", "partnership", "membership", "assignment", "customer", "contact", "invoice",
            "invoice_line", "delivery", "lead", "app_user", "audit_event",
        ], ["alfa.user", "alfa.admin"])
    func oncePerStatement(table: String, viewer: String) throws {
        try session.enter(viewer)
        let plan = try plan("SELECT id FROM \(Identifier(table))")
        let rowFilters = plan.filter { $0.contains("Filter:") && !$0.contains("One-Time Filter:") }
        #expect(!rowFilters.isEmpty)
        #expect(!rowFilters.contains { $0.contains("viewer_") || $0.contains("current_setting") })
        // A lead is of nobody: whose it is, is looked up for each by its key, since to gather all of them costs more.
        let looksUp = plan.contains { $0.contains("SubPlan") && !$0.contains("InitPlan") }
        #expect(looksUp == (table == "lead"), "\(plan.joined(separator: "\n"))")
    }

    @Test("D0-22 Customers of a band are one join with an index of the newest assessments, nothing for each row")
    func churn() throws {
        try session.enter("alfa.admin")
        let plan = try plan(
            """
            SELECT c.id FROM customer c WHERE c.organization_id = \(.uuid(World.id("alfa"))) AND EXISTS (
                SELECT FROM churn_assessment f WHERE f.latest_of = c.id
                    AND f.organization_id = \(.uuid(World.id("alfa"))) AND f.band = 'HIGH')
            ORDER BY c.name, c.id LIMIT 20
            """)
        let looked = zip(plan, plan.dropFirst()).filter { $0.0.trimmingPrefix { $0 == " " }.hasPrefix("SubPlan") }
        #expect(looked.allSatisfy { $0.1.contains("on assignment") }, "\(plan.joined(separator: "\n"))")
        #expect(plan.contains { $0.contains("Semi Join") || $0.contains("Nested Loop") })
        #expect(plan.contains { $0.contains("Index Cond: ") && $0.contains("latest_of") || $0.contains("band") })
    }

    @Test("A customer by its id costs six look-ups beside the row: none is for what else is assigned")
    func pointRead() throws {
        try session.enter("alfa.user")
        let plan = try plan(
            """
            SELECT name FROM customer
            WHERE organization_id = \(.uuid(World.id("alfa"))) AND id = \(.uuid(World.id("alfa.c1")))
            """)
        #expect(plan.count { $0.contains("InitPlan") } == 6, "\(plan.joined(separator: "\n"))")
        #expect(plan.contains { $0.contains("Index") && $0.contains("customer") })
    }
}
