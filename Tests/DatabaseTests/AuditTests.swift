import Portal
import Postgres
import SQLText
import TestSupport
import Testing

/// The journal's chain: how it is made, and what it takes to break it.
@Suite("K13 Invariant 17 The journal is sealed in a chain", .serialized) struct AuditTests {
    let world: World
    let session: DirectSession

    init() throws {
        world = try World()
        session = try world.administrator()
        for number in 1...6 {
            try write("alfa", number)
            if number % 2 == 0 { try write("beta", number) }
        }
        try session.run("SELECT audit_seal(100)")
    }

    private func write(_ organization: String, _ number: Int) throws {
        try session.execute(
            """
            select audit_write('\(World.id(organization))', 'PARTNER', '\(World.id(organization + ".admin"))', 'Admin',
                '192.0.2.1', 'r\(number)', 'customer.updated', 'customer', uuidv7(), 'Name', 'phone', '\(number)')
            """)
    }

    private func places(_ organization: String) throws -> [Int64] {
        let rows = try session.run(
            """
            SELECT seq FROM audit_event WHERE organization_id = \(.uuid(World.id(organization)))
            ORDER BY occurred_at, id
            """)
        return (0..<rows.rowCount).compactMap { rows.int8($0, 0) }
    }

    /// Where the chains broke: `alfa` at 3 because it is missing.
    private func faults() throws -> [String] {
        try AuditCheck(try world.database.session()).chains().compactMap { chain in
            chain.fault.map { "\(chain.organization ?? "none") \($0.seq) \($0.kind.rawValue)" }
        }
    }

    @Test("Each organization has a chain of its own without gaps, and what belongs to none another")
    func gapless() throws {
        #expect(try places("alfa") == Array(1...7))
        #expect(try places("beta") == Array(1...4))
        let chains = try AuditCheck(try world.database.session()).chains()
        #expect(chains.map(\.organization) == ["alfa", "beta", nil])
        #expect(chains.map(\.sealed) == [7, 4, 1])
        #expect(chains.allSatisfy { $0.fault == nil && $0.waiting == 0 && $0.erased == 0 })
        #expect(Set(chains.compactMap(\.hash)).count == 3)
    }

    @Test("What comes later waits, and goes on where the chain ended")
    func waiting() throws {
        try write("alfa", 7)
        #expect(try AuditCheck(try world.database.session()).chains().map(\.waiting) == [1, 0, 0])
        #expect(try session.run("SELECT audit_seal(100)").int4(0, 0) == 1)
        #expect(try session.run("SELECT audit_seal(100)").int4(0, 0) == 0)
        #expect(try places("alfa") == Array(1...8))
        #expect(try faults() == [])
    }

    private static func alfa(_ seq: Int) -> String { "organization_id = '\(World.id("alfa"))' and seq = \(seq)" }

    @Test(
        "D4-33 Whoever gets past every other wall still breaks the chain, and it says where",
        arguments: [
            ("update audit_event set action = 'customer.deleted' where \(alfa(3))", "alfa 3 CHANGED"),
            ("update audit_event set occurred_at = occurred_at - interval '1 us' where \(alfa(3))", "alfa 3 CHANGED"),
            ("update audit_event set actor_id = null where \(alfa(7))", "alfa 7 CHANGED"),
            ("update audit_event set hash = repeat('0', 64) where \(alfa(2))", "alfa 2 CHANGED"),
            ("update audit_event set digest = null where \(alfa(2))", "alfa 2 CHANGED"),
            ("delete from audit_event where \(alfa(4))", "alfa 4 MISSING"),
            ("delete from audit_event where \(alfa(1))", "alfa 1 MISSING"),
            ("delete from audit_event where \(alfa(7))", "alfa 7 CUT"),
            (
                "delete from audit_event where \(alfa(4)); update audit_event set seq = seq + 100 where seq > 4 "
                    + "and organization_id = '\(World.id("alfa"))'; "
                    + "update audit_event set seq = seq - 101 where seq > 100",
                "alfa 4 CHANGED"
            ),
            (
                "update audit_event set seq = 90 where \(alfa(2)); update audit_event set seq = 2 where \(alfa(5)); "
                    + "update audit_event set seq = 5 where \(alfa(90))", "alfa 2 CHANGED"
            ),
            (
                "update audit_change set after = '9' where event_id = (select id from audit_event where \(alfa(5)))",
                "alfa 5 DETAIL"
            ),
            (
                "update audit_detail set actor_label = 'x' where event_id = "
                    + "(select id from audit_event where \(alfa(6)))", "alfa 6 DETAIL"
            ),
            (
                "delete from audit_change where event_id = (select id from audit_event where \(alfa(6)))",
                "alfa 6 DETAIL"
            ),
            ("update audit_event set organization_id = '\(World.id("beta"))', seq = 5 where \(alfa(7))", "alfa 7 CUT"),
        ])
    func broken(script: String, fault: String) throws {
        #expect(try faults() == [])
        // Of the triggers and foreign keys nothing is left in such a session.
        try session.execute("set session_replication_role = replica; \(script)")
        #expect(try faults().first == fault)
    }

    @Test("What is personal can be erased without breaking anything")
    func erased() throws {
        try session.execute(
            "delete from audit_detail where event_id in (select id from audit_event where seq in (2, 3))")
        let chains = try AuditCheck(try world.database.session()).chains()
        #expect(chains.allSatisfy { $0.fault == nil })
        #expect(chains.map(\.erased) == [2, 2, 0])
    }

    @Test(
        "What is written is written, and what is sealed gets nothing more, whoever asks",
        arguments: [
            "update audit_event set action = 'x.y'", "update audit_event set seq = 99 where seq = 1",
            "update audit_event set hash = repeat('0', 64)", "delete from audit_event",
            "update audit_detail set ip = null", "update audit_change set after = null",
            "insert into audit_change (event_id, field) select id, 'late' from audit_event limit 1",
            "delete from audit_detail; insert into audit_detail (event_id) select id from audit_event",
        ])
    func written(script: String) throws {
        #expect(try session.refusal(of: script) == "PO005")
    }

    @Test("Only the seal is added to an event, nothing else beside it")
    func sealOnly() throws {
        try write("alfa", 8)
        let seal = "update audit_event set seq = 8, hash = repeat('0', 64)"
        #expect(try session.refusal(of: "\(seal), action = 'x.y' where seq is null") == "PO005")
        #expect(try session.refusal(of: "update audit_event set request_id = 'x' where seq is null") == "PO005")
        #expect(try session.refusal(of: "\(seal) where seq is null") == nil)
    }

    @Test(
        "Invariant 18 No secret stands in the journal, nor the hash of one",
        arguments: ["password_hash", "token", "secret", "key_hash"])
    func secrets(field: String) throws {
        try write("alfa", 9)
        func insert(_ value: String) -> String {
            """
            insert into audit_change (event_id, field, after)
            select id, '\(field)', '\(value)' from audit_event where seq is null
            """
        }
        #expect(try session.refusal(of: insert("hunter2")) == "23514")
        #expect(try session.refusal(of: insert("***")) == nil)
    }

    @Test("Sealers on many servers take turns: no place is given twice or left out, and the chain holds")
    func race() async throws {
        let world = world
        for number in 10..<210 { try write(number % 3 == 0 ? "beta" : "alfa", number) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await onThread {
                        let sealer = try DirectSession(world.database.connectionString, role: "portico_app")
                        for _ in 0..<60 { try sealer.run("SELECT audit_seal(7)") }
                    }
                }
            }
            try await group.waitForAll()
        }
        try session.run("SELECT audit_seal(1000)")
        #expect(try places("alfa").sorted() == Array(1...Int64(7 + 134)))
        #expect(try places("beta").sorted() == Array(1...Int64(4 + 66)))
        #expect(try faults() == [])
    }

    @Test("K10 Ids of several types stand in the journal as clients see them")
    func ids() throws {
        let id = World.id("alfa.c1")
        let bytes = [6] + id.bytes
        let text = try session.run("SELECT global_id(6, \(.uuid(id)))").text(0, 0)
        #expect(text?.count == 23)
        let padded = (text ?? "").map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 } + "="
        #expect(try session.run("SELECT decode(\(.text(String(padded))), 'base64')").bytea(0, 0) == bytes)
    }
}
