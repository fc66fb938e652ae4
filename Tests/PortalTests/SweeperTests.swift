import Postgres
import SQLText
import Testing

@testable import Portal

@Suite("What is over", .serialized) struct SweeperTests {
    /// A kind of row: how one that is so old is made, what tells of those that are there, and what is kept.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let made: @Sendable (_ name: String, _ age: String) -> String
        let names: SQLText<SQLValue>
        /// Ages with whether a row so old is kept.
        let ages: [(age: String, isKept: Bool)]
    }

    private static let kinds: [Kind] = [
        Kind(
            testDescription: "a session goes a month after it would have expired",
            made: { name, age in
                """
                INSERT INTO session (realm, user_id, token_hash, user_agent, expires_at, revoked_at)
                SELECT 'PARTNER', id, sha256('\(name)'), '\(name)', now() - interval '\(age)', now() FROM app_user
                WHERE email = 'wide@nordlys.test'
                """
            },
            names: "SELECT user_agent FROM session WHERE user_agent LIKE 'row %' ORDER BY 1",
            ages: [("-1 days", true), ("29 days", true), ("31 days", false), ("900 days", false)]),
        Kind(
            testDescription: "tries go a day after the last",
            made: { name, age in
                """
                INSERT INTO sign_in_attempt (realm, kind, key, tries, last_at)
                VALUES ('PARTNER', 'EMAIL', '\(name)', 3, now() - interval '\(age)')
                """
            },
            names: "SELECT convert_from(key, 'UTF8') FROM sign_in_attempt WHERE key LIKE 'row %' ORDER BY 1",
            ages: [("1 second", true), ("23 hours", true), ("25 hours", false)]),
        Kind(
            testDescription: "an answer goes when its key doesn't bring it back any more",
            made: { name, age in
                """
                INSERT INTO idempotency_record (principal_id, key, request_hash, expires_at)
                SELECT id, '\(name)', sha256('x'), now() - interval '\(age)' FROM app_user
                WHERE email = 'wide@nordlys.test'
                """
            },
            names: "SELECT key FROM idempotency_record WHERE key LIKE 'row %' ORDER BY 1",
            ages: [("-1 minutes", true), ("1 minute", false)]),
        Kind(
            testDescription: "an event goes a month after it",
            made: { name, age in event(name, age) },
            names: "SELECT payload ->> 'name' FROM outbox_event WHERE payload ->> 'name' LIKE 'row %' ORDER BY 1",
            ages: [("0 days", true), ("29 days", true), ("31 days", false)]),
    ]

    private static func event(_ name: String, _ age: String) -> String {
        """
        INSERT INTO outbox_event (topic, subject_type, subject_id, occurred_at, payload)
        VALUES ('test.happened', 'test', uuidv7(), now() - interval '\(age)',
            jsonb_build_object('name', '\(name)'))
        """
    }

    /// Has everybody read what there is.
    private static let read = """
        UPDATE outbox_reader SET transaction = pg_current_xact_id(), event_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
        """

    @Test("it goes after a while, and what isn't over stays", arguments: kinds)
    func goes(kind: Kind) async throws {
        try await World.with { it in
            for (index, (age, _)) in kind.ages.enumerated() { try it.execute(kind.made("row \(index)", age)) }
            try it.execute(Self.read)
            let all = try it.look(kind.names)
            #expect(all.count == kind.ages.count)
            let swept = try await Sweeper(it.database).sweep()
            let kept = zip(all, kind.ages).filter(\.1.isKept).map(\.0)
            #expect(try it.look(kind.names) == kept)
            #expect(swept >= all.count - kept.count)
            #expect(try await Sweeper(it.database).sweep() == 0)
        }
    }

    @Test("an event stays until the last reader has read it")
    func unread() async throws {
        try await World.with { it in
            try it.execute(Self.read)
            try it.execute(
                "INSERT INTO outbox_reader (name, transaction, event_id) SELECT 'late', transaction, event_id FROM outbox_reader LIMIT 1"
            )
            try it.execute(Self.event("row 1", "90 days"))
            let names: SQLText<SQLValue> = "SELECT 'there' FROM outbox_event WHERE payload ->> 'name' = 'row 1'"
            try it.execute(Self.read + " WHERE name <> 'late'")
            try await Sweeper(it.database).sweep()
            #expect(try it.look(names) == ["there"])
            try it.execute(Self.read)
            try await Sweeper(it.database).sweep()
            #expect(try it.look(names) == [])
        }
    }

    @Test("more than a batch goes in one sweep, by several servers at once")
    func many() async throws {
        try await World.with { it in
            let count = Int(Sweeper.batch) * 2 + 10
            try it.execute(
                """
                INSERT INTO sign_in_attempt (realm, kind, key, tries, last_at)
                SELECT 'PARTNER', 'EMAIL', sha256(n::text::bytea), 1, now() - interval '2 days'
                FROM generate_series(1, \(count)) n
                """)
            async let one = Sweeper(it.database).sweep()
            async let other = Sweeper(it.database).sweep()
            #expect(try await one + other >= count)
            #expect(try it.look("SELECT 'left' FROM sign_in_attempt WHERE last_at < now() - interval '1 day'") == [])
        }
    }
}
