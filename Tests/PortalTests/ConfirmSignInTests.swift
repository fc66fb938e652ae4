import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

@Suite("Signing in with a second factor", .serialized) struct ConfirmSignInTests {
    private static let wide: String = SecondFactorWorld.wide
    private static let people: [(email: String, realm: String?, portal: String?)] = [
        (wide, nil, nil), ("user@fjord.test", nil, "fjord"), ("operator@portico.test", "OPERATOR", nil),
    ]

    @Test("the password gives a challenge and no session, the code the session, at each door")
    func everybody() async throws {
        try await SecondFactorWorld.with { it in
            for (email, realm, portal) in Self.people {
                let (_, kept) = try await it.on(email, realm: realm, portal: portal)
                let sessions: SQLText<SQLValue> = "SELECT id::text FROM session WHERE revoked_at IS NULL"
                let before = try it.world.look(sessions).count
                let challenge = try await it.challenge(email, realm: realm, portal: portal)
                #expect(try it.world.look(sessions).count == before)
                let told = try await it.finish(challenge, kept.code())
                guard case .string(let token)? = told["confirmSignIn", "token"] else {
                    throw WorldError(text: told.text)
                }
                #expect(told["confirmSignIn", "viewer", "name"] == (try await it.people.name(behind: token)))
                #expect(try it.world.look(sessions).count == before + 1)
                #expect(try await it.standing(token) == [true, 10])
                #expect(try it.world.look("SELECT tries::text FROM sign_in_attempt WHERE kind = 'EMAIL'").isEmpty)
            }
        }
    }

    @Test("K21 a browser gets its cookie with the code and not before, for the portal it signs in at")
    func browser() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on("user@fjord.test", portal: "fjord")
            let challenge = try await it.challenge("user@fjord.test", portal: "fjord")
            let told = try await it.finish(challenge, kept.code(), isBrowser: true, selecting: "")
            guard case .start(let secret, .portal, "fjord", 3600)? = told.answer.effects.first else {
                throw WorldError(text: told.text)
            }
            #expect(try await it.people.name(behind: secret) != nil && told.answer.effects.count == 1)
        }
    }

    @Test("a challenge is good for one sign-in, for five minutes, and for whom it was made")
    func challenges() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            let (_, other) = try await it.on("marketing@nordlys.test")
            let used = try await it.challenge()
            #expect(try await it.finish(used, other.code()).userError("confirmSignIn") == "BAD_INPUT")
            #expect(try await it.finish(used, other.recovery[0]).userError("confirmSignIn") == "BAD_INPUT")
            #expect(try await it.finish(used, kept.code())["confirmSignIn", "token"] != .null)
            try it.letTimePass()
            let late = try await it.challenge()
            try it.world.execute("UPDATE sign_in_challenge SET expires_at = now()")
            for challenge in [used, late, "", "never"] {
                let told = try await it.finish(challenge, kept.code())
                #expect(told.userError("confirmSignIn") == "UNAUTHENTICATED", "\(told.text)")
                #expect(told["confirmSignIn", "userErrors", 0, "field"] == ["input", "challenge"])
                #expect(told["confirmSignIn", "token"] == .null && told.answer.effects.isEmpty)
            }
            #expect(try await it.finish(it.challenge(), kept.code())["confirmSignIn", "token"] != .null)
        }
    }

    @Test("a code is taken once, in whichever sign-in, and an older one no more")
    func replay() async throws {
        try await SecondFactorWorld.with { it in
            let (token, kept) = try await it.on()
            // Both of one moment, since the step may change any time.
            let (older, code) = (kept.code(), kept.code(1))
            #expect(try await it.finish(it.challenge(), code)["confirmSignIn", "token"] != .null)
            for taken in [code, older] {
                let told = try await it.finish(it.challenge(), taken)
                #expect(told.userError("confirmSignIn") == "BAD_INPUT", "\(told.text)")
            }
            #expect(try await it.remove(code, as: token).userError("removeSecondFactor") == "BAD_INPUT")
            #expect(try it.journal().filter { $0 == "session.refused Leila Haddad reason -> WRONG_CODE" }.count == 2)
        }
    }

    @Test("five wrong codes use a challenge up, the right one too late")
    func fiveTries() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            let challenge = try await it.challenge()
            for code in ["000000", "x", "", kept.code(7), "AAAA-AAAA-AAAA-AAAA"] {
                try it.world.execute("DELETE FROM sign_in_attempt")
                #expect(try await it.finish(challenge, code).userError("confirmSignIn") == "BAD_INPUT")
            }
            let told = try await it.finish(challenge, kept.code())
            #expect(told.userError("confirmSignIn") == "UNAUTHENTICATED", "\(told.text)")
            // The fifth may be the right one.
            try it.world.execute("DELETE FROM sign_in_attempt")
            let another = try await it.challenge()
            for _ in 1...4 { _ = try await it.finish(another, "000000") }
            #expect(try await it.finish(another, kept.code())["confirmSignIn", "token"] != .null)
        }
    }

    @Test("many challenges are no way around: the codes of a person are counted together, and so are many at once")
    func throttle() async throws {
        try await SecondFactorWorld.with { it in
            let (token, kept) = try await it.on()
            var challenges: [String] = []
            for _ in 1...4 { challenges.append(try await it.challenge()) }
            let told = try await withThrowingTaskGroup(of: String?.self) { group in
                for place in 0..<12 {
                    let challenge = challenges[place % 4]
                    group.addTask { try await it.finish(challenge, "000000").userError("confirmSignIn") }
                }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(told.filter { $0 == "BAD_INPUT" }.count == 5, "\(told)")
            #expect(told.filter { $0 == "RATE_LIMITED" }.count == 7, "\(told)")
            try it.world.execute("UPDATE sign_in_attempt SET last_at = clock_timestamp() + interval '5 seconds'")
            #expect(try await it.finish(challenges[0], kept.code()).userError("confirmSignIn") == "RATE_LIMITED")
            #expect(try await it.remove(kept.code(), as: token).userError("removeSecondFactor") == "RATE_LIMITED")
            try it.world.execute("DELETE FROM sign_in_attempt")
            #expect(try await it.finish(challenges[0], kept.code())["confirmSignIn", "token"] != .null)
        }
    }

    @Test("a recovery code stands in for the app, once, however it is typed")
    func recovery() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            let typed = " " + kept.recovery[0].lowercased().replacing("-", with: " ")
            let told = try await it.finish(it.challenge(), typed)
            guard case .string(let token)? = told["confirmSignIn", "token"] else { throw WorldError(text: told.text) }
            #expect(try await it.standing(token) == [true, 9])
            #expect(try await it.finish(it.challenge(), kept.recovery[0]).userError("confirmSignIn") == "BAD_INPUT")
            #expect(try it.journal().contains("user.recovery_code_used Leila Haddad recovery_codes 10 -> 9"))
            #expect(try it.people.events().last == "user.recovery_code_used")
            // Where the key that sealed the secret is gone, they are the way in.
            try it.world.execute("UPDATE second_factor SET secret = decode(repeat('00', 36), 'hex')")
            #expect(try await it.finish(it.challenge(), kept.code()).userError("confirmSignIn") == "BAD_INPUT")
            #expect(try await it.finish(it.challenge(), kept.recovery[1])["confirmSignIn", "token"] != .null)
        }
    }

    @Test("of two who show one code at the same time, one gets in; the same with one recovery code")
    func races() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            for round in 0..<10 {
                try it.letTimePass()
                try it.world.execute("DELETE FROM sign_in_attempt")
                let code = round.isMultiple(of: 2) ? kept.code() : kept.recovery[round]
                let (first, second) = (try await it.challenge(), try await it.challenge())
                async let one = it.finish(first, code)
                async let other = it.finish(second, code)
                async let same = it.finish(first, code)
                let told = try await [one, other, same]
                let inside = told.filter { $0["confirmSignIn", "token"] != .null }
                #expect(inside.count == 1, "\(round): \(told.map(\.text))")
            }
            #expect(try it.world.look("SELECT id::text FROM recovery_code WHERE used_at IS NOT NULL").count == 5)
        }
    }

    @Test("of two different codes for one challenge at the same time, one gets in and the other isn't used up")
    func oneChallenge() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            for round in 0..<5 {
                try it.world.execute("DELETE FROM sign_in_attempt")
                let challenge = try await it.challenge()
                async let one = it.finish(challenge, kept.recovery[round * 2])
                async let other = it.finish(challenge, kept.recovery[round * 2 + 1])
                let told = try await [one, other]
                #expect(told.filter { $0["confirmSignIn", "token"] != .null }.count == 1, "\(told.map(\.text))")
                let used = try it.world.look("SELECT id::text FROM recovery_code WHERE used_at IS NOT NULL")
                #expect(used.count == round + 1)
            }
        }
    }

    /// What ends a sign-in under way.
    private static let endings: [(what: String, sql: String)] = [
        ("another password", "UPDATE app_user SET password_hash = password_hash || ' ' WHERE email = '\(wide)'"),
        ("disabling", "UPDATE app_user SET status = 'DISABLED' WHERE email = '\(wide)'"),
        ("suspension", "UPDATE organization SET status = 'SUSPENDED'"),
        ("removal", "DELETE FROM app_user WHERE email = '\(wide)'"),
        ("no second factor", "DELETE FROM second_factor"),
    ]

    @Test("a sign-in under way ends with whatever changes who may sign in", arguments: endings)
    func ends(what: String, sql: String) async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            let challenge = try await it.challenge()
            try it.world.execute(sql)
            let told = try await it.finish(challenge, kept.code())
            #expect(told.userError("confirmSignIn") == "UNAUTHENTICATED", "\(told.text)")
        }
    }

    @Test("K23 from elsewhere a demonstration's user isn't let in with a code either")
    func elsewhere() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            let told = try await it.finish(it.challenge(), kept.code(), from: "192.0.2.7")
            #expect(told.userError("confirmSignIn") == "UNAUTHENTICATED", "\(told.text)")
        }
    }

    @Test("a wrong password is answered as before, whether there is a second factor or not")
    func noEnumeration() async throws {
        try await SecondFactorWorld.with { it in
            _ = try await it.on()
            for email in [Self.wide, "user@nordlys.test", "nobody@nordlys.test"] {
                #expect(try await it.world.signIn(email, "wrong")["signIn"] == SignInTests.signedOut)
            }
        }
    }

    @Test("a sign-in that met the second factor being turned on has no session without it")
    func turnedOnMeanwhile() async throws {
        try await SecondFactorWorld.with { it in
            for _ in 1...5 {
                let token = try await it.session(Self.wide)
                let app = SecondFactorWorld.Kept(app: try await it.started(token), recovery: [])
                async let signedIn = it.world.signIn(Self.wide)
                async let confirmed = it.confirm(app.code(), as: token)
                let (told, done) = try await (signedIn, confirmed)
                #expect(done["confirmSecondFactor", "userErrors"] == [], "\(done.text)")
                if case .string(let early)? = told["signIn", "token"] {
                    #expect(try await it.people.name(behind: early) == nil)
                } else {
                    #expect(told["signIn", "next"] == "TOTP", "\(told.text)")
                }
                try it.world.execute("DELETE FROM second_factor; DELETE FROM sign_in_attempt")
            }
        }
    }

    @Test("from SQL, as the application, nobody reads a secret or starts a session past the second factor")
    func database() async throws {
        try await SecondFactorWorld.with { it in
            _ = try await it.on()
            let id = try it.world.look("SELECT id::text FROM app_user WHERE email = \(.text(Self.wide))").first ?? ""
            for (script, state) in [
                ("SELECT FROM second_factor", "42501"), ("SELECT FROM recovery_code", "42501"),
                ("SELECT FROM sign_in_challenge", "42501"),
                ("SELECT session_create('PARTNER', '\(id)', sha256('x'), '127.0.0.1', 'x', interval '1 day')", "PO013"),
                (
                    "SELECT session_start('PARTNER', '\(id)', sha256('x'), '127.0.0.1', 'x', interval '1 day')",
                    "42501"
                ),
                ("SELECT second_factor_use('\(id)', 99, '', null, null, null)", "42501"),
            ] {
                let fault = #expect(throws: (any Error).self) {
                    try it.world.execute("SET ROLE portico_app; \(script)")
                }
                #expect("\(fault.map { "\($0)" } ?? "")".contains(state), "\(script): \(String(describing: fault))")
            }
        }
    }
}
