import Postgres
import SQLText
import TestSupport
import Testing

@Suite struct PreparedStatementTests {
    /// What the connection has prepared, itself not among it when it's sent for the first time.
    private func prepared(_ database: Database, _ label: String) async throws -> [String] {
        let text = "SELECT statement FROM pg_prepared_statements WHERE statement NOT LIKE '%pg_prepared%' -- \(label)"
        let rows = try await database.read([BoundStatement(Statement(text: text))], deadline: .seconds(20))[0]
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }.sorted()
    }

    @Test func `K20 a statement is prepared when it comes again, and shared by its text`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            for round in Int32(0)..<4 {
                let statement = Statement(text: "SELECT $1::int4", parameterTypes: [.int4])
                let rows = try await database.read([BoundStatement(statement, [.int4(round)])], deadline: .seconds(20))
                #expect(rows[0].int4(0, 0) == round)
                #expect(try await prepared(database, "\(round)") == (round == 0 ? [] : ["SELECT $1::int4"]))
            }
        }
    }

    @Test func `K20 a statement seen once stays unnamed`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            for round in 0..<20 {
                _ = try await database.read(
                    [BoundStatement(Statement(text: "SELECT \(round)"))], deadline: .seconds(20))
            }
            #expect(try await prepared(database, "once").isEmpty)
        }
    }

    @Test func `K20 the statement that wasn't used for the longest time makes room`() async throws {
        let change = { (configuration: inout DatabaseConfiguration) in
            configuration.sharedConnections = 1
            configuration.preparedStatementLimit = 3
        }
        try await withDatabase(change) { database, _ async throws in
            func use(_ number: Int) async throws {
                let statement = BoundStatement(Statement(text: "SELECT \(number)"))
                #expect(try await database.read([statement], deadline: .seconds(20))[0].int4(0, 0) == Int32(number))
            }
            for number in 1...3 {
                try await use(number)
                try await use(number)
            }
            #expect(try await prepared(database, "full") == ["SELECT 1", "SELECT 2", "SELECT 3"])
            try await use(1)
            try await use(4)
            try await use(4)
            #expect(try await prepared(database, "after") == ["SELECT 1", "SELECT 3", "SELECT 4"])
            for round in 0..<40 { try await use(1 + round % 7) }
            #expect(try await prepared(database, "many").count == 3)
            #expect(database.statistics.connectionsLost == 0)
        }
    }

    @Test func `a preparation that fails, or is skipped after an error, harms nobody later`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            for _ in 0..<3 {
                #expect(await database.failure("SELECT nonsense")?.sqlState == "42703")
                #expect(await database.failure(["SELECT 1 / 0", "SELECT 'skipped'"])?.sqlState == "22012")
            }
            for _ in 0..<3 { #expect(try await database.one("SELECT 'skipped'").text(0, 0) == "skipped") }
        }
    }

    @Test func `many requests with the same new statement at once all get their answer`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            for round in 0..<20 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in Int32(0)..<16 {
                        group.addTask { () async throws in
                            // Half of them fail before the statement that they share is prepared.
                            let statement = BoundStatement(
                                Statement(text: "SELECT $1 + \(round)", parameterTypes: [.int4]), [.int4(number)])
                            let bad = BoundStatement(Statement(text: "SELECT 1 / 0"))
                            if number.isMultiple(of: 2) {
                                #expect(await database.failure([bad, statement])?.sqlState == "22012")
                            } else {
                                let rows = try await database.read([statement], deadline: .seconds(20))
                                #expect(rows[0].int4(0, 0) == number + Int32(round))
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(database.statistics.connectionsLost == 0)
        }
    }

    @Test func `a prepared statement whose result changed with its table is prepared anew`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, test async throws in
            let session = try test.session()
            try session.execute("CREATE TABLE changing (a int); INSERT INTO changing VALUES (1)")
            for _ in 0..<3 { #expect(try await database.one("SELECT * FROM changing").columnCount == 1) }
            try session.execute("ALTER TABLE changing ADD b text")
            #expect(try await database.one("SELECT * FROM changing").columnCount == 2)
            #expect(database.statistics.retries == 1)
        }
    }

    @Test func `the same text with other types is another statement`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            for _ in 0..<3 {
                #expect(try await database.one("SELECT \(.int8(1))").columnTypes == [.int8])
                #expect(try await database.one("SELECT \(.text("1"))").columnTypes == [.text])
            }
        }
    }
}
