import Postgres
import SQLText
import TestSupport
import Testing

/// What is thought of a customer follows from what was counted, and stays written.
@Suite struct EngagementTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    private static func week(_ counts: String, _ lastActivity: String) -> String {
        """
        insert into engagement_metric (organization_id, partnership_id, customer_id, day, logins, active_users, scans,
            last_activity_at)
        select organization_id, partnership_id, id, '2026-02-02', \(counts), \(lastActivity)
        from customer where name = 'alfa.c2';
        """
    }

    private static func assessment(_ day: String, _ score: String) -> String {
        """
        insert into churn_assessment (organization_id, partnership_id, customer_id, day, score, model_version)
        select organization_id, partnership_id, id, '\(day)', \(score), 1 from customer where name = 'alfa.c2';
        """
    }

    /// Factors of the assessment of a day: `('CODE', weight, value, threshold)`.
    private static func factors(_ day: String, _ rows: String) -> String {
        """
        insert into churn_factor (organization_id, partnership_id, customer_id, assessment_id, code, weight, value,
            threshold)
        select a.organization_id, a.partnership_id, a.customer_id, a.id, f.* from churn_assessment a,
            (values \(rows)) f
        where a.day = '\(day)' and a.customer_id = '\(World.id("alfa.c2"))';
        """
    }

    private func texts(_ query: SQLText<SQLValue>) throws -> [String?] {
        let rows = try session.run(query)
        return (0..<rows.rowCount).map { rows.text($0, 0) }
    }

    @Test(
        "D0-21 The score of a week follows from its counts, between 0 and 100",
        arguments: [
            ("0, 0, 0", 0), ("1, 1, 0", 10), ("9, 4, 9", 87), ("10, 5, 10", 100), ("500, 60, 90", 100), ("0, 0, 3", 9),
        ])
    func score(counts: String, score: Int64) throws {
        try session.execute(Self.week(counts, "'2026-02-02 12:00Z'"))
        #expect(try session.count("SELECT score::int8 FROM engagement_metric WHERE day = '2026-02-02'") == score)
    }

    @Test(
        "D0-21 A week that can't be is refused",
        arguments: [
            ("-1, 0, 0", "'2026-02-02Z'"), ("1, 2, 0", "'2026-02-02Z'"), ("0, 0, 1", "null"),
            ("1, 1, 1", "'2026-02-04 00:00Z'"),
        ])
    func impossibleWeek(counts: String, lastActivity: String) throws {
        #expect(try session.refusal(of: Self.week(counts, lastActivity)) == "23514")
    }

    @Test("D0-21 A customer has one row for each day, which counting again writes over")
    func oncePerDay() throws {
        let again = " on conflict (customer_id, day) do update set logins = excluded.logins, scans = excluded.scans;"
        try session.execute(Self.week("1, 1, 1", "'2026-02-02Z'"))
        try session.execute(Self.week("4, 1, 2", "'2026-02-02Z'").replacing(";", with: again))
        #expect(try texts("SELECT score::text FROM engagement_metric WHERE day = '2026-02-02'") == ["28"])
        #expect(try session.refusal(of: Self.week("1, 1, 1", "'2026-02-02Z'")) == "23505")
    }

    @Test(
        "D0-22 The band follows from the score",
        arguments: [
            ("null", "NOT_ENOUGH_DATA"), ("0", "LOW"), ("29", "LOW"), ("30", "MEDIUM"), ("59", "MEDIUM"),
            ("60", "HIGH"), ("100", "HIGH"),
        ])
    func band(score: String, band: String) throws {
        try session.execute(Self.assessment("2026-02-02", score))
        #expect(try texts("SELECT band FROM churn_assessment WHERE day = '2026-02-02'") == [band])
    }

    @Test(
        "D0-22 A factor adds its share of the weight, rounded half up, and never more than all",
        arguments: [(0, 0), (1, 1), (7, 8), (15, 18), (16, 19), (30, 35), (31, 35), (1_000_000_000, 35)])
    func points(value: Int, points: Int64) throws {
        let score = "\(points + 65)"
        let rows = "('INACTIVE_SCANNER', 35, \(value), 30), ('FAILED_SCANS', 65, 1, 1)"
        try session.execute(Self.assessment("2026-02-02", score) + Self.factors("2026-02-02", rows))
        let found = try session.count(
            "SELECT f.points::int8 FROM churn_factor f WHERE f.code = 'INACTIVE_SCANNER' AND f.weight = 35")
        #expect(found == points)
    }

    @Test(
        "D0-22 Factors that don't add up to the score are refused",
        arguments: [
            ("50", "('FAILED_SCANS', 100, 3, 5)"), ("30", "('FAILED_SCANS', 50, 3, 5)"),
            ("null", "('FAILED_SCANS', 100, 0, 5)"),
        ])
    func wrongSum(score: String, rows: String) throws {
        try session.execute(Self.assessment("2026-02-02", score))
        #expect(try session.refusal(of: Self.factors("2026-02-02", rows)) == "PO018")
    }

    @Test("D0-22 A factor of a kind or a size that isn't known is refused")
    func wrongFactor() throws {
        try session.execute(Self.assessment("2026-02-02", "60"))
        for row in [
            "('BAD_MOOD', 100, 3, 5)", "('FAILED_SCANS', 101, 3, 5)", "('FAILED_SCANS', 100, -1, 5)",
            "('FAILED_SCANS', 100, 3, 0)",
        ] {
            try session.execute("SAVEPOINT before")
            #expect(try session.refusal(of: Self.factors("2026-02-02", row)) == "23514")
            try session.execute("ROLLBACK TO before")
        }
        try session.execute(Self.factors("2026-02-02", "('FAILED_SCANS', 100, 3, 5)"))
        #expect(try session.refusal(of: Self.factors("2026-02-02", "('LOW_ENGAGEMENT', 1, 0, 5)")) == "PO018")
    }

    @Test("D0-22 A score without factors doesn't last to the end of its transaction, a missing one does")
    func withoutFactors() throws {
        try session.execute(Self.assessment("2026-02-02", "null") + "SET CONSTRAINTS ALL IMMEDIATE")
        try session.execute("SET CONSTRAINTS ALL DEFERRED")
        try session.execute(Self.assessment("2026-02-03", "0"))
        #expect(try session.refusal(of: "SET CONSTRAINTS ALL IMMEDIATE") == "PO018")
    }

    @Test("D0-22 The newest assessment names its customer, in whatever order they come")
    func latest() throws {
        let newest: SQLText<SQLValue> = """
            SELECT day::text FROM churn_assessment WHERE latest_of = \(.uuid(World.id("alfa.c2"))) AND is_latest
            """
        try session.execute(Self.assessment("2026-02-02", "null"))
        #expect(try texts(newest) == ["2026-02-02"])
        try session.execute(Self.assessment("2026-01-20", "null"))
        #expect(try texts(newest) == ["2026-02-02"])
        try session.execute(
            """
            insert into churn_assessment (organization_id, partnership_id, customer_id, day, model_version)
            select organization_id, partnership_id, id, day::date, 1
            from customer, unnest('{2026-03-01,2026-03-03,2026-03-02}'::text[]) day
            """)
        #expect(try texts(newest) == ["2026-03-03"])
        #expect(try session.count("SELECT count(*) FROM churn_assessment WHERE is_latest") == 5)
        let other = "update churn_assessment set latest_of = '\(World.id("alfa.c1"))' where day = '2026-01-20'"
        #expect(try session.refusal(of: other) == "23514")
    }

    @Test(
        "D0-22 What was thought once is neither changed nor taken back",
        arguments: [
            "update churn_assessment set score = 51", "update churn_assessment set day = day + 1",
            "update churn_assessment set model_version = 2", "delete from churn_assessment",
            "update churn_factor set weight = 99", "update churn_factor set value = 16",
            "update churn_factor set threshold = 31", "update churn_factor set code = 'FAILED_SCANS'",
            "delete from churn_factor",
        ])
    func written(change: String) throws {
        #expect(try session.refusal(of: change) == "PO005")
    }

    @Test("Everything moves and goes with its customer")
    func withCustomer() throws {
        let rows: SQLText<SQLValue> = """
            SELECT count(*) FROM (
                SELECT customer_id, partnership_id FROM engagement_metric
                UNION ALL SELECT customer_id, partnership_id FROM churn_assessment
                UNION ALL SELECT customer_id, partnership_id FROM churn_factor) t
            JOIN partnership p ON p.id = t.partnership_id JOIN customer c ON c.id = t.customer_id
            WHERE c.name = 'alfa.new' AND p.name = 'alfa.resale'
            """
        try session.execute(
            """
            update customer set name = 'old' where name = 'alfa.c2';
            insert into customer (id, organization_id, partnership_id, name, email)
            select uuidv7(), organization_id, id, 'alfa.c2', 'new@world.test' from partnership where name = 'alfa.mssp';
            \(Self.week("1, 1, 1", "'2026-02-02Z'")) \(Self.assessment("2026-02-02", "60"))
            insert into churn_factor (organization_id, partnership_id, customer_id, assessment_id, code, weight, value,
                threshold)
            select a.organization_id, a.partnership_id, a.customer_id, a.id, 'FAILED_SCANS', 100, 3, 5
            from churn_assessment a where a.day = '2026-02-02';
            update customer set name = 'alfa.new', partnership_id = '\(World.id("alfa.resale"))' where name = 'alfa.c2'
            """)
        #expect(try session.count(rows) == 3)
        try session.execute("delete from customer where name = 'alfa.new'; SET CONSTRAINTS ALL IMMEDIATE")
        #expect(try session.count("SELECT count(*) FROM churn_factor WHERE value = 3") == 0)
    }
}
