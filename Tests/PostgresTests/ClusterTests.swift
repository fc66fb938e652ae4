import Foundation
import SQLText
import Synchronization
import TestSupport
import Testing

@testable import Postgres

/// Clusters of their own, one after the other: each of these tests kills something.
@Suite(.serialized) struct ClusterTests {
    /// A cluster in a folder of its own, gone after the body.
    private func withCluster(
        isDurable: Bool = false,
        _ body: (ClusterConfiguration, PrivateCluster, Shared<[ClusterEvent]>) async throws -> Void
    ) async throws {
        let home = "/tmp/portico-own-\(UInt32.random(in: 0 ... .max))"
        var configuration = ClusterConfiguration(home: home, socketFolder: home + "/s")
        configuration.isDurable = isDurable
        defer { try? FileManager.default.removeItem(atPath: home) }
        let events = Shared<[ClusterEvent]>([])
        let cluster = try await PrivateCluster.open(configuration) { event in events.change { $0.append(event) } }
        do {
            try await body(configuration, cluster, events)
        } catch {
            await cluster.stop()
            throw error
        }
        await cluster.stop()
    }

    @Test func `a new cluster has UTF-8, ICU, checksums, fsync, scram and no network`() async throws {
        try await withCluster(isDurable: true) { configuration, cluster, _ async throws in
            let session = try DirectSession(cluster.connectionString)
            let rows = try session.run(
                """
                SELECT pg_encoding_to_char(encoding)::text, datlocprovider::text, daticulocale::text,
                    current_setting('data_checksums'), current_setting('fsync'), current_setting('listen_addresses'),
                    current_setting('password_encryption'), current_user::text,
                    (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                FROM pg_database WHERE datname = current_database()
                """)
            let texts = (0..<8).map { rows.text(0, $0) }
            #expect(texts == ["UTF8", "i", "und", "on", "on", "", "scram-sha-256", "portico"])
            #expect(rows.bool(0, 8) == false)
            var info = stat()
            #expect(stat(configuration.socketFolder, &info) == 0 && info.st_mode & 0o077 == 0)
            #expect(stat(configuration.passwordFile, &info) == 0 && info.st_mode & 0o077 == 0)
            #expect(stat("/proc/\(cluster.process ?? 0)", &info) == 0 && info.st_uid != 0)
        }
    }

    @Test func `without the password nobody comes in`() async throws {
        try await withCluster { configuration, _, _ async throws in
            let error = #expect(throws: PostgresError.self) {
                try DirectSession("host=\(configuration.socketFolder) user=portico_admin dbname=postgres password=x")
            }
            #expect(error?.debugDescription.contains("password authentication failed") == true)
        }
    }

    @Test func `a second server is refused, and the first one doesn't mind`() async throws {
        try await withCluster { configuration, cluster, _ async throws in
            await #expect(throws: ClusterError.locked(configuration.home)) {
                _ = try await PrivateCluster.open(configuration)
            }
            #expect(try DirectSession(cluster.connectionString).run("SELECT 1").int4(0, 0) == 1)
        }
    }

    @Test func `stopped and opened again it has its data`() async throws {
        try await withCluster { configuration, cluster, events async throws in
            try DirectSession(cluster.connectionString).execute(
                "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)")
            await cluster.stop()
            #expect(events.value.last == .stopped)
            #expect(cluster.process == nil)
            let again = try await PrivateCluster.open(configuration)
            #expect(try DirectSession(again.connectionString).run("SELECT id FROM kept").int4(0, 0) == 7)
            await again.stop()
        }
    }

    @Test func `a server that a killed predecessor left behind is recovered with its data`() async throws {
        try await withCluster { configuration, cluster, _ async throws in
            try DirectSession(cluster.connectionString).execute(
                "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)")
            await cluster.stop()
            let folders = try ClusterFolders(configuration)
            try folders.makeSocketFolder()
            let programs = try PostgresPrograms.find(nil)
            let log = try folders.openLog()
            defer { close(log) }
            let orphan = try Child.start(
                programs.postgres, ["-D", configuration.dataFolder] + configuration.settings.flatMap { ["-c", $0] },
                as: folders.user, output: log, diesWithThread: false)
            let postmaster = Postmaster(process: orphan.process)
            #expect(try await eventually { postmaster.isReady(in: configuration.dataFolder) })
            let events = Shared<[ClusterEvent]>([])
            let again = try await PrivateCluster.open(configuration) { event in
                events.change { $0.append(event) }
                // The orphan here is our own child, and only we can take it off the system's list.
                if case .recovering = event { _ = startThread { while !orphan.hasEnded() { usleep(1000) } } }
            }
            #expect(events.value.first == .recovering(process: orphan.process))
            #expect(try DirectSession(again.connectionString).run("SELECT id FROM kept").int4(0, 0) == 7)
            await again.stop()
        }
    }

    @Test func `what a killed initdb left behind is made anew`() async throws {
        let home = "/tmp/portico-own-\(UInt32.random(in: 0 ... .max))"
        let configuration = ClusterConfiguration(home: home, socketFolder: home + "/s")
        defer { try? FileManager.default.removeItem(atPath: home) }
        let folders = try ClusterFolders(configuration)
        try folders.makeHome()
        try folders.makePrivateFolder(configuration.dataFolder + ".new")
        try "half".write(toFile: configuration.dataFolder + ".new/PG_VERSION", atomically: false, encoding: .utf8)
        let cluster = try await PrivateCluster.open(configuration)
        #expect(try DirectSession(cluster.connectionString).run("SELECT 1").int4(0, 0) == 1)
        await cluster.stop()
    }

    @Test func `a folder that somebody else prepared is refused`() async throws {
        let home = "/tmp/portico-own-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: home + "/s", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
        chmod(home + "/s", 0o777)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let error = await #expect(throws: ClusterError.self) {
            _ = try await PrivateCluster.open(ClusterConfiguration(home: home, socketFolder: home + "/s"))
        }
        #expect(error?.description.contains("it exists, and isn't a folder that only user") == true)
    }

    @Test(arguments: [false, true])
    func `killed under load it comes back, and every acknowledged write is there`(killsBackend: Bool) async throws {
        try await withCluster { _, cluster, events async throws in
            let session = try DirectSession(cluster.connectionString)
            try session.execute("CREATE TABLE written (id int8 PRIMARY KEY)")
            let database = try Database(DatabaseConfiguration(connectionString: cluster.connectionString))
            try await database.start()
            let load = Load(database)
            let running = Task { await load.run() }
            for round in 0..<2 {
                let wanted = load.acknowledged.value.count + 200
                #expect(try await eventually { load.acknowledged.value.count >= wanted })
                let victim = killsBackend ? try Self.backend(of: cluster) : cluster.process
                guard let victim, victim > 1 else { return #expect(Bool(false), "nobody to kill") }
                #expect(kill(victim, SIGKILL) == 0)
                if !killsBackend { #expect(try await eventually { cluster.restarts == round + 1 }) }
            }
            let wanted = load.acknowledged.value.count + 200
            #expect(try await eventually { load.acknowledged.value.count >= wanted })
            load.isOver.change { $0 = true }
            await running.value
            try load.check(DirectSession(cluster.connectionString))
            if !killsBackend {
                let deaths = events.value.count { if case .died = $0 { true } else { false } }
                #expect(deaths == 2)
            }
            await database.shutdown()
        }
    }

    private static func backend(of cluster: PrivateCluster) throws -> Int32? {
        try DirectSession(cluster.administratorConnectionString()).run(
            "SELECT pid FROM pg_stat_activity WHERE usename = 'portico' AND backend_type = 'client backend' LIMIT 1"
        ).int4(0, 0)
    }
}

/// Readers and writers that go on whatever happens, and remember what they were told.
private final class Load: Sendable {
    let database: Database
    let isOver = Shared(false)
    let acknowledged = Shared<Set<Int64>>([])
    let refused = Shared<Set<Int64>>([])
    let strange = Shared<[String]>([])
    private let next = Mutex(Int64(0))

    init(_ database: Database) {
        self.database = database
    }

    func run() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { await self.write() }
                group.addTask { await self.read() }
            }
        }
    }

    private func write() async {
        while !isOver.value {
            let id = next.withLock { next in
                next += 1
                return next
            }
            do {
                try await database.transaction(deadline: .seconds(20)) {
                    try await $0.one("INSERT INTO written VALUES (\(.int8(id)))")
                }
                acknowledged.change { $0.insert(id) }
            } catch PostgresError.outcomeUnknown {
                continue
            } catch PostgresError.unavailable {
                refused.change { $0.insert(id) }
            } catch {
                strange.change { $0.append(String(reflecting: error)) }
            }
        }
    }

    private func read() async {
        while !isOver.value {
            switch await database.failure("SELECT count(*) FROM written") {
            case nil, .unavailable: continue
            case let error?: strange.change { $0.append(String(reflecting: error)) }
            }
        }
    }

    /// What was acknowledged is there, what was refused isn't, and nobody was told anything else.
    func check(_ session: DirectSession) throws {
        let rows = try session.run("SELECT id FROM written")
        let there = Set((0..<rows.rowCount).compactMap { rows.int8($0, 0) })
        #expect(acknowledged.value.subtracting(there).isEmpty)
        #expect(refused.value.intersection(there).isEmpty)
        #expect(strange.value == [])
    }
}
