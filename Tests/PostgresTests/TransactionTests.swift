import Postgres
import SQLText
import TestSupport
import Testing

@Suite struct TransactionTests {
    @Test func `K15 a transaction is kept when its body returns, and gives the body's value`() async throws {
        try await withDatabase { database, test async throws in
            try test.session().execute("CREATE TABLE kept (id int)")
            let count = try await database.transaction(deadline: .seconds(20)) { transaction in
                try await transaction.one("INSERT INTO kept VALUES (1), (2)").affectedRows
            }
            #expect(count == 2)
            #expect(try await database.one("SELECT count(*) FROM kept").int8(0, 0) == 2)
        }
    }

    @Test func `a transaction is undone when its body throws, and the body's error comes out`() async throws {
        struct Refusal: Error {}
        try await withDatabase { database, test async throws in
            try test.session().execute("CREATE TABLE undone (id int)")
            await #expect(throws: Refusal.self) {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    try await transaction.one("INSERT INTO undone VALUES (1)")
                    throw Refusal()
                }
            }
            #expect(try await database.one("SELECT count(*) FROM undone").int8(0, 0) == 0)
        }
    }

    @Test func `mutations run READ COMMITTED and can write`() async throws {
        try await withDatabase { database, _ async throws in
            try await database.transaction(deadline: .seconds(20)) { transaction in
                let rows = try await transaction.one(
                    "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
                #expect(rows.text(0, 0) == "read committed")
                #expect(rows.text(0, 1) == "off")
            }
        }
    }

    @Test func `a refused statement fails the transaction even when the body goes on as if nothing was`() async throws {
        try await withDatabase { database, test async throws in
            try test.session().execute("CREATE TABLE swallowed (id int PRIMARY KEY)")
            let error = await failure {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    try await transaction.one("INSERT INTO swallowed VALUES (1)")
                    _ = try? await transaction.one("INSERT INTO swallowed VALUES (1)")
                }
            }
            #expect(error?.sqlState == "25P02")
            #expect(try await database.one("SELECT count(*) FROM swallowed").int8(0, 0) == 0)
            #expect(database.statistics.connectionsLost == 0)
        }
    }

    @Test func `a savepoint lets a body go on after a refused statement`() async throws {
        try await withDatabase { database, test async throws in
            try test.session().execute("CREATE TABLE saved (id int PRIMARY KEY)")
            try await database.transaction(deadline: .seconds(20)) { transaction in
                try await transaction.one("INSERT INTO saved VALUES (1)")
                try await transaction.one("SAVEPOINT before")
                _ = try? await transaction.one("INSERT INTO saved VALUES (1)")
                try await transaction.one("ROLLBACK TO SAVEPOINT before")
                try await transaction.one("INSERT INTO saved VALUES (2)")
            }
            #expect(try await database.one("SELECT count(*) FROM saved").int8(0, 0) == 2)
        }
    }

    @Test func `a constraint that is checked at COMMIT fails the transaction`() async throws {
        try await withDatabase { database, test async throws in
            try test.session().execute("CREATE TABLE late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            let error = await failure {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    try await transaction.one("INSERT INTO late VALUES (1), (1)")
                }
            }
            #expect(error?.sqlState == "23505")
            #expect(try await database.one("SELECT count(*) FROM late").int8(0, 0) == 0)
        }
    }

    @Test func `a transaction that runs nothing costs no round trip`() async throws {
        try await withDatabase { database, _ async throws in
            let before = database.statistics.roundTrips
            #expect(try await database.transaction(deadline: .seconds(20)) { _ in 7 } == 7)
            #expect(database.statistics.roundTrips == before)
        }
    }

    @Test func `BEGIN travels with the first statements`() async throws {
        try await withDatabase { database, _ async throws in
            let before = database.statistics.roundTrips
            try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                try await transaction.one("SELECT 1")
                try await transaction.one("SELECT 2")
            }
            #expect(try await eventually { database.statistics.roundTrips == before + 3 })
        }
    }

    @Test func `K19 settings of a transaction are gone in the next one on the same connection`() async throws {
        try await withDatabase({ $0.writeConnections = 1 }) { database, _ async throws in
            try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                try await transaction.one("SELECT set_config('portico.viewer', 'ADMIN', true)")
            }
            try await database.transaction(deadline: .seconds(20)) { transaction in
                let rows = try await transaction.one("SELECT nullif(current_setting('portico.viewer', true), '')")
                #expect(rows.isNull(row: 0, column: 0))
            }
        }
    }

    @Test func `at the deadline the running statement is cancelled and everything undone`() async throws {
        try await withDatabase({ $0.writeConnections = 1 }) { database, test async throws in
            try test.session().execute("CREATE TABLE hasty (id int)")
            let error = await failure {
                try await database.transaction(deadline: .milliseconds(100)) { transaction -> Void in
                    try await transaction.one("INSERT INTO hasty VALUES (1)")
                    try await transaction.one("SELECT pg_sleep(60)")
                }
            }
            #expect(error == .timeout)
            try await database.transaction(deadline: .seconds(20)) { transaction async throws -> Void in
                #expect(try await transaction.one("SELECT count(*) FROM hasty").int8(0, 0) == 0)
            }
            #expect(database.statistics.lastLoss == nil)
        }
    }

    @Test func `a body that dawdles beyond the deadline loses its locks and can't commit`() async throws {
        try await withDatabase({ $0.writeConnections = 1 }) { database, test async throws in
            try test.session().execute("CREATE TABLE dawdled (id int)")
            let error = await failure {
                try await database.transaction(deadline: .milliseconds(100)) { transaction -> Void in
                    try await transaction.one("INSERT INTO dawdled VALUES (1)")
                    // The INSERT, and the ROLLBACK that nobody here asked for.
                    let isRolledBack = try await eventually { database.statistics.roundTrips == 2 }
                    #expect(isRolledBack)
                }
            }
            #expect(error == .timeout)
            #expect(try await database.one("SELECT count(*) FROM dawdled").int8(0, 0) == 0)
            #expect(database.statistics.lastLoss == nil)
        }
    }

    @Test func `a cancelled task cancels its statement and undoes its transaction`() async throws {
        try await withDatabase({ $0.writeConnections = 1 }) { database, _ async throws in
            let running = Task<PostgresError?, Never> {
                await failure {
                    try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                        try await transaction.one("SELECT pg_sleep(60)")
                    }
                }
            }
            #expect(try await eventually { database.statistics.inFlight == 1 })
            running.cancel()
            #expect(await running.value == .cancelled)
            try await database.transaction(deadline: .seconds(20)) { transaction async throws -> Void in
                #expect(try await transaction.one("SELECT 1").int4(0, 0) == 1)
            }
        }
    }

    @Test func `a statement that ends the transaction by itself costs the connection`() async throws {
        try await withDatabase({ $0.writeConnections = 1 }) { database, test async throws in
            try test.session().execute("CREATE TABLE sly (id int)")
            let error = await failure {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    _ = try? await transaction.one("COMMIT")
                    try await transaction.one("INSERT INTO sly VALUES (1)")
                }
            }
            guard case .unavailable? = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(try await database.one("SELECT count(*) FROM sly").int8(0, 0) == 0)
            #expect(try await eventually { database.statistics.connectionsLost == 1 })
        }
    }

    @Test func `a transaction that is over takes no statement any more`() async throws {
        try await withDatabase { database, _ async throws in
            let escaped = try await database.transaction(deadline: .seconds(20)) { transaction in
                try await transaction.one("SELECT 1")
                return transaction
            }
            let error = await failure { try await escaped.one("SELECT 2") }
            #expect(error == .protocolViolation("the transaction is over"))
        }
    }

    @Test func `more transactions than connections wait for each other`() async throws {
        try await withDatabase({ $0.writeConnections = 2 }) { database, test async throws in
            try test.session().execute("CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.transaction(deadline: .seconds(60)) { transaction in
                            let before = try await transaction.one("SELECT n FROM counter FOR UPDATE").int4(0, 0) ?? 0
                            try await transaction.one("UPDATE counter SET n = \(.int4(before + 1))")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.one("SELECT n FROM counter").int4(0, 0) == 50)
        }
    }
}
