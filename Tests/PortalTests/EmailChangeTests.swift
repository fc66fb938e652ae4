import Execution
import GraphQLSchema
import SQLText
import TestSupport
import Testing

@testable import Portal

@Suite("One's own e-mail", .serialized) struct EmailChangeTests {
    private static let wide: String = "wide@nordlys.test"
    private static let new = "leila@haddad.test"

    /// Somebody's table, realm and portal.
    private static let people: [(email: String, table: String, portal: String?)] = [
        (wide, "app_user", nil), ("admin@nordlys.test", "app_user", nil), ("marketing@nordlys.test", "app_user", nil),
        ("user@fjord.test", "portal_user", "fjord"), ("admin@fjord.test", "portal_user", "fjord"),
    ]

    private func session(_ it: CredentialWorld, _ email: String, _ portal: String? = nil) async throws -> String {
        let told = try await it.world.signIn(email, portal: portal)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    @Test(
        "D2-04 D2-22 G-05 everybody's own e-mail changes by a link to the new one: all sessions end, the old one is told",
        arguments: people)
    func changes(email: String, table: String, portal: String?) async throws {
        try await CredentialWorld.with { it in
            let (one, other) = (try await session(it, email, portal), try await session(it, email, portal))
            let link = try await it.requested(Self.new, of: email, as: one)
            #expect(try await it.people.name(behind: other) != nil, "asking alone changes nothing")
            let opened = try await it.open(link, "EMAIL_CHANGE")
            #expect(opened["openInvitation", "invitation", "email"] == .string(Self.new), "\(opened.text)")
            #expect(opened["openInvitation", "invitation", "portal"] == (portal.map(JSONValue.string) ?? .null))
            _ = try await session(it, email, portal)
            let told = try await it.confirmEmail(link)
            #expect(told["confirmEmailChange", "email"] == .string(Self.new), "\(told.text)")
            for token in [one, other] {
                #expect(try await it.world.ask("{ viewer { name } }", as: token).answer.outcome == .credentialRefused)
            }
            #expect(try await it.world.signIn(email, portal: portal)["signIn", "token"] == .null)
            _ = try await session(it, Self.new, portal)
            let recipients = try it.world.look(
                "SELECT topic || ' ' || (payload #>> '{recipient,email}') FROM outbox_event ORDER BY id")
            #expect(recipients == ["user.email_change_requested \(Self.new)", "user.email_changed \(email)"])
            let written = try it.world.look(
                """
                SELECT concat_ws(' ', e.action, c.field, c.before, '->', c.after) FROM audit_event e
                JOIN audit_change c ON c.event_id = e.id
                WHERE e.target_type = \(.text(table)) AND e.request_id = 'test-request' ORDER BY e.id
                """)
            let change = "email \(email) -> \(Self.new)"
            #expect(written == ["user.email_change_requested \(change)", "user.email_changed \(change)"])
            let again = try await it.confirmEmail(link)
            #expect(again.userError("confirmEmailChange") == "CONFLICT" && again.text.contains("used already"))
        }
    }

    @Test("the new address is proved")
    func verifies() async throws {
        try await CredentialWorld.with { it in
            let link = try await it.requested(Self.new, of: Self.wide, as: session(it, Self.wide))
            _ = try await it.confirmEmail(link)
            #expect(try it.people.column("email_verified_at", of: Self.new) != "NULL")
        }
    }

    @Test("that somebody has the address is told only to whoever reads its mails, and takes nothing from either")
    func taken() async throws {
        try await CredentialWorld.with { it in
            let (token, other) = (try await session(it, Self.wide), "admin@leadhaus.test")
            let link = try await it.requested(other, of: Self.wide, as: token)
            let told = try await it.confirmEmail(link)
            #expect(told.userError("confirmEmailChange") == "CONFLICT", "\(told.text)")
            #expect(told.text.contains("Somebody else signs in with this e-mail"))
            #expect(try await it.people.name(behind: token) == "Leila Haddad")
            #expect(try it.people.events() == ["user.email_change_requested"])
            try it.world.execute("UPDATE app_user SET email = 'moved@leadhaus.test' WHERE email = '\(other)'")
            #expect(try await it.confirmEmail(link)["confirmEmailChange", "email"] == .string(other))
        }
    }

    @Test("one address at two portals is two people's")
    func twoPortals() async throws {
        try await CredentialWorld.with { it in
            let token = try await session(it, "user@fjord.test", "fjord")
            let link = try await it.requested(Self.wide, of: "user@fjord.test", as: token)
            #expect(try await it.confirmEmail(link)["confirmEmailChange", "email"] == .string(Self.wide))
            let taken = try await it.requested(
                "admin@fjord.test", of: Self.wide, as: session(it, Self.wide, "fjord"))
            #expect(try await it.confirmEmail(taken).userError("confirmEmailChange") == "CONFLICT")
        }
    }

    @Test("without the password, for no address or for one's own nothing is sent; guessing has to wait")
    func refuses() async throws {
        try await CredentialWorld.with { it in
            let token = try await session(it, Self.wide)
            for (email, password, field) in [
                ("no address", Demonstration.password, "email"), ("", Demonstration.password, "email"),
                (" WIDE@nordlys.test", Demonstration.password, "email"), (Self.new, "wrong", "currentPassword"),
            ] {
                let told = try await it.requestEmail(email, password, as: token)
                #expect(told.userError("requestEmailChange") == "BAD_INPUT", "\(told.text)")
                #expect(told["requestEmailChange", "userErrors", 0, "field"] == ["input", .string(field)])
            }
            for _ in 1...4 { _ = try await it.requestEmail(Self.new, "wrong", as: token) }
            let sixth = try await it.requestEmail(Self.new, as: token)
            #expect(sixth.userError("requestEmailChange") == "RATE_LIMITED", "\(sixth.text)")
            #expect(try it.people.events() == [])
        }
    }

    @Test("three links within an hour are enough")
    func often() async throws {
        try await CredentialWorld.with { it in
            let token = try await session(it, Self.wide)
            for place in 1...3 {
                _ = try await it.requested("leila\(place)@haddad.test", of: Self.wide, as: token)
            }
            let told = try await it.requestEmail(Self.new, as: token)
            #expect(told.userError("requestEmailChange") == "RATE_LIMITED", "\(told.text)")
            #expect(try it.people.events().count == 3)
        }
    }

    @Test("nobody without a session asks for another e-mail, and the operator isn't asked to")
    func needsSession() async throws {
        try await CredentialWorld.with { it in
            for token in [nil, try await it.world.token("operator@portico.test", realm: "OPERATOR")] {
                let told = try await it.requestEmail(Self.new, as: token)
                #expect(told.answer.outcome != .data && told["requestEmailChange"] == nil, "\(told.text)")
            }
        }
    }

    /// What puts a link out of use, with the words that say so.
    private static let endings: [(what: String, sql: String, says: String)] = [
        (
            "another password", "UPDATE app_user SET password_hash = password_hash || ' ' WHERE email = '\(wide)'",
            "put out of use"
        ),
        ("an admin's change", "UPDATE app_user SET email = 'w@nordlys.test' WHERE email = '\(wide)'", "put out of use"),
        ("disabling", "UPDATE app_user SET status = 'DISABLED' WHERE email = '\(wide)'", "put out of use"),
        ("a role without sign-in", "UPDATE app_user SET role = 'NOTIFICATIONS' WHERE email = '\(wide)'", "put out of"),
        (
            "a day", "ALTER TABLE invitation DISABLE TRIGGER ALL; UPDATE invitation SET expires_at = now()",
            "time is over"
        ),
        ("removal", "DELETE FROM app_user WHERE email = '\(wide)'", "doesn't work"),
    ]

    @Test("a link is out of use after whatever changes who may use it", arguments: endings)
    func isOut(what: String, sql: String, says: String) async throws {
        try await CredentialWorld.with { it in
            let link = try await it.requested(Self.new, of: Self.wide, as: session(it, Self.wide))
            try it.world.execute(sql)
            let told = try await it.confirmEmail(link)
            #expect(told["confirmEmailChange", "email"] == .null && told.text.contains(says), "\(told.text)")
            #expect(try it.people.column("name", of: Self.new) == nil)
        }
    }

    @Test("a newer link takes an older one's place, and a link is good for one thing only")
    func purposes() async throws {
        try await CredentialWorld.with { it in
            let token = try await session(it, Self.wide)
            let first = try await it.requested(Self.new, of: Self.wide, as: token)
            let second = try await it.requested("other@haddad.test", of: Self.wide, as: token)
            #expect(try await it.confirmEmail(first).text.contains("A newer mail has taken this link's place"))
            let password = InvitationTests.password
            for mutation in ["acceptInvitation", "resetPassword"] {
                #expect(try await it.accept(second, password, mutation).userError(mutation) == "NOT_FOUND")
            }
            _ = try await it.requestReset(Self.wide)
            let reset = try it.mint(Self.wide, "PASSWORD_RESET")
            #expect(try await it.confirmEmail(reset).userError("confirmEmailChange") == "NOT_FOUND")
            #expect(try await it.confirmEmail(second).userError("confirmEmailChange") == "CONFLICT")
            #expect(try await it.confirmEmail("").userError("confirmEmailChange") == "NOT_FOUND")
        }
    }

    @Test("of two who follow one link at the same time, one succeeds; of two who want one address, one gets it")
    func races() async throws {
        try await CredentialWorld.with { it in
            for round in 1...rounds(25) {
                try it.world.execute("DELETE FROM invitation; DELETE FROM sign_in_attempt")
                let pair = ["wide@nordlys.test", "marketing@nordlys.test"]
                let wanted = "wanted\(round)@haddad.test"
                let links = [
                    try await it.requested(wanted, of: pair[0], as: session(it, pair[0])),
                    try await it.requested(wanted, of: pair[1], as: session(it, pair[1])),
                ]
                async let one = it.confirmEmail(links[0])
                async let same = it.confirmEmail(links[0])
                async let other = it.confirmEmail(links[1])
                let told = try await [one, same, other]
                let accepted = told.filter { $0["confirmEmailChange", "email"] == .string(wanted) }
                #expect(accepted.count == 1, "\(told.map(\.text))")
                let refused = told.filter { $0.userError("confirmEmailChange") == "CONFLICT" }
                #expect(refused.count == 2, "\(told.map(\.text))")
                try it.world.execute(
                    """
                    UPDATE app_user SET email = CASE name WHEN 'Leila Haddad' THEN '\(pair[0])' ELSE '\(pair[1])' END
                    WHERE email = '\(wanted)'
                    """)
            }
        }
    }
}
