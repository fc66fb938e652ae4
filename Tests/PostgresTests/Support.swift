import Postgres
import SQLText
import Synchronization
import TestSupport

/// Short ways to say what nearly every test here says.
extension Database {
    /// Reads one statement of the test's own text.
    func one(
        _ sql: SQLText<SQLValue>, lane: ReadLane = .shared, deadline: Duration = .seconds(20)
    ) async throws -> ResultRows {
        try await all([sql], lane: lane, deadline: deadline)[0]
    }

    /// Reads statements of the test's own texts in one segment.
    func all(
        _ sql: [SQLText<SQLValue>], lane: ReadLane = .shared, deadline: Duration = .seconds(20)
    ) async throws -> [ResultRows] {
        try await read(sql.map { BoundStatement($0.compiled()) }, lane: lane, deadline: deadline)
    }
}

extension Database {
    /// The error of a read that must fail; nil when it doesn't.
    func failure(
        _ sql: SQLText<SQLValue>, lane: ReadLane = .shared, deadline: Duration = .seconds(20)
    ) async -> PostgresError? {
        await failure([sql], lane: lane, deadline: deadline)
    }

    /// The error of a read of several statements.
    func failure(
        _ sql: [SQLText<SQLValue>], lane: ReadLane = .shared, deadline: Duration = .seconds(20)
    ) async -> PostgresError? {
        await failure(sql.map { BoundStatement($0.compiled()) }, lane: lane, deadline: deadline)
    }

    /// The error of a read of statements as they are.
    func failure(
        _ statements: [BoundStatement], lane: ReadLane = .shared, deadline: Duration = .seconds(20)
    ) async -> PostgresError? {
        do throws(PostgresError) {
            _ = try await read(statements, lane: lane, deadline: deadline)
            return nil
        } catch {
            return error
        }
    }
}

extension Transaction {
    /// Runs one statement of the test's own text.
    @discardableResult
    func one(_ sql: SQLText<SQLValue>) async throws -> ResultRows {
        try await run([BoundStatement(sql.compiled())])[0]
    }
}

/// The database of all tests here that leave nothing behind but tables with names of their own.
let common = Result { try TestDatabase.empty() }

/// An empty database, open for a body, as its login.
func withDatabase<Value>(
    _ change: (inout DatabaseConfiguration) -> Void = { _ in }, in database: TestDatabase? = nil,
    _ body: (Database, TestDatabase) async throws -> Value
) async throws -> Value {
    let test = try database ?? common.get()
    var configuration = test.configuration(role: nil)
    change(&configuration)
    return try await test.open(configuration) { try await body($0, test) }
}

/// The error of a body that must fail.
func failure(of body: () async throws -> Void) async -> PostgresError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

/// Something that several tasks look at and one changes.
final class Shared<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) {
        mutex = Mutex(value)
    }

    var value: Value { mutex.withLock { $0 } }

    func change(_ body: (inout Value) -> Void) {
        mutex.withLock { value in body(&value) }
    }
}

/// Waits for something that must become true; gives up after a minute, which no machine should need.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<6000 {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}
