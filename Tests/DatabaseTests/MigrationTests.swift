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
}
