import SQLText

/// Brings a database's schema forward, one transaction per migration, and says whether it fits the program.
///
/// What was applied is kept in the table `schema_migration` with a checksum of its text. There is no way back: what
/// has to be undone is undone by a further migration.
public struct Migrator: Sendable {
    /// All migrations that the program knows, in order.
    public let migrations: [Migration]

    /// Takes the migrations in order.
    ///
    /// - Throws: `MigrationError.outOfOrder`.
    public init(_ migrations: [Migration]) throws(MigrationError) {
        try Migration.checkOrder(migrations)
        self.migrations = migrations
    }

    /// Compares the program's migrations with the database's; changes nothing.
    public func status(_ session: DirectSession) throws(PostgresError) -> MigrationStatus {
        let recorded = try Self.recorded(session)
        let checksums = try Self.checksums(migrations, session)
        var status = MigrationStatus()
        for (migration, checksum) in zip(migrations, checksums) {
            switch recorded[migration.version] {
            case nil: status.pending.append(migration.name)
            case Record(name: migration.name, checksum: checksum): status.applied.append(migration.name)
            default: status.changed.append(migration.name)
            }
        }
        let known = Set(migrations.map(\.version))
        status.unknown = recorded.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value.name)
        return status
    }

    /// Refuses a database that isn't exactly at this program's last migration.
    ///
    /// - Throws: `MigrationError.changed`, `.ahead` or `.behind`; `PostgresError`.
    public func requireCurrent(_ session: DirectSession) throws {
        let status = try status(session)
        try status.requireUnchanged()
        if !status.pending.isEmpty { throw MigrationError.behind(status.pending) }
    }

    /// Applies what is missing.
    ///
    /// - Parameters:
    ///   - session: the owner's login.
    ///   - progress: called with the name of each migration before it runs.
    /// - Returns: the names of those that were applied now.
    /// - Throws: `MigrationError`; those before the one that failed stay applied. `PostgresError`.
    @discardableResult
    public func apply(_ session: DirectSession, progress: (String) -> Void = { _ in }) throws -> [String] {
        try Self.lock(session)
        defer { Self.unlock(session) }
        try session.execute(Self.table)
        let status = try status(session)
        try status.requireUnchanged()
        let missing = migrations.filter { status.pending.contains($0.name) }
        if let first = missing.first, first.version <= status.applied.count {
            throw MigrationError.outOfOrder(first.name, expected: status.applied.count + 1)
        }
        for migration in missing {
            progress(migration.name)
            try apply(migration, session)
        }
        return missing.map(\.name)
    }

    private func apply(_ migration: Migration, _ session: DirectSession) throws {
        try session.execute("BEGIN")
        do {
            try session.execute(migration.text)
        } catch {
            if session.isInTransaction { try session.execute("ROLLBACK") }
            throw MigrationError.failed(migration.name, line: migration.line(of: error), error)
        }
        guard session.isInTransaction else { throw MigrationError.endedTransaction(migration.name) }
        // A role that the migration took must not be the one that records it, nor the next one's.
        try session.execute("RESET ROLE")
        try session.run(
            """
            INSERT INTO public.schema_migration (version, name, checksum)
            VALUES (\(.int4(Int32(clamping: migration.version))), \(.text(migration.name)),
                sha256(convert_to(\(.text(migration.text)), 'UTF8')))
            """)
        try session.execute("COMMIT")
    }

    /// "portico" as a number: advisory locks have no names.
    private static let lockNumber: Int64 = 0x706f_7274_6963_6f

    private static let table = """
        CREATE TABLE IF NOT EXISTS public.schema_migration (
            version integer PRIMARY KEY,
            name text NOT NULL,
            checksum bytea NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now())
        """

    /// A session that is lost has lost its locks too, so an error here says nothing new.
    private static func unlock(_ session: DirectSession) {
        try? session.execute("SELECT pg_advisory_unlock(\(lockNumber))")
    }

    private static func lock(_ session: DirectSession) throws {
        do {
            try session.execute("SET lock_timeout = '30s'; SELECT pg_advisory_lock(\(lockNumber))")
            try session.execute("SET lock_timeout = 0")
        } catch {
            throw error.sqlState == "55P03" ? MigrationError.busy : error as any Error
        }
    }

    private static func recorded(_ session: DirectSession) throws(PostgresError) -> [Int: Record] {
        let exists = try session.run("SELECT to_regclass('public.schema_migration') IS NOT NULL")
        guard exists.bool(0, 0) == true else { return [:] }
        let rows = try session.run("SELECT version, name, checksum FROM public.schema_migration")
        var recorded: [Int: Record] = [:]
        for row in 0..<rows.rowCount {
            guard let version = rows.int4(row, 0), let name = rows.text(row, 1), let sum = rows.bytea(row, 2) else {
                continue
            }
            recorded[Int(version)] = Record(name: name, checksum: sum)
        }
        return recorded
    }

    private struct Record: Equatable {
        let name: String
        let checksum: [UInt8]
    }

    /// The database computes them, so that this module needs no cryptography.
    private static func checksums(
        _ migrations: [Migration], _ session: DirectSession
    ) throws(PostgresError) -> [[UInt8]] {
        let rows = try session.run(
            """
            SELECT sha256(convert_to(text, 'UTF8'))
            FROM unnest(\(.textArray(migrations.map(\.text)))) WITH ORDINALITY AS migration (text, number)
            ORDER BY number
            """)
        return (0..<rows.rowCount).map { rows.bytea($0, 0) ?? [] }
    }
}

extension Migration {
    /// The line of an error's position.
    fileprivate func line(of error: PostgresError) -> Int? {
        guard case .server(let fault) = error, let position = fault.position else { return nil }
        return 1 + text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" }
    }
}
