import Execution
import GraphQLSchema
import TestSupport
import Testing

@testable import Portal

@Suite("Invitations and forgotten passwords", .serialized) struct InvitationTests {
    static let password = "three wet hats behind a moped"

    @Test("D0-47 D4-06 whoever is invited chooses a password by the link, once, and signs in with it")
    func accepts() async throws {
        try await CredentialWorld.with { it in
            let email = "new@nordlys.test"
            let made = try await it.people.change(
                "createUser", ["name": "Nia New", "email": .string(email), "role": "USER"])
            #expect(made["createUser", "user", "status"] == "INVITED", "\(made.text)")
            #expect(try it.invitations(of: email) == ["INVITATION live without secret"])
            let token = try it.mint(email)
            let opened = try await it.open(token)
            #expect(opened["openInvitation", "invitation", "name"] == "Nia New", "\(opened.text)")
            #expect(opened["openInvitation", "invitation", "email"] == .string(email))
            #expect(opened["openInvitation", "invitation", "organizationName"] == "Nordlys Security AS")
            #expect(opened["openInvitation", "invitation", "portal"] == .null)
            let told = try await it.accept(token, Self.password)
            #expect(told["acceptInvitation", "email"] == .string(email), "\(told.text)")
            #expect(try it.people.column("status", of: email) == "ACTIVE")
            #expect(try it.people.column("email_verified_at", of: email) != nil)
            let signedIn = try await it.world.signIn(email, Self.password)
            #expect(signedIn["signIn", "viewer", "name"] == "Nia New", "\(signedIn.text)")
            for again in [try await it.accept(token, Self.password), try await it.accept(token, Self.password + "!")] {
                #expect(again.userError("acceptInvitation") == "CONFLICT")
                #expect(again.text.contains("used already"))
            }
            #expect(try await it.world.signIn(email, Self.password)["signIn", "next"] == "DONE")
            #expect(try it.people.events() == ["user.created", "user.invited", "user.confirmed"])
            let journal = try it.people.journal()
            #expect(journal.last == "user.confirmed Nia New password_hash -> ***", "\(journal)")
            #expect(!journal.contains { $0.contains("scrypt") || $0.contains(token) })
        }
    }

    @Test("D1-07 D1-08 a portal's user confirms by a link too, which leads to the portal and nowhere else")
    func portal() async throws {
        try await CredentialWorld.with { it in
            let email = "user@fjord.test"
            let session = try await it.world.signIn(email, portal: "fjord", selecting: "token")
            #expect(session["signIn", "next"] == "DONE")
            try it.world.execute(
                "UPDATE portal_user SET state = 'UNCONFIRMED', password_hash = NULL WHERE email = '\(email)'")
            let token = try it.mint(email)
            let opened = try await it.open(token)
            #expect(opened["openInvitation", "invitation", "portal"] == "fjord", "\(opened.text)")
            #expect(try await it.world.signIn(email, portal: "fjord")["signIn", "next"] == .null)
            let told = try await it.accept(token, Self.password)
            #expect(told["acceptInvitation", "email"] == .string(email), "\(told.text)")
            #expect(try await it.world.signIn(email, Self.password, portal: "fjord")["signIn", "next"] == "DONE")
            #expect(try await it.world.signIn(email, Self.password)["signIn", "next"] == .null)
            #expect(try await it.accept(token, Self.password).userError("acceptInvitation") == "CONFLICT")
        }
    }

    @Test("invariant 18: the database knows a link's hash alone")
    func onlyHash() async throws {
        try await CredentialWorld.with { it in
            let token = try it.invite("wide@nordlys.test")
            #expect(
                try it.world.look(
                    """
                    SELECT (encode(token_hash, 'hex') = encode(sha256(convert_to(\(.text(token)), 'UTF8')), 'hex'))::text
                    FROM invitation WHERE token_hash IS NOT NULL
                    """) == ["true"])
        }
    }

    @Test("G-20 a newer invitation takes the older one's place; three within an hour are enough")
    func reinvites() async throws {
        try await CredentialWorld.with { it in
            let email = "wide@nordlys.test"
            let first = try it.invite(email)
            let id = try await it.people.id(email)
            for _ in 1...2 {
                let told = try await it.people.change("reinviteUser", ["id": id])
                #expect(told["reinviteUser", "user", "id"] == id, "\(told.text)")
            }
            #expect(try await it.accept(first, Self.password).text.contains("A newer mail has taken this link's place"))
            let last = try it.mint(email)
            let often = try await it.people.change("reinviteUser", ["id": id])
            #expect(often.userError("reinviteUser") == "RATE_LIMITED", "\(often.text)")
            #expect(try await it.open(last)["openInvitation", "userErrors"] == [], "the refusal changes nothing")
            try it.world.execute(
                "ALTER TABLE invitation DISABLE TRIGGER ALL; "
                    + "UPDATE invitation SET created_at = created_at - interval '2 hours'")
            let later = try await it.people.change("reinviteUser", ["id": id])
            #expect(later["reinviteUser", "user", "id"] == id, "\(later.text)")
            let written = ["user.reinvited", "user.invited"]
            #expect(try it.people.events() == written + written + written)
        }
    }

    @Test("only who hasn't confirmed is invited again, and only by an admin of the company")
    func reinvitesNobodyElse() async throws {
        try await CredentialWorld.with { it in
            let id = try await it.people.id("wide@nordlys.test")
            let confirmed = try await it.people.change("reinviteUser", ["id": id])
            #expect(confirmed.userError("reinviteUser") == "CONFLICT", "\(confirmed.text)")
            _ = try it.invite("wide@nordlys.test")
            let foreign = try await it.people.change(
                "reinviteUser", ["id": id], as: try await it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("reinviteUser") == "NOT_FOUND", "\(foreign.text)")
            #expect(try it.invitations(of: "wide@nordlys.test") == ["INVITATION live with secret"])
        }
    }

    @Test("G-20 a link's time ends, which is told with what to do", arguments: ["INVITATION", "PASSWORD_RESET"])
    func expires(purpose: String) async throws {
        try await CredentialWorld.with { it in
            let isReset = purpose == "PASSWORD_RESET"
            if isReset { _ = try await it.requestReset("wide@nordlys.test") }
            let token = isReset ? try it.mint("wide@nordlys.test", purpose) : try it.invite("wide@nordlys.test")
            let lasts = isReset ? "30 minutes" : "7 days"
            try it.world.execute(
                "UPDATE invitation SET expires_at = expires_at - interval '\(lasts)' + interval '5 seconds'")
            #expect(try await it.open(token, purpose)["openInvitation", "userErrors"] == [], "it lasts \(lasts)")
            try it.world.execute("UPDATE invitation SET expires_at = expires_at - interval '6 seconds'")
            let told = try await it.open(token, purpose)
            #expect(told.userError("openInvitation") == "CONFLICT", "\(told.text)")
            #expect(told.text.contains("time is over"))
            let used = try await it.accept(token, Self.password, isReset ? "resetPassword" : "acceptInvitation")
            #expect(used.text.contains("time is over"), "\(used.text)")
            #expect(try it.mintIfLive("wide@nordlys.test", purpose) == nil, "no mail carries a link that is over")
        }
    }

    @Test("a link is for one purpose, and what was never a link tells nothing")
    func wrongLinks() async throws {
        try await CredentialWorld.with { it in
            let token = try it.invite("wide@nordlys.test")
            for told in [
                try await it.open(token, "PASSWORD_RESET"), try await it.open(""), try await it.open("' OR true; --"),
                try await it.open(String(repeating: "a", count: 20_000)),
            ] {
                #expect(told.userError("openInvitation") == "NOT_FOUND", "\(told.text)")
            }
            let reset = try await it.accept(token, Self.password, "resetPassword")
            #expect(reset.userError("resetPassword") == "NOT_FOUND", "\(reset.text)")
            #expect(try it.people.column("status", of: "wide@nordlys.test") == "INVITED")
        }
    }

    @Test(
        "whatever ends an invitation puts its link out of use",
        arguments: [
            "UPDATE app_user SET email = 'other@nordlys.test' WHERE email = 'wide@nordlys.test'",
            "UPDATE app_user SET status = 'DISABLED' WHERE email = 'wide@nordlys.test'",
            "UPDATE app_user SET role = 'NOTIFICATIONS', status = 'ACTIVE' WHERE email = 'wide@nordlys.test'",
        ])
    func revoked(change: String) async throws {
        try await CredentialWorld.with { it in
            let token = try it.invite("wide@nordlys.test")
            try it.world.execute(change)
            let told = try await it.accept(token, Self.password)
            #expect(told.userError("acceptInvitation") == "CONFLICT", "\(told.text)")
            #expect(told.text.contains("put out of use"))
        }
    }

    @Test("D3-18 with the user the link is gone")
    func removed() async throws {
        try await CredentialWorld.with { it in
            let token = try it.invite("wide@nordlys.test")
            let id = try await it.people.id("wide@nordlys.test")
            _ = try await it.people.change("removeUser", ["id": id], confirm: true)
            #expect(try await it.accept(token, Self.password).userError("acceptInvitation") == "NOT_FOUND")
        }
    }

    @Test("D4-38 a password that is guessed early is refused at its field, and the link still works")
    func weakPassword() async throws {
        try await CredentialWorld.with { it in
            let token = try it.invite("wide@nordlys.test")
            for weak in ["short", "Leila Haddad 2026", "wide@nordlys.test"] {
                let told = try await it.accept(token, weak)
                #expect(told.userError("acceptInvitation") == "BAD_INPUT", "\(told.text)")
                #expect(told["acceptInvitation", "userErrors", 0, "field"] == ["input", "password"])
            }
            #expect(try await it.accept(token, Self.password)["acceptInvitation", "email"] == "wide@nordlys.test")
        }
    }

    @Test("two who accept one link at the same time: one succeeds, and the password is that one's")
    func race() async throws {
        try await CredentialWorld.with { it in
            for round in 1...rounds(20) {
                try it.world.execute("DELETE FROM sign_in_attempt")
                let token = try it.invite("wide@nordlys.test")
                let passwords = ["\(Self.password) one \(round)", "\(Self.password) two \(round)"]
                async let one = it.accept(token, passwords[0])
                async let two = it.accept(token, passwords[1])
                let told = try await [one, two]
                let accepted = told.map { $0["acceptInvitation", "email"] == "wide@nordlys.test" }
                #expect(accepted.filter { $0 }.count == 1, "\(told.map(\.text))")
                for (password, isRight) in zip(passwords, accepted) {
                    let signedIn = try await it.world.signIn("wide@nordlys.test", password)
                    #expect((signedIn["signIn", "next"] == "DONE") == isRight)
                }
            }
        }
    }
}
