public import Postgres
import SQLText

/// Believable data for trying Portico out, for tests and for benchmarks: three partner companies with everything that
/// belongs to them.
///
/// The same scale and day always make the same rows. Loading it again first removes what it made before.
public struct Demonstration {
    /// The password of every demonstration user that can sign in.
    public static let password = "portico-demo"
    /// The customers that one step of scale adds: half to Nordlys Security, half to a partner company of its own.
    public static let customersPerScale = 2_000
    /// The leads that one step of scale adds: half to Leadhaus, a quarter each to Kumo and to the partner company.
    public static let leadsPerScale = 34_000
    /// The largest scale: two million customers more.
    public static let maximumScale = 1_000

    /// Loads the demonstration in one transaction, which keeps everybody else out of its tables until it's done.
    ///
    /// - Parameters:
    ///   - session: a session of the login that migrates.
    ///   - passwordHash: what `password` hashes to.
    ///   - scale: how many times bulk data are added: 0 for none.
    ///   - today: the day that all dates are counted from, in days since 1970-01-01.
    ///   - progress: told after each batch.
    /// - Throws: `DemonstrationError.notADemonstration` where there are other data, `.badScale`;
    ///   `PostgresError`.
    public static func load(
        into session: DirectSession, passwordHash: String, scale: Int = 0, today: Int,
        progress: @escaping (DemonstrationProgress) -> Void = { _ in }
    ) throws {
        guard (0...maximumScale).contains(scale) else { throw DemonstrationError.badScale(scale) }
        try session.transaction {
            try open(session)
            try refuseOtherData(session)
            try session.execute(removal)
            let total = DemonstrationCompany.all.count + DemonstrationCompany.kumo.count + scale * customersPerScale
            var builder = DemonstrationBuilder(
                today: DemonstrationDay(number: today), passwordHash: passwordHash,
                load: { table, rows in try copy(rows, into: table, session) },
                look: { for table in tables { try session.execute("ANALYZE \(table)") } },
                progress: { progress(DemonstrationProgress(customers: $0, totalCustomers: total, rows: $1)) })
            try builder.build(scale: scale)
            try closePeriods(session, today: DemonstrationDay(number: today))
            try rememberSignIns(session)
            try session.run("SELECT audit_seal(1000000)")
            try close(session)
        }
        try session.execute("SET ROLE portico_owner")
        for table in tables { try session.execute("VACUUM (ANALYZE) \(table)") }
        try session.execute("RESET ROLE")
    }

    /// Lets the owner in, for this transaction only: nobody else gets at the tables before it ends.
    ///
    /// Nobody sees a row of these tables without a policy, their owner included, and COPY knows no policies.
    private static func open(_ session: DirectSession) throws {
        try session.execute("SET LOCAL lock_timeout = '30s'; SET LOCAL ROLE portico_owner")
        for table in tables { try session.execute("ALTER TABLE \(table) NO FORCE ROW LEVEL SECURITY") }
    }

    private static func close(_ session: DirectSession) throws {
        try session.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables { try session.execute("ALTER TABLE \(table) FORCE ROW LEVEL SECURITY") }
    }

    private static let tables = DemonstrationTable.allCases.map(\.rawValue) + DemonstrationTable.derived

    /// Two days after its end a period is closed, and a month later its invoices are out.
    private static func closePeriods(_ session: DirectSession, today: DemonstrationDay) throws {
        try session.run(
            """
            UPDATE reporting_period SET closed_at = end_on + interval '2 days',
                status = CASE WHEN end_on < \(today.before(33).date)::date THEN 'SETTLED' ELSE 'CLOSED' END
            WHERE end_on < \(today.before(2).date)::date
            """)
    }

    /// Whoever signed in by the journal did so last when it says.
    private static func rememberSignIns(_ session: DirectSession) throws {
        for table in ["app_user", "operator_user", "portal_user"] {
            try session.run(
                """
                UPDATE \(Identifier(table)) u SET last_login_at = e.last
                FROM (SELECT actor_id, max(occurred_at) AS last FROM audit_event WHERE action = 'session.created'
                    GROUP BY actor_id) e
                WHERE e.actor_id = u.id
                """)
        }
    }

    private static func refuseOtherData(_ session: DirectSession) throws {
        let found = try session.run(
            """
            SELECT exists (SELECT FROM organization WHERE NOT is_demonstration),
                exists (SELECT FROM lead) AND NOT exists (SELECT FROM organization WHERE is_demonstration),
                exists (SELECT FROM product) AND NOT exists (SELECT FROM organization WHERE is_demonstration),
                exists (SELECT FROM partner_kit_asset)
                    AND NOT exists (SELECT FROM organization WHERE is_demonstration)
            """)
        if found.bool(0, 0) != false { throw DemonstrationError.notADemonstration(what: "organizations") }
        if found.bool(0, 1) != false { throw DemonstrationError.notADemonstration(what: "leads") }
        if found.bool(0, 2) != false { throw DemonstrationError.notADemonstration(what: "products") }
        if found.bool(0, 3) != false { throw DemonstrationError.notADemonstration(what: "a partner kit") }
    }

    /// Everything that names an organization goes with it: journals and sessions too.
    private static let removal = """
        TRUNCATE organization, lead, product, partner_kit_asset, partner_kit_file CASCADE;
        DELETE FROM operator_user WHERE is_demonstration
        """

    private static func copy(
        _ rows: [[SQLValue]], into table: DemonstrationTable, _ session: DirectSession
    ) throws {
        try session.copy(into: table.rawValue, columns: table.columns) { writer in
            for row in rows { try writer.row(row) }
        }
    }
}
