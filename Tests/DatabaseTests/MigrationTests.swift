import Postgres
import SQLText
import TestSupport
import Testing

/// The migrations as a plain login applies them: one that owns its database and may create roles, and no more.
@Suite struct MigrationTests {
    @Test("They apply to an empty database by a login that is no superuser, also beside a database that has the roles")
    func apply() throws {
        let database = try TestDatabase.empty()
        let session = try database.session()
        #expect(try session.run("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").bool(0, 0) == false)
        let migrator = try Migrator(Migration.load(from: TestDatabase.migrationsFolder))
        #expect(try migrator.apply(session).count == migrator.migrations.count)
        #expect(try migrator.apply(session) == [])
        for role in ["portico_app", "portico_worker"] {
            let temporary = try session.run(
                "SELECT has_database_privilege(\(.text(role)), current_database(), 'TEMPORARY')")
            #expect(temporary.bool(0, 0) == false)
        }
        #expect(try session.run("SELECT current_user = session_user").bool(0, 0) == true)
    }

    @Test("Each file says what moved it, takes a role for its work and gives it back")
    func style() throws {
        for migration in try Migration.load(from: TestDatabase.migrationsFolder) {
            let lines = migration.text.split(separator: "\n")
            #expect(lines.first == "-- \(migration.name).sql")
            #expect(lines.dropFirst().prefix { $0.hasPrefix("-- ") }.count >= 2, "\(migration.name)")
            #expect(lines.contains("set local role portico_owner;"), "\(migration.name)")
            #expect(lines.last == "reset role;", "\(migration.name)")
            #expect(lines.allSatisfy { $0.count <= 120 }, "\(migration.name)")
        }
    }

    @Test("With data they keep it: customers are counted and numbered, what was journalled moves, all get summaries")
    func upgrade() throws {
        let database = try TestDatabase.empty()
        let session = try database.session()
        let all = try Migration.load(from: TestDatabase.migrationsFolder)
        try Migrator(Array(all.prefix { $0.version <= 17 })).apply(session)
        let administrator = try database.session(asAdministrator: true)
        try administrator.execute(
            """
            insert into organization (id, name) values ('\(World.id("alfa"))', 'alfa');
            insert into app_user (organization_id, name, email, role, status, time_zone)
            values ('\(World.id("alfa"))', 'Desk', 'desk@x.test', 'NOTIFICATIONS', 'ACTIVE', 'Asia/Tokyo');
            insert into partnership (organization_id, type, name, currency)
            values ('\(World.id("alfa"))', 'MSSP', 'full', 'EUR'), ('\(World.id("alfa"))', 'RESELLER', 'empty', 'EUR');
            insert into customer (organization_id, partnership_id, name, email)
            select organization_id, id, 'c' || n, 'c@x.test' from partnership, generate_series(1, 3) n
            where name = 'full';
            insert into contact (organization_id, partnership_id, customer_id, type, name)
            select organization_id, partnership_id, id, 'TECHNICAL', name from customer;
            insert into audit_event (id, organization_id, realm, action, changed)
            values ('\(World.id("none"))', '\(World.id("alfa"))', 'PARTNER', 'customer.updated', array['phone', 'name']);
            insert into audit_detail (event_id, organization_id, actor_label, before, after) values (
                '\(World.id("none"))', '\(World.id("alfa"))', 'Somebody', '{"phone": null, "name": "a"}',
                '{"phone": "1", "name": "b"}')
            """)
        #expect(try Migrator(all).apply(session).count == all.count - 17)
        let counts = try administrator.run(
            "SELECT string_agg(name || customer_count, ' ' ORDER BY name) FROM partnership")
        #expect(counts.text(0, 0) == "empty0 full3")
        let numbers = try administrator.run(
            """
            SELECT string_agg(k.customer_ordinal::text, ' ' ORDER BY k.customer_ordinal)
            FROM contact k JOIN customer c ON c.id = k.customer_id AND c.ordinal = k.customer_ordinal
            """)
        #expect(numbers.text(0, 0) == "1 2 3")
        let changes = try administrator.run(
            "SELECT string_agg(concat_ws(' ', field, before, after), ', ' ORDER BY field) FROM audit_change")
        #expect(changes.text(0, 0) == "name a b, phone 1")
        let due = try administrator.run(
            """
            SELECT string_agg(to_char(p.next_delivery_at AT TIME ZONE 'Asia/Tokyo', 'ID HH24:MI'), ' ')
            FROM notification_preference p JOIN app_user u ON u.id = p.user_id WHERE p.next_delivery_at > now()
            """)
        #expect(due.text(0, 0) == "1 07:00")
    }
}
