import Execution
import GraphQLSchema
import Testing

@testable import Portal

@Suite("Forgotten and changed passwords", .serialized) struct PasswordTests {
    static let password = InvitationTests.password

    @Test("D2-26 D2-27 D2-28 D4-03 G-04 a forgotten password is set anew by a link, and every session ends")
    func resets() async throws {
        try await CredentialWorld.with { it in
            let email = "wide@nordlys.test"
            let session = try await it.world.token(email)
            #expect(try await it.requestReset(" Wide@NORDLYS.test ")["requestPasswordReset", "userErrors"] == [])
            #expect(try it.people.events() == ["user.reset_requested"])
            #expect(try await it.people.name(behind: session) == "Leila Haddad", "asking alone changes nothing")
            let token = try it.mint(email, "PASSWORD_RESET")
            let told = try await it.accept(token, Self.password, "resetPassword")
            #expect(told["resetPassword", "email"] == .string(email), "\(told.text)")
            let ended = try await it.world.ask("{ viewer { name } }", as: session)
            #expect(ended.answer.outcome == .credentialRefused)
            #expect(try await it.world.signIn(email)["signIn", "next"] == .null)
            #expect(try await it.world.signIn(email, Self.password)["signIn", "next"] == "DONE")
            #expect(try it.people.events() == ["user.reset_requested", "user.password_changed"])
            #expect(
                try it.people.journal() == [
                    "user.reset_requested Leila Haddad ->", "user.password_changed Leila Haddad password_hash -> ***",
                ])
        }
    }

    @Test("D4-34 whoever asks for a link learns nothing, and only who may sign in gets one")
    func tellsNothing() async throws {
        try await CredentialWorld.with { it in
            try it.world.execute("UPDATE app_user SET status = 'DISABLED' WHERE email = 'marketing@nordlys.test'")
            try it.world.execute(
                "UPDATE organization o SET status = 'SUSPENDED' FROM app_user u "
                    + "WHERE u.organization_id = o.id AND u.email = 'admin@leadhaus.test'")
            let known = try await it.requestReset("wide@nordlys.test", from: "192.0.2.1").text
            for (place, email) in [
                "nobody@nordlys.test", "notify@nordlys.test", "marketing@nordlys.test", "admin@leadhaus.test",
                "operator@portico.test", "admin@fjord.test",
            ].enumerated() {
                let told = try await it.requestReset(email, from: "192.0.2.\(place + 2)")
                #expect(told.text == known, "\(email)")
            }
            let sent = try it.world.look(
                """
                SELECT u.email FROM invitation i JOIN app_user u ON u.id = i.user_id
                WHERE i.purpose = 'PASSWORD_RESET'
                """)
            #expect(sent == ["wide@nordlys.test"])
            let wrong = try await it.requestReset("no address")
            #expect(wrong.userError("requestPasswordReset") == "BAD_INPUT", "\(wrong.text)")
        }
    }

    @Test("at a portal's door the link is for the portal's users, and for those who may sign in there")
    func portal() async throws {
        try await CredentialWorld.with { it in
            for email in ["wide@nordlys.test", "mona@fjord.test", "nobody@fjord.test"] {
                #expect(try await it.requestReset(email, portal: "fjord")["requestPasswordReset", "userErrors"] == [])
            }
            #expect(try it.people.events().allSatisfy { $0 == "user.invited" }, "only of who hasn't confirmed")
            _ = try await it.requestReset("user@fjord.test", portal: "elsewhere")
            #expect(try it.mintIfLive("user@fjord.test", "PASSWORD_RESET") == nil)
            _ = try await it.requestReset("user@fjord.test", portal: "fjord")
            let token = try it.mint("user@fjord.test", "PASSWORD_RESET")
            let told = try await it.accept(token, Self.password, "resetPassword")
            #expect(told["resetPassword", "email"] == "user@fjord.test", "\(told.text)")
            #expect(try await it.world.signIn("user@fjord.test", portal: "fjord")["signIn", "next"] == .null)
            let signedIn = try await it.world.signIn("user@fjord.test", Self.password, portal: "fjord")
            #expect(signedIn["signIn", "next"] == "DONE", "\(signedIn.text)")
        }
    }

    @Test("who hasn't confirmed and forgot the password is invited again")
    func invitedForgot() async throws {
        try await CredentialWorld.with { it in
            let first = try it.invite("wide@nordlys.test")
            _ = try await it.requestReset("wide@nordlys.test")
            #expect(try it.people.events() == ["user.invited"])
            #expect(try await it.accept(first, Self.password).userError("acceptInvitation") == "CONFLICT")
            let second = try it.mint("wide@nordlys.test")
            #expect(try await it.accept(second, Self.password)["acceptInvitation", "email"] == "wide@nordlys.test")
        }
    }

    @Test("three links within an hour are enough, whoever asks; and asking often has to wait")
    func often() async throws {
        try await CredentialWorld.with { it in
            for _ in 1...5 {
                #expect(try await it.requestReset("wide@nordlys.test")["requestPasswordReset", "userErrors"] == [])
            }
            #expect(try it.invitations(of: "wide@nordlys.test").count == 3)
            let told = try await it.requestReset("wide@nordlys.test")
            #expect(told.userError("requestPasswordReset") == "RATE_LIMITED", "\(told.text)")
            #expect(try await it.world.signIn("wide@nordlys.test")["signIn", "next"] == "DONE", "signing in isn't")
        }
    }

    @Test("a link for a forgotten password is out of use once the password is another one")
    func resetIsOver() async throws {
        try await CredentialWorld.with { it in
            _ = try await it.requestReset("wide@nordlys.test")
            let token = try it.mint("wide@nordlys.test", "PASSWORD_RESET")
            let session = try await it.world.token("wide@nordlys.test")
            let changed = try await it.change(Demonstration.password, to: Self.password, as: session)
            #expect(changed["changePassword", "userErrors"] == [], "\(changed.text)")
            let told = try await it.accept(token, Self.password + "!", "resetPassword")
            #expect(told.userError("resetPassword") == "CONFLICT", "\(told.text)")
        }
    }

    @Test(
        "D2-04 D2-28 D4-29 one's own password is changed by who knows it, in every realm, and every session ends",
        arguments: [
            ("wide@nordlys.test", nil, nil), ("operator@portico.test", "OPERATOR", nil),
            ("user@fjord.test", "PORTAL", "fjord"),
        ] as [(String, String?, String?)])
    func changes(email: String, realm: String?, portal: String?) async throws {
        try await CredentialWorld.with { it in
            func session(_ password: String) async throws -> String? {
                let told = try await it.world.signIn(email, password, realm: realm, portal: portal)
                guard case .string(let token)? = told["signIn", "token"] else { return nil }
                return token
            }
            let one = try #require(try await session(Demonstration.password))
            let other = try #require(try await session(Demonstration.password))
            let told = try await it.change(Demonstration.password, to: Self.password, as: one)
            #expect(told["changePassword", "userErrors"] == [], "\(told.text)")
            #expect(told.answer.effects.count == 1, "the browser's cookie goes")
            for token in [one, other] {
                #expect(try await it.world.ask("{ viewer { name } }", as: token).answer.outcome == .credentialRefused)
            }
            #expect(try await session(Demonstration.password) == nil)
            #expect(try await session(Self.password) != nil)
            #expect(try it.people.events() == ["user.password_changed"])
        }
    }

    @Test("a wrong or weak password changes nothing and ends nothing; guessing has to wait")
    func refusesChange() async throws {
        try await CredentialWorld.with { it in
            let session = try await it.world.token("wide@nordlys.test")
            let weak = try await it.change(Demonstration.password, to: "Leila Haddad 1", as: session)
            #expect(weak["changePassword", "userErrors", 0, "field"] == ["input", "newPassword"], "\(weak.text)")
            for _ in 1...5 {
                let told = try await it.change("wrong", to: Self.password, as: session)
                let field = told["changePassword", "userErrors", 0, "field"]
                #expect(field == ["input", "currentPassword"], "\(told.text)")
            }
            let sixth = try await it.change(Demonstration.password, to: Self.password, as: session)
            #expect(sixth.userError("changePassword") == "RATE_LIMITED", "\(sixth.text)")
            #expect(try await it.people.name(behind: session) == "Leila Haddad")
            #expect(try await it.world.signIn("wide@nordlys.test")["signIn", "next"] == "DONE")
        }
    }

    @Test("nobody changes a password without a session")
    func needsSession() async throws {
        try await CredentialWorld.with { it in
            let told = try await it.change(Demonstration.password, to: Self.password, as: nil)
            #expect(told.answer.outcome != .data && told["changePassword"] == nil, "\(told.text)")
        }
    }
}
