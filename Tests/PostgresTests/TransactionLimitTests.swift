import Postgres
import SQLText
import TestSupport
import Testing

@Suite("What a transaction may wait for") struct TransactionLimitTests {
    @Test("Limit: a row that somebody else changes is waited for so long and no longer")
    func lock() async throws {
        try await withDatabase({ $0.lockTimeout = .milliseconds(50) }) { database, test async throws in
            let other = try test.session()
            try other.execute("CREATE TABLE locked (id int); INSERT INTO locked VALUES (1)")
            try other.execute("BEGIN; UPDATE locked SET id = 2")
            do {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    try await transaction.one("UPDATE locked SET id = 3")
                }
                Issue.record("the row was changed by two")
            } catch PostgresError.server(let fault) {
                #expect(fault.sqlState == "55P03")
            }
            try other.execute("ROLLBACK")
            try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                try await transaction.one("UPDATE locked SET id = 4")
            }
        }
    }

    @Test("Limit: 2 seconds for a row and 10 without a statement, unless said otherwise")
    func usual() async throws {
        try await withDatabase { database, _ async throws in
            try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                let rows = try await transaction.one(
                    "SELECT current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')")
                #expect(rows.text(0, 0) == "2s")
                #expect(rows.text(0, 1) == "10s")
            }
        }
    }

    @Test("Limit: a transaction that does nothing for too long is ended, and nothing of it is kept")
    func idle() async throws {
        try await withDatabase({ $0.transactionIdleTimeout = .milliseconds(50) }) { database, test async throws in
            try test.session().execute("CREATE TABLE idle (id int)")
            await #expect(throws: PostgresError.self) {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    try await transaction.one("INSERT INTO idle VALUES (1)")
                    try await Task.sleep(for: .milliseconds(500))
                    try await transaction.one("INSERT INTO idle VALUES (2)")
                }
            }
            #expect(try await database.one("SELECT count(*) FROM idle").int8(0, 0) == 0)
        }
    }
}
