import Postgres
import SQLText
import TestSupport
import Testing

@Suite struct ReadTests {
    @Test func `K19 the statements of a read share one snapshot and one round trip`() async throws {
        try await withDatabase { database, _ async throws in
            let before = database.statistics.roundTrips
            let rows = try await database.all([
                "SELECT pg_current_snapshot()::text", "SELECT \(.int4(7))", "SELECT pg_current_snapshot()::text",
                "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')",
            ])
            #expect(rows.count == 4)
            #expect(rows[0].text(0, 0) == rows[2].text(0, 0))
            #expect(rows[1].int4(0, 0) == 7)
            #expect(rows[3].text(0, 0) == "repeatable read")
            #expect(rows[3].text(0, 1) == "on")
            #expect(try await eventually { database.statistics.roundTrips == before + 1 })
        }
    }

    @Test func `K19 requests share a pipeline and each gets its own answer`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            let answers = try await withThrowingTaskGroup(of: (Int64, Int64?).self) { group in
                for number in Int64(0)..<200 {
                    group.addTask {
                        let rows = try await database.all(["SELECT \(.int8(number)) + 1", "SELECT 2"])
                        return (number, rows[0].int8(0, 0))
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            #expect(answers.count == 200)
            #expect(answers.allSatisfy { $0.value == $0.key + 1 })
            #expect(database.statistics.connectionsLost == 0)
        }
    }

    @Test func `K19 an error fails its own request and no neighbour`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<120 {
                    group.addTask { () async throws in
                        let divisor: SQLText<SQLValue> = "SELECT 6 / \(.int4(Int32(number % 3)))"
                        if number % 3 == 0 {
                            let error = await database.failure(["SELECT 1", divisor, "SELECT 2"])
                            #expect(error?.sqlState == "22012")
                        } else {
                            #expect(try await database.one(divisor).int4(0, 0) == Int32(6 / (number % 3)))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(database.statistics.connectionsLost == 0)
        }
    }

    @Test func `an error says which statement it was and keeps the database's words for the operator`() async throws {
        try await withDatabase { database, _ async throws in
            let error = await database.failure(["SELECT 1", "SELECT nothing FROM nowhere"])
            guard case .server(let fault) = error else { return #expect(Bool(false), "\(String(describing: error))") }
            #expect(fault.sqlState == "42P01")
            #expect(fault.statementIndex == 1)
            #expect(fault.position == 21)
            #expect(error?.description == "The database refused a statement (42P01).")
            #expect(error?.debugDescription.contains("nowhere") == true)
        }
    }

    @Test func `K19 settings of a segment are gone in the next one, after an error too`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            let set: SQLText<SQLValue> = "SELECT set_config('portico.viewer', 'somebody', true)"
            let get: SQLText<SQLValue> = "SELECT nullif(current_setting('portico.viewer', true), '')"
            #expect(try await database.all([set, get])[1].text(0, 0) == "somebody")
            #expect(try await database.one(get).isNull(row: 0, column: 0))
            #expect(await database.failure([set, "SELECT 1 / 0"])?.sqlState == "22012")
            #expect(try await database.one(get).isNull(row: 0, column: 0))
        }
    }

    @Test(arguments: [
        "BEGIN", "  begin", "COMMIT", "SET ROLE postgres", "reset all", "DISCARD ALL", "LISTEN x", "-- c\nBEGIN", "",
        "do $$ begin end $$", "call x()", "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
    ])
    func `K19 a read lane refuses what would outlive its segment`(text: String) async throws {
        try await withDatabase { database, _ async throws in
            for lane in [ReadLane.shared, .exclusive] {
                let error = await database.failure(
                    [BoundStatement(Statement(text: text))], lane: lane, deadline: .seconds(5))
                guard case .protocolViolation? = error else { return #expect(Bool(false), "\(text): \(error as Any)") }
            }
        }
    }

    @Test func `reads can't write`() async throws {
        try await withDatabase { database, test async throws in
            try test.session().execute("CREATE TABLE thing (id int)")
            for lane in [ReadLane.shared, .exclusive] {
                let error = await database.failure("INSERT INTO thing VALUES (1)", lane: lane)
                #expect(error?.sqlState == "25006")
            }
        }
    }

    @Test func `several commands in one text are refused`() async throws {
        try await withDatabase { database, _ async throws in
            #expect(await database.failure("SELECT 1; SELECT 2")?.sqlState == "42601")
            #expect(try await database.one("SELECT 3").int4(0, 0) == 3)
        }
    }

    @Test func `an empty list of statements is an empty answer`() async throws {
        try await withDatabase { database, _ async throws in
            #expect(try await database.read([], deadline: .seconds(5)).isEmpty)
        }
    }

    @Test func `the wrong number of values is refused before anything is sent`() async throws {
        try await withDatabase { database, _ async throws in
            let statement = Statement(text: "SELECT $1", parameterTypes: [.int4])
            let error = await database.failure([BoundStatement(statement, [])], deadline: .seconds(5))
            #expect(error == .protocolViolation("a statement with 1 parameters got 0 values"))
        }
    }

    @Test func `K20 a NUL fails its request alone, in a text or in a value`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            #expect(await database.failure("SELECT \(.text("a\0b"))")?.sqlState == "22021")
            let cut = BoundStatement(Statement(text: "SELECT 1\0; DROP TABLE x"))
            let error = await database.failure([cut], deadline: .seconds(5))
            #expect(error == .protocolViolation("a statement's text contains a NUL"))
            #expect(try await database.one("SELECT \(.text("ab"))").text(0, 0) == "ab")
            #expect(database.statistics.connectionsLost == 0)
        }
    }

    @Test func `large answers and large parameters pass`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            let text = String(repeating: "é", count: 3_000_000)
            async let small = database.one("SELECT 1")
            let rows = try await database.all(["SELECT \(.text(text))", "SELECT g FROM generate_series(1, 200000) g"])
            #expect(rows[0].text(0, 0) == text)
            #expect(rows[1].rowCount == 200_000)
            #expect(rows[1].int4(199_999, 0) == 200_000)
            #expect(try await small.int4(0, 0) == 1)
        }
    }
}
