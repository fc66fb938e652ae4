import Cryptography
import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Signing in", .serialized) struct SignInTests {
    static let signedOut: JSONValue = [
        "token": .null, "next": .null, "viewer": .null,
        "userErrors": [["code": "UNAUTHENTICATED", "field": .null, "message": "E-mail or password is wrong."]],
    ]

    @Test("Everybody of the demonstration who may, signs in and sees themselves")
    func everybody() async throws {
        try await World.with { world in
            for (email, realm, role) in [
                ("admin@nordlys.test", nil, "ADMIN"), ("user@nordlys.test", "PARTNER", "USER"),
                ("wide@nordlys.test", nil, "USER"), ("marketing@nordlys.test", nil, "MARKETING"),
                ("admin@leadhaus.test", nil, "ADMIN"), ("operator@portico.test", "OPERATOR", "OPERATOR"),
                (" Admin@Nordlys.TEST ", nil, "ADMIN"), ("admin@fjord.test", "PORTAL", "PORTAL_ADMIN"),
                ("user@fjord.test", "PORTAL", "PORTAL_USER"),
            ] as [(String, String?, JSONValue)] {
                let told = try await world.signIn(email, realm: realm, portal: realm == "PORTAL" ? "fjord" : nil)
                #expect(told["signIn", "next"] == "DONE", "\(email): \(told.text)")
                #expect(told["signIn", "viewer", "role"] == role)
                guard case .string(let token)? = told["signIn", "token"] else {
                    Issue.record("\(email) got no token")
                    continue
                }
                #expect(try await world.ask("{ viewer { role } }", as: token)["viewer", "role"] == role)
            }
        }
    }

    @Test("D2-14, D4-34 Every refusal is the same refusal")
    func refusals() async throws {
        try await World.with { world in
            try world.execute("UPDATE app_user SET status = 'DISABLED' WHERE email = 'marketing@nordlys.test'")
            try world.execute("UPDATE app_user SET status = 'INVITED' WHERE email = 'wide@nordlys.test'")
            try world.execute(
                "UPDATE organization o SET portal_enabled = false FROM app_user u "
                    + "WHERE u.organization_id = o.id AND u.email = 'admin@leadhaus.test'")
            let right = Demonstration.password
            for (email, password, realm, portal) in [
                ("admin@nordlys.test", "wrong", nil, nil), ("admin@nordlys.test", "", nil, nil),
                ("nobody@nordlys.test", right, nil, nil), ("", right, nil, nil), ("'; --", right, nil, nil),
                ("notify@nordlys.test", right, nil, nil), ("marketing@nordlys.test", right, nil, nil),
                ("wide@nordlys.test", right, nil, nil), ("admin@leadhaus.test", right, nil, nil),
                ("admin@nordlys.test", right, "OPERATOR", nil), ("operator@portico.test", right, "PARTNER", nil),
                ("operator@portico.test", right, nil, nil), ("admin@nordlys.test", right, "PORTAL", nil),
                ("admin@fjord.test", "wrong", nil, "fjord"), ("admin@fjord.test", right, nil, "elsewhere"),
                ("admin@fjord.test", right, "PARTNER", nil), ("admin@fjord.test", right, "PORTAL", nil),
                ("odd@fjord.test", right, nil, "fjord"), ("mona@fjord.test", right, nil, "fjord"),
                ("admin@nordlys.test", right, nil, "fjord"),
                (String(repeating: "a", count: 10_000), right, nil, nil),
                ("admin@nordlys.test", String(repeating: "a", count: 10_000), nil, nil),
            ] as [(String, String, String?, String?)] {
                try world.execute("TRUNCATE sign_in_attempt")
                let told = try await world.signIn(email, password, realm: realm, portal: portal)
                #expect(told["signIn"] == Self.signedOut, "\(email) \(realm ?? "") \(portal ?? ""): \(told.text)")
                #expect(told.answer.effects.isEmpty)
            }
        }
    }

    @Test("K23 Demonstration users sign in from this machine only")
    func demonstration() async throws {
        try await World.with { world in
            let far = try await world.signIn("admin@nordlys.test", from: "192.0.2.7")
            #expect(far["signIn"] == Self.signedOut)
            for address in ["127.0.0.1", "::1"] {
                #expect(try await world.signIn("admin@nordlys.test", from: address)["signIn", "next"] == "DONE")
            }
            try world.execute("UPDATE organization SET is_demonstration = false")
            #expect(try await world.signIn("admin@nordlys.test", from: "192.0.2.7")["signIn", "next"] == "DONE")
        }
    }

    @Test("After five wrong tries the next one waits, right or wrong, and a success forgets them")
    func throttle() async throws {
        try await World.with { world in
            for _ in 1...5 {
                #expect(try await world.signIn("admin@nordlys.test", "wrong").userError("signIn") == "UNAUTHENTICATED")
            }
            try world.execute("UPDATE sign_in_attempt SET last_at = clock_timestamp() + interval '5 seconds'")
            for password in ["wrong", Demonstration.password] {
                let told = try await world.signIn("admin@nordlys.test", password)
                #expect(told.userError("signIn") == "RATE_LIMITED")
                #expect(told["signIn", "token"] == .null)
            }
            try world.execute("UPDATE sign_in_attempt SET last_at = last_at - interval '10 minutes'")
            #expect(try await world.signIn("admin@nordlys.test")["signIn", "next"] == "DONE")
            #expect(try world.look("SELECT tries::text FROM sign_in_attempt WHERE kind = 'EMAIL'").isEmpty)
        }
    }

    @Test("Tries for an e-mail that nobody has are counted as well, and no e-mail is kept")
    func unknownThrottle() async throws {
        try await World.with { world in
            _ = try await world.signIn("nobody@nordlys.test", "wrong")
            #expect(try world.look("SELECT tries::text FROM sign_in_attempt WHERE kind = 'EMAIL'") == ["1"])
            let keys = try world.look("SELECT encode(key, 'escape') FROM sign_in_attempt")
            #expect(!keys.contains { $0.contains("nobody") })
        }
    }

    @Test("K21 A browser gets a cookie's session, a program a token's, and each only what it asks for")
    func sessions() async throws {
        try await World.with { world in
            for (isBrowser, selecting, cookies, tokens) in [
                (true, "", 1, 0), (true, "token", 1, 1), (false, "token", 0, 1), (false, "", 1, 0),
            ] {
                try world.execute("DELETE FROM session")
                let told = try await world.signIn("admin@nordlys.test", isBrowser: isBrowser, selecting: selecting)
                #expect(told.answer.effects.count == cookies)
                #expect(try world.look("SELECT id::text FROM session").count == cookies + tokens)
                if case .start(let secret, .partner, _, 3600)? = told.answer.effects.first {
                    #expect(try await world.ask("{ viewer { name } }", as: secret)["viewer", "name"] != .null)
                    #expect(told["signIn", "token"] != .string(secret))
                } else {
                    #expect(cookies == 0)
                }
            }
        }
    }

    @Test("The database keeps the hash of a secret and never the secret")
    func secrets() async throws {
        try await World.with { world in
            let token = try await world.token("admin@nordlys.test")
            let hash = sha256(Array(token.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(try world.look("SELECT encode(token_hash, 'hex') FROM session") == [hash])
            #expect(base64Decode(token)?.count == 32)
        }
    }

    @Test("Signing out ends the session at once, for every cache")
    func signOut() async throws {
        try await World.with { world in
            let token = try await world.token("admin@nordlys.test")
            let other = try await world.token("admin@nordlys.test")
            #expect(try await world.ask("{ viewer { name } }", as: token)["viewer", "name"] != .null)
            let told = try await world.ask(
                "mutation { signOut(input: {clientMutationId: \"x\"}) { clientMutationId userErrors { code } } }",
                as: token)
            #expect(told["signOut"] == ["clientMutationId": "x", "userErrors": []])
            #expect(told.answer.effects == [.end])
            #expect(try await world.ask("{ viewer { name } }", as: token).answer.outcome == .credentialRefused)
            #expect(try await world.ask("{ viewer { name } }", as: other)["viewer", "name"] != .null)
        }
    }

    @Test("Signing out without a sign-in is no mistake")
    func signOutOfNothing() async throws {
        try await World.with { world in
            let told = try await world.ask("mutation { signOut { userErrors { code } } }")
            #expect(told["signOut", "userErrors"] == [])
        }
    }

    @Test(
        "A session ends when its time is over, is revoked, or its user or company is stopped",
        arguments: [
            "UPDATE session SET expires_at = now()", "UPDATE session SET revoked_at = now()", "DELETE FROM session",
            "UPDATE app_user SET status = 'DISABLED' WHERE email = 'user@nordlys.test'",
            "UPDATE organization SET status = 'SUSPENDED'", "UPDATE organization SET portal_enabled = false",
        ])
    func ends(change: String) async throws {
        try await World.with { world in
            let token = try await world.token("user@nordlys.test")
            #expect(try await world.ask("{ viewer { name } }", as: token)["viewer", "name"] != .null)
            try world.execute(change)
            let told = try await world.ask("{ viewer { name } }", as: token)
            #expect(told.answer.outcome == .credentialRefused)
        }
    }

    @Test("A changed right shows in the very next request of a cached session")
    func nextRequest() async throws {
        try await World.with { world in
            let token = try await world.token("user@nordlys.test")
            let count = "{ customers { totalCount } }"
            #expect(try await world.ask(count, as: token)["customers", "totalCount"] == 3)
            try world.execute(
                "DELETE FROM assignment WHERE id = (SELECT a.id FROM assignment a JOIN app_user u ON u.id = a.user_id "
                    + "WHERE u.email = 'user@nordlys.test' LIMIT 1)")
            #expect(try await world.ask(count, as: token)["customers", "totalCount"] == 2)
            try world.execute("UPDATE app_user SET role = 'MARKETING' WHERE email = 'user@nordlys.test'")
            #expect(try await world.ask("{ viewer { role } }", as: token)["viewer", "role"] == "MARKETING")
            #expect(try await world.ask(count, as: token).answer.outcome == .refused(.validation))
        }
    }

    @Test("A secret that nobody has is refused before the document is read")
    func unknownSecret() async throws {
        try await World.with { world in
            for query in ["{ viewer { name } }", "{", ""] {
                let told = try await world.ask(query, as: "made-up")
                #expect(told.answer.outcome == .credentialRefused)
            }
        }
    }

    /// What the requests of a test have left in the journal: what was done, by whom, from where, and why not.
    private static let written: SQLText<SQLValue> = """
        SELECT concat_ws(' ', e.realm, e.action, d.actor_label, d.ip, c.after, g.name)
        FROM audit_event e JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
        LEFT JOIN organization g ON g.id = e.organization_id
        WHERE e.request_id = 'test-request' ORDER BY e.id
        """

    @Test(
        "D4-32 A sign-in and its end are written down, with who and from where",
        arguments: [
            ("admin@nordlys.test", nil, "PARTNER", "Ingrid Solberg", " Nordlys Security AS"),
            ("operator@portico.test", "OPERATOR", "OPERATOR", "Olivia Hart", ""),
        ] as [(String, String?, String, String, String)])
    func audit(email: String, realm: String?, side: String, name: String, company: String) async throws {
        try await World.with { world in
            let token = try await world.token(email, realm: realm)
            _ = try await world.ask("mutation { signOut { userErrors { code } } }", as: token)
            #expect(
                try world.look(Self.written) == [
                    "\(side) session.created \(name) 127.0.0.1\(company)",
                    "\(side) session.revoked \(name) 127.0.0.1\(company)",
                ])
        }
    }

    @Test("D4-32 A sign-in that was refused is written down, and why, for those who may know")
    func refusedAudit() async throws {
        try await World.with { world in
            let right = Demonstration.password
            for (email, password, portal, address) in [
                ("admin@nordlys.test", "wrong", nil, "127.0.0.1"), ("notify@nordlys.test", right, nil, "127.0.0.1"),
                ("per@nordlys.test", right, nil, "127.0.0.1"), ("odd@fjord.test", right, "fjord", "127.0.0.1"),
                ("nobody@nordlys.test", right, nil, "127.0.0.1"), ("my secret word", right, nil, "127.0.0.1"),
                ("nobody@fjord.test", right, "fjord", "127.0.0.1"), ("admin@nordlys.test", right, nil, "192.0.2.9"),
            ] as [(String, String, String?, String)] {
                _ = try await world.signIn(email, password, portal: portal, from: address)
            }
            #expect(
                try world.look(Self.written) == [
                    "PARTNER session.refused Ingrid Solberg 127.0.0.1 WRONG_PASSWORD Nordlys Security AS",
                    "PARTNER session.refused Nordlys Service Desk 127.0.0.1 WRONG_PASSWORD Nordlys Security AS",
                    "PARTNER session.refused Per Nygård 127.0.0.1 DISABLED Nordlys Security AS",
                    "PORTAL session.refused Odd Strand 127.0.0.1 DISABLED Nordlys Security AS",
                    "PARTNER session.refused nobody@nordlys.test 127.0.0.1 UNKNOWN_EMAIL",
                    "PARTNER session.refused 127.0.0.1 UNKNOWN_EMAIL",
                    "PORTAL session.refused nobody@fjord.test 127.0.0.1 UNKNOWN_EMAIL Nordlys Security AS",
                    "PARTNER session.refused Ingrid Solberg 192.0.2.9 NOT_FROM_HERE Nordlys Security AS",
                ])
        }
    }
}
