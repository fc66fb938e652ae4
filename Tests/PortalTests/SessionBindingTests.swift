import Access
import Execution
import GraphQLSchema
import Postgres
import SQLText
import TestSupport
import Testing

@testable import Cryptography
@testable import Portal

@Suite("Where a session holds", .serialized) struct SessionBindingTests {
    typealias Verdict = SessionBinding.Verdict

    /// Where it was begun, where it is used, and what then becomes of it: strict, prefix, log and off.
    private static let places: [(start: String, now: String, verdicts: [Verdict])] = [
        ("192.0.2.7", "192.0.2.7", [.welcome, .welcome, .welcome, .welcome]),
        ("192.0.2.7", "::ffff:192.0.2.7", [.welcome, .welcome, .welcome, .welcome]),
        ("192.0.2.7", "192.0.2.200", [.refused, .welcome, .welcome, .welcome]),
        ("192.0.2.7", "192.0.3.7", [.refused, .refused, .noticed, .welcome]),
        ("192.0.2.7", "2001:db8::7", [.refused, .refused, .noticed, .welcome]),
        ("2001:db8:0:1::7", "2001:DB8:0:1:0:0:0:7", [.welcome, .welcome, .welcome, .welcome]),
        ("2001:db8:0:1::7", "2001:db8:0:1:ffff::1", [.refused, .welcome, .welcome, .welcome]),
        ("2001:db8:0:1::7", "2001:db8:0:2::7", [.refused, .refused, .noticed, .welcome]),
        // Inside the first 64 bits, and yet of version 4.
        ("192.0.2.7", "198.51.100.7", [.refused, .refused, .noticed, .welcome]),
        ("192.0.2.7", "::1", [.refused, .refused, .noticed, .welcome]),
        ("0.0.0.0", "0.0.0.0", [.welcome, .welcome, .welcome, .welcome]),
        ("192.0.2.7", "nowhere", [.refused, .refused, .noticed, .welcome]),
    ]

    @Test("D0-26 G-15 a browser's session holds as far as the setting says", arguments: places)
    func browsers(start: String, now: String, verdicts: [Verdict]) {
        let found = SessionBinding.allCases.map { $0.verdict(begunFrom: start, now: now, isBearer: false) }
        #expect(found == verdicts, "\(start) and \(now)")
    }

    @Test("D0-26 a program's session holds at one address, whatever the setting", arguments: SessionBinding.allCases)
    func programs(binding: SessionBinding) {
        for place in Self.places {
            let expected = Self.places.isEmpty ? .welcome : place.verdicts[0]
            #expect(binding.verdict(begunFrom: place.start, now: place.now, isBearer: true) == expected, "\(place)")
        }
    }

    private static let people: [(email: String, realm: String?, portal: String?)] = [
        ("wide@nordlys.test", nil, nil), ("admin@nordlys.test", nil, nil), ("operator@portico.test", "OPERATOR", nil),
        ("admin@fjord.test", nil, "fjord"),
    ]

    private func token(
        _ it: World, _ email: String, _ realm: String? = nil, _ portal: String? = nil, from address: String
    ) async throws -> String {
        let told = try await it.signIn(email, realm: realm, portal: portal, from: address)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    /// Demonstration accounts sign in from this machine alone.
    private let home = "127.0.0.1"

    private func isIn(
        _ it: World, _ token: String, from address: String, isBrowser: Bool = true
    ) async throws -> Bool {
        let told = try await it.ask("{ viewer { name } }", as: token, from: address, isBrowser: isBrowser)
        return told.answer.outcome == .data
    }

    /// What the journal says of sessions used from elsewhere, once there is as much of it.
    private func journal(_ it: World, count: Int) async throws -> [String] {
        for _ in 0..<100 {
            let lines = try it.look(Self.written)
            if lines.count >= count { return lines }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try it.look(Self.written)
    }

    /// As another server of the same database would.
    private func notice(_ it: World, _ token: String) async throws {
        let statement = Statement(
            text: "SELECT session_elsewhere($1, '192.0.2.9', false, 'other')", parameterTypes: [.bytea])
        let hash = sha256(Array(token.utf8))
        _ = try await it.database.transaction(deadline: .seconds(5)) { transaction in
            try await transaction.run([BoundStatement(statement, [.bytea(hash)])])
        }
    }

    private static let written: SQLText<SQLValue> = """
        SELECT concat_ws(' ', e.action, d.ip, c.after) FROM audit_event e JOIN audit_detail d ON d.event_id = e.id
        LEFT JOIN audit_change c ON c.event_id = e.id WHERE e.target_type = 'session'
            AND (e.action = 'session.elsewhere' OR e.action = 'session.refused') ORDER BY e.id
        """

    @Test("D0-26 the same secret from another network is refused, and lives on in its own", arguments: people)
    func refuses(email: String, realm: String?, portal: String?) async throws {
        try await World.with { it in
            let token = try await token(it, email, realm, portal, from: home)
            let told = try await it.ask("{ viewer { name } }", as: token, from: "192.0.2.7", isBrowser: true)
            #expect(told.answer.outcome == .credentialRefused)
            #expect(told.text.contains("ANOTHER_NETWORK") && told.text.contains("another network"), "\(told.text)")
            #expect(!told.text.contains("name"), "\(told.text)")
            #expect(try await isIn(it, token, from: "127.0.0.200"))
            #expect(try await !isIn(it, token, from: "127.0.0.200", isBrowser: false))
            #expect(try await isIn(it, token, from: home, isBrowser: false))
            #expect(try await journal(it, count: 1) == ["session.refused 192.0.2.7 ANOTHER_NETWORK"])
        }
    }

    @Test("D0-26 a key is begun nowhere, and works from every address")
    func keys() async throws {
        try await World.with(binding: .strict) { it in
            try it.execute("UPDATE api_key_secret SET secret_hash = sha256(('key ' || key_id::text)::bytea)")
            let key = try #require(
                try it.look("SELECT k.id::text FROM api_key k WHERE api_key_state(k) = 'ACTIVE' LIMIT 1").first)
            for address in ["127.0.0.1", "192.0.2.7", "2001:db8::7"] {
                #expect(try await isIn(it, "key \(key)", from: address, isBrowser: false), "\(address)")
            }
        }
    }

    @Test("D0-26 nothing is changed by a secret from another network")
    func changesNothing() async throws {
        try await World.with { it in
            let token = try await token(it, "wide@nordlys.test", from: home)
            let told = try await it.ask(
                "mutation { updateProfile(input: {name: \"Thief\"}) { userErrors { code } } }", as: token,
                from: "192.0.2.7", isBrowser: true)
            #expect(told.answer.outcome == .credentialRefused)
            #expect(try it.look("SELECT name FROM app_user WHERE name = 'Thief'").isEmpty)
        }
    }

    @Test("G-15 under log a session holds anywhere, and the journal has it once an hour")
    func logs() async throws {
        try await World.with(binding: .log) { it in
            let token = try await token(it, "wide@nordlys.test", from: home)
            #expect(try await isIn(it, token, from: "192.0.2.7"))
            #expect(try await journal(it, count: 1) == ["session.elsewhere 192.0.2.7"])
            for _ in 0..<3 { try await notice(it, token) }
            #expect(try it.look(Self.written).count == 1)
            try it.execute("UPDATE session SET elsewhere_at = now() - interval '61 minutes'")
            try await notice(it, token)
            #expect(try it.look(Self.written) == ["session.elsewhere 192.0.2.7", "session.elsewhere 192.0.2.9"])
        }
    }

    @Test("G-15 under off nothing is held and nothing written")
    func off() async throws {
        try await World.with(binding: .off) { it in
            let token = try await token(it, "wide@nordlys.test", from: home)
            #expect(try await isIn(it, token, from: "192.0.2.7"))
            #expect(try await !isIn(it, token, from: "192.0.2.7", isBrowser: false))
            #expect(try await journal(it, count: 1) == ["session.refused 192.0.2.7 ANOTHER_NETWORK"])
        }
    }
}
