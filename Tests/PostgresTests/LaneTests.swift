import Postgres
import SQLText
import TestSupport
import Testing

@Suite struct LaneTests {
    @Test func `K19 point reads pass slow ones of the exclusive lane`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { _ = await database.failure("SELECT pg_sleep(60)", lane: .exclusive) }
                }
                #expect(try await eventually { database.statistics.inFlight > 0 })
                for number in Int32(0)..<500 {
                    #expect(try await database.one("SELECT \(.int4(number))").int4(0, 0) == number)
                }
                // All of them were answered while the slow ones were still at it.
                #expect(database.statistics.inFlight > 0)
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    @Test func `K19 an exclusive read is cancelled at its deadline, and its connection lives on`() async throws {
        try await withDatabase { database, _ async throws in
            let pid = try await database.one("SELECT pg_backend_pid()", lane: .exclusive).int4(0, 0)
            // On a busy machine the time can be over before it's sent, so it may take another try.
            let isCancelled = try await eventually {
                let error = await database.failure("SELECT pg_sleep(60)", lane: .exclusive, deadline: .milliseconds(50))
                #expect(error == .timeout)
                return database.statistics.cancels > 0
            }
            #expect(isCancelled)
            #expect(try await database.one("SELECT pg_backend_pid()", lane: .exclusive).int4(0, 0) == pid)
            #expect(database.statistics.lastLoss == nil)
        }
    }

    @Test func `K19 an exclusive read ends with its task`() async throws {
        try await withDatabase { database, _ async throws in
            let pid = try await database.one("SELECT pg_backend_pid()", lane: .exclusive).int4(0, 0)
            let reading = Task { await database.failure("SELECT pg_sleep(60)", lane: .exclusive) }
            #expect(try await eventually { database.statistics.inFlight == 1 })
            reading.cancel()
            #expect(await reading.value == .cancelled)
            #expect(try await database.one("SELECT pg_backend_pid()", lane: .exclusive).int4(0, 0) == pid)
        }
    }

    @Test func `K19 a cancel never hits the request that comes after it`() async throws {
        try await withDatabase { database, _ async throws in
            for round in Int32(0)..<60 {
                async let late = database.failure("SELECT pg_sleep(60)", lane: .exclusive, deadline: .milliseconds(2))
                async let next = database.one("SELECT \(.int4(round))", lane: .exclusive)
                #expect(try await next.int4(0, 0) == round)
                #expect(await late == .timeout)
            }
            #expect(database.statistics.lastLoss == nil)
        }
    }

    @Test func `K19 a shared read that is given up is never cancelled and harms no neighbour`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            async let slow = database.failure("SELECT pg_sleep(0.5)", deadline: .milliseconds(50))
            async let behind = database.one("SELECT \(.int4(1))")
            #expect(await slow == .timeout)
            #expect(try await behind.int4(0, 0) == 1)
            #expect(database.statistics.cancels == 0)
            #expect(database.statistics.connectionsLost == 0)
            #expect(database.statistics.timeouts == 1)
        }
    }

    @Test func `K19 a shared connection that a given-up read keeps busy is dropped, and its neighbours go elsewhere`()
        async throws
    {
        let change = { (configuration: inout DatabaseConfiguration) in
            configuration.sharedConnections = 1
            configuration.abandonGrace = .milliseconds(100)
        }
        try await withDatabase(change) { database, _ async throws in
            // On a busy machine the time can be over before the first one is sent, so it may take another try.
            let isDropped = try await eventually {
                async let slow = database.failure("SELECT pg_sleep(60)", deadline: .milliseconds(50))
                async let behind = database.one("SELECT \(.int4(1))").int4(0, 0)
                let answers = try await (slow, behind)
                #expect(answers == (.timeout, 1))
                return database.statistics.connectionsLost > 0
            }
            #expect(isDropped)
        }
    }

    @Test func `the database's own statement timeout counts as a timeout and fails that request alone`() async throws {
        try await withDatabase({ $0.sharedConnections = 1 }) { database, _ async throws in
            let error = await database.failure([
                "SELECT set_config('statement_timeout', '50', true)", "SELECT pg_sleep(60)",
            ])
            #expect(error == .timeout)
            #expect(try await database.one("SELECT pg_sleep(0.1)::text").rowCount == 1)
        }
    }

    @Test func `a full queue refuses with its reason`() async throws {
        let change = { (configuration: inout DatabaseConfiguration) in
            configuration.exclusiveConnections = 1
            configuration.queueLimit = 2
        }
        try await withDatabase(change) { database, _ async throws in
            try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        await database.failure("SELECT pg_sleep(60)", lane: .exclusive)
                    }
                }
                #expect(try await eventually { database.statistics.waiting == 2 })
                let error = await database.failure("SELECT 1", lane: .exclusive)
                let reason = "2 requests wait for a connection of the exclusive lane already"
                #expect(error == .unavailable(reason: reason))
                group.cancelAll()
                for try await error in group { #expect(error == .cancelled) }
            }
        }
    }

    @Test func `a request whose deadline passes while it waits is never sent`() async throws {
        try await withDatabase({ $0.exclusiveConnections = 1 }) { database, _ async throws in
            let slow = Task { await database.failure("SELECT pg_sleep(60)", lane: .exclusive) }
            #expect(try await eventually { database.statistics.inFlight == 1 })
            let error = await database.failure("SELECT 1", lane: .exclusive, deadline: .milliseconds(30))
            #expect(error == .timeout)
            #expect(try await eventually { database.statistics.inFlight == 1 && database.statistics.waiting == 0 })
            slow.cancel()
            _ = await slow.value
        }
    }

    @Test func `a deadline that has passed already answers without a round trip`() async throws {
        try await withDatabase { database, _ async throws in
            let before = database.statistics.roundTrips
            #expect(await database.failure("SELECT 1", deadline: .zero) == .timeout)
            #expect(database.statistics.roundTrips == before)
        }
    }
}
