import Postgres
import SQLText
import TestSupport
import Testing

/// Each policy of the app's is opened, one condition at a time, and taken away: what the tests of policies ask must then
/// be answered otherwise, so that none of them can pass for policies that do nothing.
@Suite("Each policy of the app's is missed", .serialized)
struct WeakenedPolicyTests {
    /// What a viewer reads or writes, and what comes of it: the names of the rows, how many were changed, or the
    /// SQLSTATE of the refusal.
    struct Probe: Sendable, CustomTestStringConvertible {
        let table: String
        let viewer: String
        let script: String
        let outcome: String

        var testDescription: String { "\(viewer) in \(table): \(outcome)" }
    }

    private static let reads =
        PolicyTests.all.map { example in
            Probe(
                table: example.table, viewer: example.viewer, script: "SELECT id FROM \(example.table)",
                outcome: example.visible.sorted().joined(separator: " "))
        }
        + ["alfa.user", "nobody"].map { viewer in
            let seen = viewer == "nobody" ? "0" : "2"
            return Probe(
                table: "partner_kit_file", viewer: viewer, script: "SELECT count(*)::text FROM partner_kit_file",
                outcome: seen)
        }
        + ["alfa.user", "alfa.admin"].map { viewer in
            Probe(
                table: "user_reach", viewer: viewer, script: "SELECT sum(customer_count)::text FROM user_reach",
                outcome: viewer == "alfa.user" ? "1" : "")
        }

    /// For each policy that lets something be written, one who may and one who may not.
    ///
    /// Nothing here reads a column, so that the policies for reading stay out of it.
    private static let writes = [
        Probe(table: "customer", viewer: "alfa.user", script: "UPDATE customer SET phone = '1'", outcome: "1"),
        Probe(
            table: "membership", viewer: "alfa.admin", script: "UPDATE membership SET customer_access = 'ALL'",
            outcome: "6"),
        Probe(table: "membership", viewer: "alfa.admin", script: "DELETE FROM membership", outcome: "6"),
        Probe(table: "membership", viewer: "alfa.user", script: "DELETE FROM membership", outcome: "0"),
        Probe(table: "assignment", viewer: "alfa.admin", script: "DELETE FROM assignment", outcome: "1"),
        Probe(table: "assignment", viewer: "beta.admin", script: "DELETE FROM assignment", outcome: "0"),
        Probe(table: "app_user", viewer: "alfa.admin", script: "UPDATE app_user SET name = 'x'", outcome: "8"),
        Probe(table: "organization", viewer: "alfa.admin", script: "UPDATE organization SET phone = '1'", outcome: "1"),
        Probe(table: "organization", viewer: "alfa.user", script: "UPDATE organization SET phone = '1'", outcome: "0"),
        Probe(table: "app_user", viewer: "alfa.admin", script: "DELETE FROM app_user", outcome: "PO001"),
        Probe(table: "app_user", viewer: "alfa.user", script: "DELETE FROM app_user", outcome: "0"),
        // Ten users of two companies; the operator removes none.
        made("app_user", "UPDATE app_user SET name = 'x'", by: "operator", "10"),
        made("app_user", "DELETE FROM app_user", by: "operator", "0"),
        invited("ADMIN", by: "operator", "1"), invited("USER", by: "operator", "42501"),
        invited("ADMIN", by: "beta.admin", "42501"), invited("ADMIN", by: "alfa.user", "42501"),
        made("organization", newCompany, by: "operator", "1"),
        made("organization", newCompany, by: "alfa.admin", "42501"),
        made("organization", "UPDATE organization SET phone = '1'", by: "operator", "0"),
        made("partnership", newPartnership, by: "operator", "1"),
        made("partnership", newPartnership, by: "alfa.admin", "42501"),
        made("customer", World.newCustomer("alfa.mssp"), by: "alfa.admin", "1"),
        made("customer", World.newCustomer("alfa.mssp"), by: "alfa.wide", "42501"),
        made("customer_portal", World.newPortal("alfa.c2"), by: "alfa.admin", "1"),
        made("customer_portal", World.newPortal("alfa.r1"), by: "alfa.admin", "42501"),
        made("customer_portal", "UPDATE customer_portal SET brand_name = 'x'", by: "alfa.admin", "1"),
        made("customer_portal", "UPDATE customer_portal SET brand_name = 'x'", by: "alfa.user", "0"),
        user(by: "alfa.admin", "1"), user(by: "alfa.user", "42501"),
        membership(by: "alfa.admin", "1"), membership(by: "alfa.user", "42501"),
        Probe(table: "portal_user", viewer: "alfa.boss", script: "UPDATE portal_user SET name = 'x'", outcome: "3"),
        Probe(table: "portal_user", viewer: "alfa.guest", script: "UPDATE portal_user SET name = 'x'", outcome: "0"),
        Probe(table: "portal_user", viewer: "alfa.boss", script: "DELETE FROM portal_user", outcome: "PO008"),
        Probe(table: "portal_user", viewer: "alfa.guest", script: "DELETE FROM portal_user", outcome: "0"),
        guest(by: "alfa.boss", "1"), guest(by: "alfa.guest", "42501"),
        assignment(by: "alfa.admin", "1"), assignment(by: "alfa.user", "42501"),
        event(of: "alfa.user", "1"), event(of: "alfa.admin", "42501"),
        Probe(table: "audit_detail", viewer: "alfa.user", script: detail("alfa"), outcome: "1"),
        Probe(table: "audit_detail", viewer: "alfa.user", script: detail("beta"), outcome: "42501"),
        Probe(table: "audit_change", viewer: "alfa.user", script: change("alfa"), outcome: "1"),
        Probe(table: "audit_change", viewer: "alfa.user", script: change("beta"), outcome: "42501"),
        outboxEvent("alfa", "1"), outboxEvent("beta", "42501"),
        record(of: "alfa.user", "1"), record(of: "alfa.admin", "42501"),
        made("identity_provider", newProvider, by: "alfa.admin", "23505"),
        made("identity_provider", newProvider, by: "beta.admin", "42501"),
        made("identity_provider", newProvider, by: "alfa.user", "42501"),
        made("identity_provider", "UPDATE identity_provider SET enabled = false", by: "alfa.admin", "2"),
        made("identity_provider", "UPDATE identity_provider SET enabled = false", by: "alfa.user", "0"),
        made("identity_provider", "UPDATE identity_provider SET enabled = false", by: "operator", "0"),
        made("identity_provider", "DELETE FROM identity_provider", by: "alfa.admin", "2"),
        made("identity_provider", "DELETE FROM identity_provider", by: "alfa.user", "0"),
        made("identity_domain", newDomain("REQUESTED"), by: "alfa.admin", "1"),
        made("identity_domain", newDomain("APPROVED"), by: "alfa.admin", "42501"),
        made("identity_domain", newDomain("REQUESTED"), by: "beta.admin", "42501"),
        made("identity_domain", newDomain("REQUESTED"), by: "alfa.user", "42501"),
        made("identity_domain", "DELETE FROM identity_domain", by: "alfa.admin", "2"),
        made("identity_domain", "DELETE FROM identity_domain", by: "alfa.user", "0"),
        made("identity_domain", approval, by: "operator", "2"),
        made("identity_domain", approval, by: "alfa.admin", "0"),
        made("notification_preference", hour, by: "alfa.admin", "2"),
        made("notification_preference", hour, by: "alfa.marketing", "1"),
        made("notification_preference", hour, by: "operator", "0"),
        // One of the two has failed.
        mail(by: "operator", "QUEUED", "1"), mail(by: "alfa.admin", "QUEUED", "0"),
        mail(by: "operator", "CANCELLED", "42501"),
        Probe(
            table: "idempotency_record", viewer: "alfa.user", script: "UPDATE idempotency_record SET response = '{}'",
            outcome: "0"),
    ]

    private static func made(_ table: String, _ script: String, by viewer: String, _ outcome: String) -> Probe {
        Probe(table: table, viewer: viewer, script: script, outcome: outcome)
    }

    private static let newCompany = "INSERT INTO organization (name) VALUES ('New')"
    private static let newPartnership = """
        INSERT INTO partnership (organization_id, type, name, currency)
        VALUES ('\(World.id("alfa"))', 'MSSP', 'New', 'EUR')
        """

    private static func invited(_ role: String, by viewer: String, _ outcome: String) -> Probe {
        let script = """
            INSERT INTO app_user (organization_id, name, email, role, status)
            VALUES ('\(World.id("alfa"))', 'New', 'new@world.test', '\(role)', 'INVITED')
            """
        return made("app_user", script, by: viewer, outcome)
    }

    private static let newProvider = """
        INSERT INTO identity_provider (organization_id, name, issuer, client_id)
        VALUES ('\(World.id("alfa"))', 'New', 'https://new.test', 'portico')
        """
    private static let hour = "UPDATE notification_preference SET hour = 8"
    private static let approval = """
        UPDATE identity_domain SET status = 'APPROVED', decided_at = now()
        WHERE organization_id = '\(World.id("alfa"))'
        """

    private static func newDomain(_ status: String) -> String {
        """
        INSERT INTO identity_domain (organization_id, identity_provider_id, routes, name, status, decided_at)
        VALUES ('\(World.id("alfa"))', '\(World.id("alfa"))', true, 'new.test', '\(status)',
            \(status == "REQUESTED" ? "null" : "now()"))
        """
    }

    private static func user(by viewer: String, _ outcome: String) -> Probe {
        Probe(
            table: "app_user", viewer: viewer,
            script: """
                INSERT INTO app_user (organization_id, name, email, role)
                VALUES ('\(World.id("alfa"))', 'New', 'new@world.test', 'USER')
                """,
            outcome: outcome)
    }

    private static func membership(by viewer: String, _ outcome: String) -> Probe {
        Probe(
            table: "membership", viewer: viewer,
            script: """
                INSERT INTO membership (organization_id, partnership_id, user_id)
                VALUES ('\(World.id("alfa"))', '\(World.id("alfa.mssp"))', '\(World.id("alfa.lonely"))')
                """,
            outcome: outcome)
    }

    private static func guest(by viewer: String, _ outcome: String) -> Probe {
        Probe(
            table: "portal_user", viewer: viewer,
            script: """
                INSERT INTO portal_user (organization_id, partnership_id, customer_id, portal_id, name, email) VALUES
                    ('\(World.id("alfa"))', '\(World.id("alfa.mssp"))', '\(World.id("alfa.c1"))',
                    '\(World.id("alfa.c1"))', 'New', 'new@world.test')
                """,
            outcome: outcome)
    }

    private static func assignment(by viewer: String, _ outcome: String) -> Probe {
        Probe(
            table: "assignment", viewer: viewer,
            script: """
                INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id) VALUES
                    ('\(World.id("alfa"))', '\(World.id("alfa.mssp"))', '\(World.id("alfa.user"))',
                    '\(World.id("alfa.user"))', '\(World.id("alfa.c2"))')
                """,
            outcome: outcome)
    }

    private static let made = "00000000-0000-7000-8000-00000000abcd"

    private static func event(by actor: String) -> String {
        """
        INSERT INTO audit_event (id, organization_id, realm, actor_id, action)
        VALUES ('\(made)', '\(World.id("alfa"))', 'PARTNER', '\(World.id(actor))', 'customer.updated')
        """
    }

    private static func event(of actor: String, _ outcome: String) -> Probe {
        Probe(table: "audit_event", viewer: "alfa.user", script: event(by: actor), outcome: outcome)
    }

    private static func detail(_ organization: String) -> String {
        """
        WITH made AS (\(event(by: "alfa.user")))
        INSERT INTO audit_detail (event_id, organization_id) VALUES ('\(made)', '\(World.id(organization))')
        """
    }

    private static func change(_ organization: String) -> String {
        """
        WITH made AS (\(event(by: "alfa.user"))),
            detail AS (
                INSERT INTO audit_detail (event_id, organization_id) VALUES ('\(made)', '\(World.id("alfa"))'))
        INSERT INTO audit_change (event_id, organization_id, field, after)
        VALUES ('\(made)', '\(World.id(organization))', 'phone', '1')
        """
    }

    private static func outboxEvent(_ organization: String, _ outcome: String) -> Probe {
        Probe(
            table: "outbox_event", viewer: "alfa.user",
            script: """
                INSERT INTO outbox_event (organization_id, topic, subject_type, subject_id)
                VALUES ('\(World.id(organization))', 'a.b', 'x', uuidv7())
                """,
            outcome: outcome)
    }

    private static func mail(by viewer: String, _ state: String, _ outcome: String) -> Probe {
        Probe(table: "mail", viewer: viewer, script: "UPDATE mail SET state = '\(state)'", outcome: outcome)
    }

    private static func record(of principal: String, _ outcome: String) -> Probe {
        Probe(
            table: "idempotency_record", viewer: "alfa.user",
            script: """
                INSERT INTO idempotency_record (principal_id, key, organization_id, request_hash)
                VALUES ('\(World.id(principal))', 'k', '\(World.id("alfa"))', sha256('r'))
                """,
            outcome: outcome)
    }

    /// Holds the database that the session is in.
    private let world: World
    private let session: DirectSession

    init() throws {
        world = try World()
        session = try world.administrator()
        try session.execute(
            """
            INSERT INTO idempotency_record (principal_id, key, organization_id, request_hash)
            VALUES ('\(World.id("alfa.admin"))', 'other', '\(World.id("alfa"))', sha256('r'))
            """)
    }

    @Test("With all policies, what is asked is answered as the table says")
    func whole() throws {
        for probe in Self.reads + Self.writes {
            let found = try outcome(of: probe, without: "SELECT")
            #expect(found == probe.outcome, "\(probe.testDescription)")
        }
    }

    @Test("Without a policy, or with one that lets everything pass, somebody reads or writes otherwise")
    func weakened() throws {
        let mutants = try session.run(
            """
            SELECT tablename::text, unnest(array_remove(ARRAY[
                CASE WHEN qual IS NOT NULL THEN format('ALTER POLICY %I ON %I USING (true)', policyname, tablename) END,
                CASE WHEN with_check IS NOT NULL
                    THEN format('ALTER POLICY %I ON %I WITH CHECK (true)', policyname, tablename) END,
                format('DROP POLICY %I ON %I', policyname, tablename)], NULL))
            FROM pg_policies WHERE 'portico_app' = ANY (roles) ORDER BY 1, 2
            """)
        #expect(mutants.rowCount > 60)
        for row in 0..<mutants.rowCount {
            guard let table = mutants.text(row, 0), let mutant = mutants.text(row, 1) else { continue }
            let isMissed = try (Self.writes + Self.reads).contains { probe in
                try probe.table == table && outcome(of: probe, without: mutant) != probe.outcome
            }
            #expect(isMissed, "\(mutant) changes nothing")
        }
    }

    /// Runs a script behind a change of the policies, as the app and for the probe's viewer, and takes both back.
    private func outcome(of probe: Probe, without change: String) throws -> String {
        try session.execute("BEGIN; \(change); SET LOCAL ROLE portico_app")
        defer { try? session.execute("ROLLBACK") }
        try session.enter(probe.viewer)
        do {
            let rows = try session.run(BoundStatement(Statement(text: probe.script)))
            guard rows.columnCount > 0 else { return "\(rows.affectedRows)" }
            let names = (0..<rows.rowCount).compactMap { row in
                rows.rowID(row, 0).map(World.name) ?? rows.text(row, 0)
            }
            return names.sorted().joined(separator: " ")
        } catch {
            return error.sqlState ?? "\(error)"
        }
    }
}
