import Foundation
import Postgres
import SQLText
import TestSupport
import Testing

/// Connections that die; what kills a whole server is in `ClusterTests`.
@Suite struct LossTests {
    @Test func `K19 reads lost with their connection are answered all the same`() async throws {
        try await withDatabase({ $0.sharedConnections = 2 }) { database, test async throws in
            let killer = try test.session(asAdministrator: true)
            let isOver = Shared(false)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { () async throws in
                        // Slow enough that some are under way at every kill; the name tells them from other tests'.
                        while !isOver.value {
                            #expect(try await database.one("SELECT 'lossy', pg_sleep(0.01)").rowCount == 1)
                        }
                    }
                }
                for _ in 0..<5 {
                    let before = database.statistics.connectionsLost
                    // Exactly one: a request is retried once, and mustn't meet two kills.
                    let isKilled = try await eventually {
                        try killer.run(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE query LIKE '%''lossy''%' AND pid <> pg_backend_pid() LIMIT 1
                            """
                        ).rowCount == 1
                    }
                    #expect(isKilled)
                    let isHealed = try await eventually {
                        database.statistics.connectionsLost > before && database.statistics.connections == 6
                    }
                    #expect(isHealed)
                    try await Task.sleep(for: .milliseconds(100))
                }
                isOver.change { $0 = true }
                try await group.waitForAll()
            }
            #expect(database.statistics.retries > 0)
        }
    }

    @Test func `K19 a transaction whose connection is lost is undone, never retried, and says so`() async throws {
        try await withDatabase({ $0.writeConnections = 1 }) { database, test async throws in
            try test.session().execute("CREATE TABLE lost (id int)")
            let runs = Shared(0)
            let error = await failure {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    runs.change { $0 += 1 }
                    try await transaction.one("INSERT INTO lost VALUES (1)")
                    try await transaction.one("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            guard case .unavailable? = error else { return #expect(Bool(false), "\(error as Any)") }
            #expect(runs.value == 1)
            #expect(try await database.one("SELECT count(*) FROM lost").int8(0, 0) == 0)
            try await database.transaction(deadline: .seconds(20)) { try await $0.one("INSERT INTO lost VALUES (2)") }
        }
    }

    @Test func `K15 a connection lost in COMMIT answers that the outcome is unknown`() async throws {
        // A database of its own: it looks for any COMMIT that is under way there.
        try await withDatabase({ $0.writeConnections = 1 }, in: TestDatabase.empty()) { database, test async throws in
            let session = try test.session(asAdministrator: true)
            try session.execute(
                """
                CREATE TABLE slow_commit (id int);
                ALTER TABLE slow_commit OWNER TO portico;
                CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON slow_commit DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION dawdle()
                """)
            let writing = Task<PostgresError?, Never> {
                await failure {
                    try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                        try await transaction.one("INSERT INTO slow_commit VALUES (1)")
                    }
                }
            }
            let isKilled = try await eventually {
                let rows = try session.run(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND query = 'COMMIT' AND state = 'active'
                    """)
                return rows.rowCount == 1
            }
            #expect(isKilled)
            #expect(await writing.value == .outcomeUnknown)
        }
    }

    @Test func `a COMMIT that doesn't come back in its time has an unknown outcome too`() async throws {
        let change = { (configuration: inout DatabaseConfiguration) in
            configuration.writeConnections = 1
            configuration.commitGrace = .milliseconds(100)
        }
        try await withDatabase(change) { database, test async throws in
            try test.session().execute(
                """
                CREATE TABLE slower_commit (id int);
                CREATE FUNCTION dawdle_more() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON slower_commit DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION dawdle_more()
                """)
            let error = await failure {
                try await database.transaction(deadline: .seconds(20)) { transaction -> Void in
                    try await transaction.one("INSERT INTO slower_commit VALUES (1)")
                }
            }
            #expect(error == .outcomeUnknown)
        }
    }

    @Test func `a database that can't be reached is said to be so, at the start and later`() async throws {
        var configuration = DatabaseConfiguration(connectionString: "host=/nowhere/at/all dbname=x")
        configuration.connectTimeout = .milliseconds(200)
        configuration.patience = .milliseconds(50)
        let database = try Database(configuration)
        let started = await failure { try await database.start() }
        guard case .unavailable(let reason)? = started else { return #expect(Bool(false), "\(started as Any)") }
        #expect(reason.contains("/nowhere/at/all"))
        let isRefused = try await eventually {
            guard case .unavailable(let reason)? = await database.failure("SELECT 1") else { return false }
            return reason.contains("/nowhere/at/all")
        }
        #expect(isRefused)
        await database.shutdown()
    }

    @Test func `a role that doesn't exist is told at the start`() async throws {
        let test = try common.get()
        let database = try Database(test.configuration(role: "nobody_at_all"))
        let error = await failure { try await database.start() }
        #expect(error == .unavailable(reason: "role \"nobody_at_all\" does not exist"))
        await database.shutdown()
    }

    @Test func `a wrong password is told at once`() async throws {
        let test = try common.get()
        let string = test.connectionString + " password='wrong'"
        let database = try Database(DatabaseConfiguration(connectionString: string))
        let error = await failure { try await database.start() }
        guard case .unavailable(let reason)? = error else { return #expect(Bool(false), "\(error as Any)") }
        #expect(reason.contains("password authentication failed"))
        await database.shutdown()
    }

    @Test func `after the shutdown everything is refused, and what was under way has ended`() async throws {
        let test = try common.get()
        let database = try Database(test.configuration(role: nil))
        try await database.start()
        // A lock keeps the read under way until the shutdown has begun.
        let holder = try test.session()
        try holder.execute("SELECT pg_advisory_lock(31)")
        async let slow = database.one("SELECT 7, pg_advisory_xact_lock(31)::text", lane: .exclusive)
        #expect(try await eventually { database.statistics.inFlight == 1 })
        async let first: Void = database.shutdown()
        async let second: Void = database.shutdown()
        let refused = PostgresError.unavailable(reason: "the server is shutting down")
        #expect(try await eventually { await database.failure("SELECT 1") == refused })
        try holder.execute("SELECT pg_advisory_unlock(31)")
        #expect(try await slow.int4(0, 0) == 7)
        _ = await (first, second)
        #expect(await database.failure("SELECT 1") == refused)
        #expect(database.statistics.connections == 0)
        await database.shutdown()
    }

    @Test func `a shutdown waits only so long`() async throws {
        let test = try common.get()
        let database = try Database(test.configuration(role: nil))
        try await database.start()
        let slow = Task { await database.failure("SELECT pg_sleep(60)") }
        let isUnderWay = try await eventually { database.statistics.inFlight == 1 }
        #expect(isUnderWay)
        await database.shutdown(within: .milliseconds(50))
        guard case .unavailable? = await slow.value else { return #expect(Bool(false), "it was answered") }
    }
}
