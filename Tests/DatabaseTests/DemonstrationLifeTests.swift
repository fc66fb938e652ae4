import Postgres
import SQLText
import TestSupport
import Testing

/// How lively the demonstration's customers are agrees with everything else that is told of them.
@Suite struct DemonstrationLifeTests {
    let session: DirectSession

    init() throws {
        session = try DemonstrationTests.loaded.get().session(asAdministrator: true)
    }

    private func texts(_ query: SQLText<SQLValue>) throws -> [String?] {
        let rows = try session.run(query)
        return (0..<rows.rowCount).map { rows.text($0, 0) }
    }

    @Test("D0-21 D0-22 Every customer has fourteen months, or all since it came, and an assessment of today")
    func everyCustomer() throws {
        #expect(
            try texts(
                """
                SELECT c.name FROM customer c WHERE NOT EXISTS (
                    SELECT FROM churn_assessment a JOIN engagement_metric e ON (e.customer_id, e.day) = (a.customer_id, a.day)
                    WHERE a.latest_of = c.id AND a.day = date '2026-11-21')
                """) == [])
        #expect(
            try texts(
                """
                SELECT DISTINCT (max(day) - min(day) >= 420 OR c.kind = 'EVALUATION' OR min(day) > date '2025-11-21')::text
                FROM engagement_metric e JOIN customer c ON c.id = e.customer_id GROUP BY c.id
                """) == ["true"])
        #expect(
            try texts("SELECT DISTINCT band FROM churn_assessment WHERE is_latest ORDER BY 1")
                == ["HIGH", "LOW", "MEDIUM", "NOT_ENOUGH_DATA"])
    }

    @Test("D0-22 Who left was at risk long before, who only tries has too little to go by, most are well")
    func bands() throws {
        let newest: SQLText<SQLValue> = "FROM customer c JOIN churn_assessment a ON a.latest_of = c.id"
        #expect(
            try texts("SELECT DISTINCT a.band \(newest) WHERE c.status = 'DISABLED' AND c.kind = 'REGULAR'") == ["HIGH"]
        )
        #expect(try texts("SELECT DISTINCT a.band \(newest) WHERE c.kind = 'EVALUATION'") == ["NOT_ENOUGH_DATA"])
        let low = try #require(try session.count("SELECT count(*) \(newest) WHERE a.band = 'LOW'"))
        let all = try #require(try session.count("SELECT count(*) \(newest)"))
        #expect(low * 2 > all)
    }

    @Test("D0-22 What a factor says of scanners is what the open tasks say of them")
    func tasks() throws {
        #expect(
            try texts(
                """
                SELECT c.name || ' ' || t.type FROM task t JOIN customer c ON c.id = t.customer_id
                WHERE t.type IN ('INACTIVE_SCANNER', 'FAILED_SCANS') AND t.resolved_at IS NULL
                    AND c.kind = 'REGULAR' AND NOT EXISTS (
                        SELECT FROM churn_assessment a JOIN churn_factor f ON f.assessment_id = a.id
                        WHERE a.latest_of = c.id AND f.code = t.type AND (f.value = t.figure OR a.score IS NULL))
                """) == [])
    }

    @Test("D0-22 The formula of version 1, computed again from the weeks, gives the same points")
    func formula() throws {
        #expect(
            try texts(
                """
                SELECT a.id::text FROM churn_assessment a
                JOIN engagement_metric n ON (n.customer_id, n.day) = (a.customer_id, a.day)
                LEFT JOIN engagement_metric b ON (b.customer_id, b.day) = (a.customer_id, a.day - 56)
                LEFT JOIN churn_factor l ON (l.assessment_id, l.code) = (a.id, 'LOW_ENGAGEMENT')
                LEFT JOIN churn_factor d ON (d.assessment_id, d.code) = (a.id, 'ENGAGEMENT_DROP')
                WHERE (a.score IS NULL) <> (b.id IS NULL)
                    OR l.value <> greatest(0, 50 - n.score)
                    OR d.value <> CASE b.score WHEN 0 THEN 0
                        ELSE greatest(0, (b.score - n.score) * 100 / b.score) END
                """) == [])
        #expect(
            try texts(
                """
                SELECT DISTINCT concat_ws(' ', code, weight, threshold) FROM churn_factor ORDER BY 1
                """)
                == ["ENGAGEMENT_DROP 25 50", "FAILED_SCANS 15 5", "INACTIVE_SCANNER 35 30", "LOW_ENGAGEMENT 25 50"])
    }
}
