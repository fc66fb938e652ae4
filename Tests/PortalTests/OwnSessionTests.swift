import Access
import Execution
import GraphQLSchema
import Postgres
import SQLText
import TestSupport
import Testing

@testable import Cryptography
@testable import Portal

@Suite("One's own sessions", .serialized) struct OwnSessionTests {
    /// Somebody of each side: the e-mail, the realm and the portal.
    private static let people: [(email: String, realm: String?, portal: String?)] = [
        ("wide@nordlys.test", nil, nil), ("admin@nordlys.test", nil, nil), ("marketing@nordlys.test", nil, nil),
        ("operator@portico.test", "OPERATOR", nil), ("admin@fjord.test", nil, "fjord"),
        ("user@fjord.test", nil, "fjord"),
    ]

    private static let written: SQLText<SQLValue> =
        "SELECT id::text FROM audit_event WHERE action = 'session.revoked' AND request_id = 'test-request'"

    private func token(_ it: World, _ email: String, _ realm: String? = nil, _ portal: String? = nil) async throws
        -> String
    {
        let told = try await it.signIn(email, realm: realm, portal: portal)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    private static let list = """
        { viewer { session { id address userAgent revokedAt } } sessions { totalCount nodes { id } } }
        """

    private func current(_ it: World, _ token: String) async throws -> JSONValue {
        try #require(await it.ask(Self.list, as: token)["viewer", "session", "id"])
    }

    private func revoke(_ it: World, _ id: JSONValue, as token: String) async throws -> Told {
        try await it.ask(
            """
            mutation ($id: ID!) {
              revokeSession(input: {id: $id}) { session { id revokedAt } userErrors { code message } } }
            """, ["id": id], as: token)
    }

    private func isIn(_ it: World, _ token: String) async throws -> Bool {
        try await it.ask("{ viewer { name } }", as: token).answer.outcome != .credentialRefused
    }

    @Test(
        "everybody sees the own sessions with where they came from, which of them asks, and nobody else's",
        arguments: people)
    func lists(email: String, realm: String?, portal: String?) async throws {
        try await World.with { it in
            _ = try await token(it, "user@nordlys.test")
            let (one, other) = (try await token(it, email, realm, portal), try await token(it, email, realm, portal))
            let told = try await it.ask(Self.list, as: one)
            #expect(told["sessions", "totalCount"] == .int(2), "\(told.text)")
            #expect(told["viewer", "session", "address"] == .string("127.0.0.1"))
            #expect(told["viewer", "session", "userAgent"] == .string("test"))
            #expect(told["viewer", "session", "id"] == told["sessions", "nodes", 1, "id"], "the newest comes first")
            #expect(try await current(it, other) == told["sessions", "nodes", 0, "id"])
        }
    }

    @Test("one that is revoked is out with its next request, once, and it is written down", arguments: people)
    func revokes(email: String, realm: String?, portal: String?) async throws {
        try await World.with { it in
            let (one, other) = (try await token(it, email, realm, portal), try await token(it, email, realm, portal))
            #expect(try await isIn(it, other))
            let id = try await current(it, other)
            let told = try await revoke(it, id, as: one)
            #expect(told["revokeSession", "session", "id"] == id, "\(told.text)")
            #expect(told["revokeSession", "session", "revokedAt"] != .null)
            #expect(try await isIn(it, other) == false)
            #expect(try await isIn(it, one))
            let again = try await revoke(it, id, as: one)
            #expect(again["revokeSession", "session"] == told["revokeSession", "session"])
            #expect(
                try it.look(
                    """
                    SELECT d.actor_label || ' ' || s.realm || ' ' || host(s.ip) FROM audit_event e
                    JOIN audit_detail d ON d.event_id = e.id JOIN session s ON s.id = e.target_id
                    WHERE e.action = 'session.revoked' AND e.actor_id = s.person_id AND d.ip = '127.0.0.1'
                    """
                ).count == 1)
            #expect(try await it.ask(Self.list, as: one)["sessions", "totalCount"] == .int(1))
        }
    }

    @Test("nobody ends what isn't theirs, the session that asks, or by an id of something else")
    func refusals() async throws {
        try await World.with { it in
            let (admin, user) = (try await token(it, "admin@nordlys.test"), try await token(it, "wide@nordlys.test"))
            let id = try await current(it, user)
            #expect(try await revoke(it, id, as: admin).userError("revokeSession") == "NOT_FOUND")
            let own = try await revoke(it, id, as: user)
            #expect(own.userError("revokeSession") == "CONFLICT" && own.text.contains("sign out"))
            let person = try #require(await it.ask("{ viewer { user { id } } }", as: user)["viewer", "user", "id"])
            for wrong in [person, "x", ""] {
                #expect(try await revoke(it, wrong, as: user).userError("revokeSession") == "NOT_FOUND")
            }
            let hidden = try await it.ask(
                "query ($id: ID!) { session(id: $id) { id } node(id: $id) { id } }", ["id": id], as: admin)
            #expect(hidden["session"] == .null && hidden["node"] == .null, "\(hidden.text)")
            #expect(try await isIn(it, user))
        }
    }

    @Test("all others end at once, the person's alone, and the one that asks stays")
    func others() async throws {
        try await World.with { it in
            let stranger = try await token(it, "user@nordlys.test")
            var tokens: [String] = []
            for _ in 0..<4 { tokens.append(try await token(it, "wide@nordlys.test")) }
            let document = "mutation { revokeOtherSessions { revokedCount userErrors { code } } }"
            for expected in [3, 0] as [Int64] {
                let told = try await it.ask(document, as: tokens[2])
                #expect(told["revokeOtherSessions", "revokedCount"] == .int(expected), "\(told.text)")
            }
            for (index, token) in tokens.enumerated() { #expect(try await isIn(it, token) == (index == 2)) }
            #expect(try await isIn(it, stranger))
            #expect(try it.look(Self.written).count == 3)
        }
    }

    @Test("of several that end one another at the same time one is left")
    func race() async throws {
        try await World.with { it in
            for _ in 0..<rounds(20) {
                var tokens: [String] = []
                for _ in 0..<4 { tokens.append(try await token(it, "wide@nordlys.test")) }
                let document = "mutation { revokeOtherSessions { revokedCount userErrors { code } } }"
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for token in tokens {
                        group.addTask {
                            let told = try await it.ask(document, as: token)
                            let isOut = told.answer.outcome == .credentialRefused
                            #expect(isOut || told["revokeOtherSessions", "userErrors"] == .array([]), "\(told.text)")
                        }
                    }
                    try await group.waitForAll()
                }
                let live = try it.look(
                    """
                    SELECT s.id::text FROM session s JOIN app_user u ON u.id = s.user_id
                    WHERE u.email = 'wide@nordlys.test' AND s.revoked_at IS NULL
                    """)
                #expect(live.count == 1)
                try it.execute("DELETE FROM sign_in_attempt")
            }
        }
    }

    @Test("when a session was used last is noted every ten minutes, of one that lives")
    func use() async throws {
        try await World.with { it in
            let token = try await token(it, "wide@nordlys.test")
            let hash = sha256(Array(token.utf8))
            func age() throws -> String? {
                try it.look(
                    "SELECT (now() - last_used_at > '5 minutes')::text FROM session WHERE token_hash = \(.bytea(hash))"
                )
                .first
            }
            let use = BoundStatement(
                Statement(text: "SELECT session_use($1)", parameterTypes: [.bytea]), [.bytea(hash)])
            func note() async throws {
                _ = try await it.database.transaction(deadline: .seconds(5)) { try await $0.run([use]) }
            }
            for (minutes, isNoted, isRevoked) in [(9, false, false), (11, true, false), (11, false, true)] {
                try it.execute(
                    """
                    UPDATE session SET last_used_at = now() - interval '\(minutes) minutes',
                        revoked_at = \(isRevoked ? "now()" : "null")
                    """)
                try await note()
                #expect(try age() == (isNoted ? "false" : "true"), "\(minutes) minutes, revoked: \(isRevoked)")
            }
        }
    }
}
