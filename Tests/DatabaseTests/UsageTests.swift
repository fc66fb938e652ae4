import Postgres
import SQLText
import TestSupport
import Testing

/// Counters follow from readings, and reporting periods form one chain.
@Suite struct UsageTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    private static func reading(
        _ key: String, _ moment: String, _ quantity: Int, of customer: String = "alfa.c2", product: String = "product"
    ) -> String {
        """
        insert into usage_reading (organization_id, partnership_id, customer_id, product_id, observed_at, quantity,
            source, source_key)
        select organization_id, partnership_id, id, '\(World.id(product))', '\(moment)', \(quantity), 'test', '\(key)'
        from customer where name = '\(customer)';
        """
    }

    /// Everything that a customer's counters say, oldest first.
    private func counters(_ customer: String = "alfa.c2") throws -> [String?] {
        let rows = try session.run(
            """
            SELECT format('%s peak %s at %s, sum %s, last %s, %s readings', label, peak,
                to_char(peak_at at time zone 'UTC', 'DD HH24'), sum, last, readings)
            FROM usage_counter WHERE customer_id = \(.uuid(World.id(customer))) ORDER BY start_on
            """)
        return (0..<rows.rowCount).map { rows.text($0, 0) }
    }

    @Test("D0-29 G-12 A counter holds the peak, the sum and the last reading, in whatever order they come")
    func figures() throws {
        try session.execute(Self.reading("a", "2026-01-20 08:00Z", 14))
        try session.execute(Self.reading("b", "2026-01-10 08:00Z", 10) + Self.reading("c", "2026-01-25 08:00Z", 3))
        try session.execute(Self.reading("d", "2026-01-05 08:00Z", 14))
        #expect(try counters() == ["2026-01 peak 14 at 05 08, sum 48, last 3, 5 readings"])
    }

    @Test("Many readings of one statement count as if they had come one by one")
    func oneStatement() throws {
        let all = (1...20).map { "('2026-01-\($0 < 10 ? "0" : "")\($0) 06:00Z'::timestamptz, \($0 * 7 % 11))" }
        try session.execute(
            """
            insert into usage_reading (organization_id, partnership_id, customer_id, product_id, observed_at, quantity,
                source, source_key)
            select c.organization_id, c.partnership_id, c.id, '\(World.id("product"))', r.at, r.quantity, 'test',
                c.name || r.at
            from customer c cross join (values \(all.joined(separator: ", "))) r (at, quantity)
            where c.name like 'alfa.c%'
            """)
        #expect(try counters("alfa.c3") == ["2026-01 peak 10 at 03 06, sum 113, last 8, 21 readings"])
    }

    @Test("G-11 A reading counts in the period of its moment by the partnership's clock, in the past and the future")
    func periods() throws {
        try session.execute(
            """
            update partnership set time_zone = 'Europe/Oslo', period_anchor_day = 1 where name = 'alfa.mssp';
            \(Self.reading("a", "2026-01-31 22:59Z", 20)) \(Self.reading("b", "2026-01-31 23:00Z", 21))
            \(Self.reading("c", "2025-10-02 10:00Z", 5)) \(Self.reading("d", "2026-04-01 00:00Z", 6))
            """)
        #expect(
            try counters() == [
                "2025-10 peak 5 at 02 10, sum 5, last 5, 1 readings",
                "2026-01 peak 20 at 31 22, sum 27, last 20, 2 readings",
                "2026-02 peak 21 at 31 23, sum 21, last 21, 1 readings",
                "2026-04 peak 6 at 01 00, sum 6, last 6, 1 readings",
            ])
        // No gap, no overlap.
        let spans = try session.run(
            """
            SELECT count(*), count(DISTINCT start_on), max(end_on) - min(start_on) = sum(end_on - start_on)
            FROM reporting_period WHERE partnership_id = \(.uuid(World.id("alfa.mssp")))
            """)
        #expect(spans.int8(0, 0) == 7)
        #expect(spans.int8(0, 1) == 7)
        #expect(spans.bool(0, 2) == true)
        try session.execute("SET CONSTRAINTS ALL IMMEDIATE")
    }

    @Test(
        "The first period of a partnership begins on its anchor day",
        arguments: [("26", "2026-01-26"), ("9", "2026-02-09")])
    func anchor(day: String, start: String) throws {
        try session.execute(
            """
            delete from usage_counter; delete from reporting_period;
            update partnership set period_anchor_day = \(day) where name = 'alfa.mssp';
            \(Self.reading("a", "2026-02-12 10:00Z", 20))
            """)
        let period = try session.run("SELECT start_on::text, label FROM reporting_period")
        #expect(period.text(0, 0) == start)
        #expect(period.text(0, 1) == (day == "26" ? "2026-02" : "2026-03"))
    }

    @Test(
        "Periods neither overlap nor leave a gap, whoever writes them",
        arguments: [
            ("'2026-01-15', '2026-02-15', '2026-01-15'", "23503"),
            ("'2026-03-01', '2026-04-01', '2026-03-01'", "23503"),
            ("'2026-03-01', '2026-04-01', null", "23505"), ("'2026-03-01', '2026-03-01', null", "23514"),
            ("'2026-03-01', '2026-04-01', '2026-02-01'", "23514"),
        ])
    func chain(columns: String, refusal: String) throws {
        let insert = """
            insert into reporting_period (organization_id, partnership_id, start_on, end_on, previous_end_on)
            select organization_id, id, \(columns) from partnership where name = 'alfa.mssp';
            SET CONSTRAINTS ALL IMMEDIATE
            """
        #expect(try session.refusal(of: insert) == refusal)
    }

    @Test("A closed period takes no reading")
    func closed() throws {
        try session.execute("update reporting_period set status = 'CLOSED', closed_at = now()")
        #expect(try session.refusal(of: Self.reading("a", "2026-01-20 08:00Z", 14)) == "PO007")
    }

    @Test(
        "A reading is a fact: never changed, never taken back, never counted twice",
        arguments: [
            ("update usage_reading set quantity = 1", "PO005"), ("delete from usage_reading", "PO005"),
            (reading("alfa.c2", "2026-01-20 08:00Z", 1).replacing("'test'", with: "'world'"), "23505"),
            (reading("a", "2026-01-20 08:00Z", -1), "23514"),
            ("update product set measure = 'SUM'", "23503"),
        ])
    func facts(script: String, refusal: String) throws {
        #expect(try session.refusal(of: script) == refusal)
    }

    @Test("What a customer used goes with the customer")
    func removal() throws {
        try session.execute(
            """
            insert into customer (organization_id, partnership_id, name, email)
            select organization_id, id, 'gone', 'gone@world.test' from partnership where name = 'alfa.mssp';
            \(Self.reading("a", "2026-01-20 08:00Z", 14, of: "gone"))
            delete from customer where name = 'gone'
            """)
        #expect(try session.count("SELECT count(*) FROM usage_reading WHERE source = 'test'") == 0)
        #expect(try session.count("SELECT count(*) FROM usage_counter WHERE peak = 14") == 0)
    }
}
