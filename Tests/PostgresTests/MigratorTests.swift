import Foundation
import Postgres
import SQLText
import TestSupport
import Testing

@Suite struct MigratorTests {
    private static func migration(_ number: Int, _ text: String) throws -> Migration {
        try Migration(fileName: "000\(number)_step.sql", text: text)
    }

    private static let texts = ["CREATE TABLE one (a int)", "CREATE TABLE two (a int); INSERT INTO one VALUES (2)"]

    private static func migrator(_ texts: [String] = texts) throws -> Migrator {
        try Migrator(texts.enumerated().map { try migration($0.offset + 1, $0.element) })
    }

    @Test func `migrations are applied once, in order`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        let migrator = try Self.migrator()
        #expect(try migrator.status(session).pending == ["0001_step", "0002_step"])
        var seen: [String] = []
        #expect(try migrator.apply(session) { seen.append($0) } == ["0001_step", "0002_step"])
        #expect(seen == ["0001_step", "0002_step"])
        #expect(try migrator.apply(session).isEmpty)
        #expect(try migrator.status(session).isCurrent)
        try migrator.requireCurrent(session)
        #expect(try session.run("SELECT a FROM one").int4(0, 0) == 2)
    }

    @Test func `status changes nothing`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        _ = try Self.migrator().status(session)
        #expect(try session.run("SELECT to_regclass('schema_migration') IS NULL").bool(0, 0) == true)
    }

    @Test func `a database that is behind is refused`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        try Self.migrator([Self.texts[0]]).apply(session)
        let error = #expect(throws: MigrationError.behind(["0002_step"])) {
            try Self.migrator().requireCurrent(session)
        }
        #expect(
            error?.description == "The database is behind this program by 0002_step. Run `portico migrate`.")
        try Self.migrator().apply(session)
        try Self.migrator().requireCurrent(session)
    }

    @Test func `a database that is ahead is refused, for serving and for migrating`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        try Self.migrator().apply(session)
        let older = try Self.migrator([Self.texts[0]])
        #expect(throws: MigrationError.ahead(["0002_step"])) { try older.requireCurrent(session) }
        #expect(throws: MigrationError.ahead(["0002_step"])) { try older.apply(session) }
    }

    @Test func `a migration that was changed after it was applied is refused`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        try Self.migrator().apply(session)
        let changed = try Self.migrator([Self.texts[0] + " ", Self.texts[1], "CREATE TABLE three (a int)"])
        #expect(throws: MigrationError.changed(["0001_step"])) { try changed.requireCurrent(session) }
        #expect(throws: MigrationError.changed(["0001_step"])) { try changed.apply(session) }
        #expect(try session.run("SELECT to_regclass('three') IS NULL").bool(0, 0) == true)
    }

    @Test func `a migration that fails leaves nothing of itself and everything before it`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        let migrator = try Self.migrator([Self.texts[0], "CREATE TABLE two (a int);\nSELECT 1;\nSELECT nonsense"])
        let error = #expect(throws: MigrationError.self) { try migrator.apply(session) }
        guard case .failed("0002_step", line: 3, let reason) = error else {
            return #expect(Bool(false), "\(error as Any)")
        }
        #expect(reason.sqlState == "42703")
        #expect(error?.description.hasPrefix("0002_step.sql:3: ") == true)
        #expect(try session.run("SELECT to_regclass('two') IS NULL").bool(0, 0) == true)
        #expect(try migrator.status(session).applied == ["0001_step"])
        #expect(!session.isInTransaction)
    }

    @Test(arguments: ["COMMIT", "ROLLBACK", "CREATE TABLE x (a int); END"])
    func `a migration that ends its transaction is refused`(text: String) throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        #expect(throws: MigrationError.endedTransaction("0001_step")) { try Self.migrator([text]).apply(session) }
        #expect(try Self.migrator([text]).status(session).applied.isEmpty)
    }

    @Test func `a role that a migration takes is given back`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session()
        let role = "step_\(session.backendID)"
        try session.execute(
            "CREATE ROLE \(role); GRANT \(role) TO CURRENT_USER; GRANT CREATE ON SCHEMA public TO \(role)")
        try Self.migrator(["SET ROLE \(role); CREATE TABLE x (a int)", "CREATE TABLE y (a int)"]).apply(session)
        let owner = try session.run(
            "SELECT tableowner::text FROM pg_tables WHERE tablename IN ('x', 'y') ORDER BY tablename")
        #expect(owner.text(0, 0) == role)
        #expect(owner.text(1, 0) == "portico")
    }

    @Test func `two that migrate at once do every step once`() async throws {
        let test = try TestDatabase.empty()
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<3 {
                group.addTask {
                    try Self.migrator(["CREATE TABLE one (a int); SELECT pg_sleep(0.1)"]).apply(test.session())
                }
            }
            let applied = try await group.reduce(into: []) { $0 += $1 }
            #expect(applied == ["0001_step"])
        }
    }

    @Test(arguments: [
        ("1_short.sql", false), ("0001_Upper.sql", false), ("0001-dash.sql", false), ("0001_.sql", false),
        ("0001_ok.sql", true), ("0123_two_words.sql", true), ("0001_a__b.sql", false), ("0001_ok.SQL", false),
    ])
    func `a migration's name has one form`(name: String, isGood: Bool) {
        if isGood {
            #expect((try? Migration(fileName: name, text: ""))?.name == String(name.dropLast(4)))
        } else {
            #expect(throws: MigrationError.badName(name)) { try Migration(fileName: name, text: "") }
        }
    }

    @Test func `a number left out or doubled is refused`() throws {
        #expect(throws: MigrationError.outOfOrder("0002_step", expected: 1)) {
            try Migrator([Self.migration(2, "")])
        }
        #expect(throws: MigrationError.outOfOrder("0001_step", expected: 2)) {
            try Migrator([Self.migration(1, ""), Self.migration(1, "")])
        }
    }

    @Test func `a folder that isn't there is named`() throws {
        let error = #expect(throws: MigrationError.self) { try Migration.load(from: "/nowhere/at/all") }
        #expect(error?.description.hasPrefix("The migrations can't be read: /nowhere/at/all: ") == true)
    }

    @Test func `a file that isn't UTF-8 is refused`() throws {
        let folder = NSTemporaryDirectory() + "portico-migrations-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder + "/0001_bytes.sql"))
        let error = #expect(throws: MigrationError.self) { try Migration.load(from: folder) }
        #expect(error == .unreadable(folder + "/0001_bytes.sql", "it isn't a readable UTF-8 file"))
    }

    @Test func `the program's own migrations load, apply and are current`() throws {
        let test = try TestDatabase.migrated()
        let migrator = try Migrator(Migration.load(from: TestDatabase.migrationsFolder))
        try migrator.requireCurrent(test.session())
    }
}
