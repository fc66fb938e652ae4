import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("The users of a portal, changed", .serialized) struct SwitchPortalUserTests {
    private typealias People = PortalPeopleWorld

    @Test("D3-12 D3-13 G-29 who is disabled loses access at once, in every session, and once enabled signs in anew")
    func disables() async throws {
        try await People.with { it in
            let first = try #require(try await it.signIn(People.kari))
            let second = try #require(try await it.signIn(People.kari))
            let before = try it.state()
            let asked = try await it.change("disablePortalUser", of: People.kari)
            #expect(asked.userError("disablePortalUser") == "CONFIRMATION_REQUIRED")
            #expect(
                asked["disablePortalUser", "userErrors", 0, "message"]
                    == .string(
                        "Kari Lunde is signed out of 2 sessions at once. "
                            + "Kari Lunde can't sign in until enabled again."))
            #expect(try it.state() == before)
            let told = try await it.change("disablePortalUser", of: People.kari, confirm: true)
            #expect(told["disablePortalUser", "portalUser", "state"] == "DISABLED", "\(told.text)")
            for token in [first, second] {
                let ended = try await it.world.ask("{ viewer { name } }", as: token)
                #expect(ended.answer.outcome == .credentialRefused)
            }
            #expect(try await it.signIn(People.kari) == nil)
            let again = try await it.change("disablePortalUser", of: People.kari)
            #expect(again["disablePortalUser", "portalUser", "state"] == "DISABLED", "as wanted already: \(again.text)")
            let back = try await it.change("enablePortalUser", of: People.kari)
            #expect(back["enablePortalUser", "portalUser", "state"] == "ENABLED", "\(back.text)")
            #expect(try await it.credentials.people.name(behind: first) == nil, "no session comes back")
            #expect(try await it.signIn(People.kari) != nil)
            #expect(
                try it.journal() == [
                    "PORTAL user.disabled Kari Lunde state ENABLED -> DISABLED",
                    "PORTAL user.enabled Kari Lunde state DISABLED -> ENABLED",
                ])
            #expect(try it.events() == ["user.disabled", "user.enabled"])
        }
    }

    @Test("D3-19 who hasn't confirmed is neither enabled nor disabled")
    func unconfirmed() async throws {
        try await People.with { it in
            let before = try it.state()
            for mutation in ["disablePortalUser", "enablePortalUser"] {
                let told = try await it.change(mutation, of: People.mona, confirm: mutation == "disablePortalUser")
                #expect(told.userError(mutation) == "CONFLICT", "\(told.text)")
                #expect(told.text.contains("hasn't confirmed yet"))
            }
            #expect(try it.state() == before)
        }
    }

    @Test("Who was disabled before there was a password is invited when enabled")
    func enablesWithoutPassword() async throws {
        try await People.with { it in
            try it.world.execute("UPDATE portal_user SET password_hash = NULL WHERE email = '\(People.odd)'")
            let told = try await it.change("enablePortalUser", of: People.odd)
            #expect(told["enablePortalUser", "portalUser", "state"] == "UNCONFIRMED", "\(told.text)")
            #expect(try it.events() == ["user.enabled", "user.invited"])
        }
    }

    @Test(
        "D3-03 G-09 the portal's admin can't be disabled or removed, by oneself or by the partner's staff",
        arguments: ["disablePortalUser", "removePortalUser"], [true, false])
    func admin(mutation: String, byStaff: Bool) async throws {
        try await People.with { it in
            let before = try it.state()
            for confirm in [false, true] {
                let told = try await it.change(
                    mutation, of: "admin@fjord.test", confirm: confirm, as: byStaff ? it.staff : it.boss)
                #expect(told.userError(mutation) == "CONFLICT", "\(told.text)")
                #expect(told.text.contains("is the portal's administrator"))
                #expect(told.text.contains("Change the administrator first."))
            }
            #expect(try it.state() == before)
            #expect(try it.journal() == [])
        }
    }

    @Test(
        "D3-14 D3-15 D3-17 G-29 whoever is removed is gone for good, in whichever state; the audit keeps the name alone",
        arguments: [People.kari, People.odd, People.mona])
    func removes(email: String) async throws {
        try await People.with { it in
            let token = try await it.signIn(email)
            let id = try await it.id(email)
            let before = try it.state()
            let asked = try await it.change("removePortalUser", ["id": id])
            #expect(asked.userError("removePortalUser") == "CONFIRMATION_REQUIRED")
            #expect(asked.text.contains("is removed for good. Only the audit log still tells of it."))
            #expect(asked.text.contains("A mail to \(email) tells that the access has ended."))
            #expect(asked.text.contains("signed out of 1 session at once") == (token != nil))
            #expect(asked.text.contains("works no more") == (email == People.mona))
            #expect(try it.state() == before)
            let input: JSONObject = ["id": id, "idempotencyKey": "k"]
            let told = try await it.change("removePortalUser", input, confirm: true)
            #expect(told["removePortalUser", "removedPortalUserId"] == id, "\(told.text)")
            #expect(try await it.change("removePortalUser", input, confirm: true).text == told.text)
            if let token {
                let ended = try await it.world.ask("{ viewer { name } }", as: token)
                #expect(ended.answer.outcome == .credentialRefused)
            }
            #expect(try it.state() == before.filter { !$0.hasPrefix(email) })
            #expect(try await it.change("removePortalUser", ["id": id]).userError("removePortalUser") == "NOT_FOUND")
            let journal = try it.journal()
            #expect(journal.count == 1 && journal[0].hasPrefix("PORTAL user.removed"), "\(journal)")
            #expect(!journal[0].contains("@"))
            // The address is free again, for somebody new.
            let back = try await it.invite("Nina Lund", email)
            #expect(back["invitePortalUser", "portalUser", "state"] == "UNCONFIRMED", "\(back.text)")
        }
    }

    @Test("D3-18 with the user the link is gone, and accepting it fails")
    func removalKillsTheLink() async throws {
        try await People.with { it in
            let link = try it.credentials.mint(People.mona)
            _ = try await it.change("removePortalUser", of: People.mona, confirm: true)
            let told = try await it.credentials.accept(link, InvitationTests.password)
            #expect(told.userError("acceptInvitation") == "NOT_FOUND", "\(told.text)")
            #expect(try it.column("state", of: People.mona) == nil)
        }
    }

    @Test("D3-16 G-20 who hasn't confirmed is invited again; the link before stops working; three an hour are enough")
    func reinvites() async throws {
        try await People.with { it in
            _ = try await it.invite("Nina Lund", "nina@fjord.test")
            let first = try it.credentials.mint("nina@fjord.test")
            for token in [it.boss, it.staff] {
                let told = try await it.change("reinvitePortalUser", of: "nina@fjord.test", as: token)
                #expect(told["reinvitePortalUser", "portalUser", "state"] == "UNCONFIRMED", "\(told.text)")
            }
            let old = try await it.credentials.accept(first, InvitationTests.password)
            #expect(old.text.contains("A newer mail has taken this link's place"), "\(old.text)")
            let last = try it.credentials.mint("nina@fjord.test")
            let often = try await it.change("reinvitePortalUser", of: "nina@fjord.test")
            #expect(often.userError("reinvitePortalUser") == "RATE_LIMITED", "\(often.text)")
            #expect(try await it.credentials.open(last)["openInvitation", "userErrors"] == [])
            #expect(
                try it.events() == ["user.created"] + ["user.invited"]
                    + ["user.reinvited", "user.invited", "user.reinvited", "user.invited"])
            for email in [People.kari, People.odd] {
                let confirmed = try await it.change("reinvitePortalUser", of: email)
                #expect(confirmed.userError("reinvitePortalUser") == "CONFLICT", "\(confirmed.text)")
            }
        }
    }

    @Test("A name is changed, and by nobody who has read another version")
    func renames() async throws {
        try await People.with { it in
            let id = try await it.id(People.kari)
            let told = try await it.change("updatePortalUser", ["id": id, "name": " Kari L. ", "expectedVersion": 1])
            #expect(told["updatePortalUser", "portalUser", "name"] == "Kari L.", "\(told.text)")
            #expect(told["updatePortalUser", "portalUser", "version"] == 2)
            #expect(try await it.change("updatePortalUser", ["id": id])["updatePortalUser", "userErrors"] == [])
            #expect(try it.journal() == ["PORTAL user.updated Kari Lunde name Kari Lunde -> Kari L."])
            let empty = try await it.change("updatePortalUser", ["id": id, "name": .null])
            #expect(empty["updatePortalUser", "userErrors", 0, "field"] == ["input", "name"], "\(empty.text)")
            for mutation in ["updatePortalUser", "disablePortalUser", "enablePortalUser", "removePortalUser"] {
                let late = try await it.change(mutation, ["id": id, "expectedVersion": 1])
                #expect(late.userError(mutation) == "CONFLICT", "\(late.text)")
                #expect(late[mutation, "userErrors", 0, "field"] == ["input", "expectedVersion"])
            }
        }
    }
}
