import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

@Suite("One's own second factor", .serialized) struct SecondFactorTests {
    private static let wide: String = SecondFactorWorld.wide
    private static let people: [(email: String, realm: String?, portal: String?)] = [
        (wide, nil, nil), ("marketing@nordlys.test", nil, nil), ("user@fjord.test", nil, "fjord"),
        ("operator@portico.test", "OPERATOR", nil),
    ]

    @Test("everybody who signs in with a password turns it on: the first code does, and all other sessions end")
    func turnsOn() async throws {
        try await SecondFactorWorld.with { it in
            for (email, realm, portal) in Self.people {
                let (one, other) = (
                    try await it.session(email, realm: realm, portal: portal),
                    try await it.session(email, realm: realm, portal: portal)
                )
                let begun = try await it.start(as: one)
                guard case .string(let secret)? = begun["startSecondFactor", "secret"],
                    case .string(let uri)? = begun["startSecondFactor", "uri"]
                else { throw WorldError(text: begun.text) }
                #expect(uri.hasPrefix("otpauth://totp/") && uri.contains("?secret=\(secret)&issuer="), "\(uri)")
                #expect(uri.contains(":\(email.replacing("@", with: "%40"))?") && !uri.contains(" "), "\(uri)")
                // Nothing is asked for yet.
                #expect(try await it.standing(other) == [false, 0])
                #expect(try await it.world.signIn(email, realm: realm, portal: portal)["signIn", "next"] == "DONE")
                let kept = SecondFactorWorld.Kept(
                    app: OneTimePassword(secret: SecondFactorWorld.bytes(secret)), recovery: [])
                let told = try await it.confirm(kept.code(), as: one)
                guard case .array(let codes)? = told["confirmSecondFactor", "recoveryCodes"] else {
                    throw WorldError(text: told.text)
                }
                #expect(codes.count == 10 && Set(codes.map { "\($0)" }).count == 10)
                #expect(try await it.standing(one) == [true, 10])
                #expect(try await it.world.ask("{ viewer { name } }", as: other).answer.outcome == .credentialRefused)
                #expect(try await it.world.signIn(email, realm: realm, portal: portal)["signIn", "next"] == "TOTP")
                #expect(try await it.start(as: one).userError("startSecondFactor") == "CONFLICT")
            }
            let enabled = try it.journal().filter { $0.hasSuffix("second_factor OFF -> ON") }
            #expect(enabled.count == Self.people.count)
            #expect(enabled.allSatisfy { $0.hasPrefix("user.second_factor_enabled") })
            #expect(
                try it.people.events() == Array(repeating: "user.second_factor_enabled", count: Self.people.count))
        }
    }

    @Test("the database has neither the secret nor a recovery code")
    func atRest() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            let stored = try it.world.look("SELECT encode(secret, 'hex') FROM second_factor").joined()
            let secret = kept.app.secret.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            #expect(stored.count == 72 && !stored.contains(secret))
            let codes = try it.world.look("SELECT encode(code_hash, 'hex') FROM recovery_code")
            #expect(codes.count == 10)
            // Put beside somebody else, a sealed secret opens nothing.
            let (token, other) = try await it.on("marketing@nordlys.test")
            try it.world.execute(
                """
                UPDATE second_factor f SET secret = o.secret FROM second_factor o, app_user u
                WHERE u.email = '\(Self.wide)' AND o.user_id = u.id AND f.id <> o.id
                """)
            #expect(try await it.remove(kept.code(), as: token).userError("removeSecondFactor") == "BAD_INPUT")
            #expect(try await it.remove(other.code(), as: token).userError("removeSecondFactor") == "BAD_INPUT")
            #expect(try await it.remove(other.recovery[0], as: token)["removeSecondFactor", "userErrors"] == [])
        }
    }

    @Test("without the password there is no secret, and with a wrong code nothing is turned on")
    func refuses() async throws {
        try await SecondFactorWorld.with { it in
            let token = try await it.session(Self.wide)
            let wrong = try await it.start("wrong", as: token)
            #expect(wrong.userError("startSecondFactor") == "BAD_INPUT")
            #expect(wrong["startSecondFactor", "userErrors", 0, "field"] == ["input", "currentPassword"])
            #expect(try await it.confirm("123456", as: token).userError("confirmSecondFactor") == "CONFLICT")
            let app = SecondFactorWorld.Kept(app: try await it.started(token), recovery: [])
            for code in [app.code(5), "", "12345", "AAAA-AAAA-AAAA-AAAA"] {
                let told = try await it.confirm(code, as: token)
                #expect(told.userError("confirmSecondFactor") == "BAD_INPUT", "\(told.text)")
                #expect(told["confirmSecondFactor", "userErrors", 0, "field"] == ["input", "code"])
            }
            #expect(try await it.standing(token) == [false, 0])
            // A second start takes the first one's place.
            let second = SecondFactorWorld.Kept(app: try await it.started(token), recovery: [])
            #expect(try await it.confirm(app.code(), as: token).userError("confirmSecondFactor") == "BAD_INPUT")
            try it.world.execute("DELETE FROM sign_in_attempt")
            #expect(try await it.confirm(second.code(), as: token)["confirmSecondFactor", "userErrors"] == [])
            for question in [try await it.start(as: nil), try await it.confirm("123456", as: nil)] {
                #expect(question.answer.outcome != .data, "\(question.text)")
            }
        }
    }

    @Test("it is turned off by the password and a code, and then the password is enough")
    func turnsOff() async throws {
        try await SecondFactorWorld.with { it in
            for (email, realm, portal) in Self.people {
                let (token, kept) = try await it.on(email, realm: realm, portal: portal)
                let wrong = try await it.remove(kept.code(), "wrong", as: token)
                #expect(wrong["removeSecondFactor", "userErrors", 0, "field"] == ["input", "currentPassword"])
                let late = try await it.remove(kept.code(-3), as: token)
                #expect(late["removeSecondFactor", "userErrors", 0, "field"] == ["input", "code"], "\(late.text)")
                #expect(try await it.standing(token) == [true, 10])
                #expect(try await it.remove(kept.code(), as: token)["removeSecondFactor", "userErrors"] == [])
                #expect(try await it.standing(token) == [false, 0])
                #expect(try await it.world.signIn(email, realm: realm, portal: portal)["signIn", "next"] == "DONE")
                #expect(try await it.remove(kept.code(1), as: token).userError("removeSecondFactor") == "CONFLICT")
            }
            #expect(try it.journal().filter { $0.hasPrefix("user.code_refused") }.count == Self.people.count)
            #expect(try it.world.look("SELECT id::text FROM recovery_code").isEmpty)
        }
    }

    @Test("new recovery codes take the place of all before; a recovery code gets them too, and is used up by it")
    func renews() async throws {
        try await SecondFactorWorld.with { it in
            let (token, kept) = try await it.on()
            #expect(try await it.renew("000000", as: token).userError("renewRecoveryCodes") == "BAD_INPUT")
            let told = try await it.renew(kept.recovery[3].lowercased(), as: token)
            guard case .array(let codes)? = told["renewRecoveryCodes", "recoveryCodes"],
                case .string(let code)? = codes.first
            else { throw WorldError(text: told.text) }
            #expect(codes.count == 10 && !kept.recovery.contains(code))
            #expect(try await it.standing(token) == [true, 10])
            for old in kept.recovery.prefix(4) {
                #expect(try await it.renew(old, as: token).userError("renewRecoveryCodes") == "BAD_INPUT")
            }
            #expect(try await it.renew(code, as: token)["renewRecoveryCodes", "userErrors"] == [])
            #expect(try it.journal().contains("user.recovery_codes_renewed Leila Haddad recovery_codes 9 -> 10"))
        }
    }

    @Test("who keeps no password keeps no second factor")
    func forgotten() async throws {
        try await SecondFactorWorld.with { it in
            _ = try await it.on()
            let told = try await it.people.change(
                "updateUser", ["id": it.people.id(Self.wide), "role": "NOTIFICATIONS"], confirm: true)
            #expect(told["updateUser", "userErrors"] == [], "\(told.text)")
            #expect(try it.world.look("SELECT id::text FROM second_factor").isEmpty)
        }
    }
}
