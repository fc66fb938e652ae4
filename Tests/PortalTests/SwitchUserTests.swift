import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("disableUser, enableUser and removeUser", .serialized) struct SwitchUserTests {
    @Test("D0-46 a disabled user is signed out at once, and no session comes back with enabling")
    func disables() async throws {
        try await PeopleWorld.with { it in
            let token = try await it.world.token("wide@nordlys.test")
            let id = try await it.id("wide@nordlys.test")
            let before = try it.state()
            let asked = try await it.change("disableUser", ["id": id])
            #expect(asked.userError("disableUser") == "CONFIRMATION_REQUIRED")
            #expect(
                asked["disableUser", "userErrors", 0, "message"]
                    == .string(
                        "Leila Haddad is signed out of 1 session at once. "
                            + "Leila Haddad can't sign in until enabled again."))
            #expect(try it.state() == before)
            let told = try await it.change("disableUser", ["id": id], confirm: true)
            #expect(told["disableUser", "user", "status"] == "DISABLED", "\(told.text)")
            let ended = try await it.world.ask("{ viewer { name } }", as: token)
            #expect(ended.answer.outcome == .credentialRefused)
            #expect(try await it.world.signIn("wide@nordlys.test")["signIn", "token"] == .null)
            let again = try await it.change("disableUser", ["id": id])
            #expect(again["disableUser", "user", "status"] == "DISABLED", "as wanted already: \(again.text)")
            let back = try await it.change("enableUser", ["id": id])
            #expect(back["enableUser", "user", "status"] == "ACTIVE", "\(back.text)")
            #expect(try await it.name(behind: token) == nil)
            #expect(try await it.name(behind: it.world.token("wide@nordlys.test")) == "Leila Haddad")
            #expect(
                try it.journal() == [
                    "user.disabled Leila Haddad status ACTIVE -> DISABLED",
                    "user.enabled Leila Haddad status DISABLED -> ACTIVE",
                ])
            #expect(try it.events() == ["user.disabled", "user.enabled"])
        }
    }

    @Test("section 4.2: who hasn't confirmed is neither disabled nor enabled, but can be removed")
    func invited() async throws {
        try await PeopleWorld.with { it in
            try it.world.execute(
                "UPDATE app_user SET status = 'INVITED', password_hash = NULL WHERE email = 'wide@nordlys.test'")
            let id = try await it.id("wide@nordlys.test")
            for mutation in ["disableUser", "enableUser"] {
                let told = try await it.change(mutation, ["id": id])
                #expect(told.userError(mutation) == "CONFLICT", "\(told.text)")
                #expect(told.text.contains("hasn't confirmed yet"))
            }
            let gone = try await it.change("removeUser", ["id": id], confirm: true)
            #expect(gone["removeUser", "removedUserId"] == id, "\(gone.text)")
        }
    }

    @Test("who was disabled without a password is invited when enabled; who only gets mails is active")
    func enablesWithoutPassword() async throws {
        try await PeopleWorld.with { it in
            try it.world.execute(
                """
                UPDATE app_user SET status = 'DISABLED', password_hash = NULL
                WHERE email IN ('wide@nordlys.test', 'notify@nordlys.test')
                """)
            let wide = try await it.change("enableUser", ["id": try await it.id("wide@nordlys.test")])
            #expect(wide["enableUser", "user", "status"] == "INVITED", "\(wide.text)")
            let notify = try await it.change("enableUser", ["id": try await it.id("notify@nordlys.test")])
            #expect(notify["enableUser", "user", "status"] == "ACTIVE", "\(notify.text)")
            #expect(try it.events() == ["user.enabled", "user.invited", "user.enabled"])
        }
    }

    @Test("D0-55 D2-36 D2-37 G-21 a removed user is gone for good, with all that hung on it; the audit keeps the name")
    func removes() async throws {
        try await PeopleWorld.with { it in
            let token = try await it.world.token("user@nordlys.test")
            let id = try await it.id("user@nordlys.test")
            let before = try it.state()
            let asked = try await it.change("removeUser", ["id": id])
            #expect(asked.userError("removeUser") == "CONFIRMATION_REQUIRED")
            #expect(asked.text.contains("is removed for good"), "\(asked.text)")
            #expect(asked.text.contains("The assignments of 3 customers are forgotten."))
            #expect(try it.state() == before)
            let input: JSONObject = ["id": id, "idempotencyKey": "k"]
            let told = try await it.change("removeUser", input, confirm: true)
            #expect(told["removeUser", "removedUserId"] == id, "\(told.text)")
            #expect(try await it.change("removeUser", input, confirm: true).text == told.text)
            let ended = try await it.world.ask("{ viewer { name } }", as: token)
            #expect(ended.answer.outcome == .credentialRefused)
            #expect(
                try it.world.look(
                    """
                    SELECT (SELECT count(*) FROM app_user WHERE email = 'user@nordlys.test') + (SELECT count(*)
                        FROM membership m WHERE NOT EXISTS (SELECT FROM app_user u WHERE u.id = m.user_id)) || ''
                    """) == ["0"])
            #expect(try await it.change("removeUser", ["id": id]).userError("removeUser") == "NOT_FOUND")
            let written = try it.journal()
            #expect(
                Array(written.prefix(2)) == [
                    "user.removed Jonas Berg role USER ->", "user.removed Jonas Berg status ACTIVE ->",
                ])
            #expect(!written.contains { $0.contains("@") }, "the name is kept, and no address: \(written)")
        }
    }

    @Test(
        "D2-38 D2-39 the event of a removal says whom a mail goes to; nobody gets one who never signed in",
        arguments: [("wide@nordlys.test", "wide@nordlys.test"), ("notify@nordlys.test", "NULL")])
    func recipient(email: String, mailed: String) async throws {
        try await PeopleWorld.with { it in
            _ = try await it.change("removeUser", ["id": try await it.id(email)], confirm: true)
            #expect(try it.events() == ["user.removed"])
            #expect(try it.world.look("SELECT payload -> 'recipient' ->> 'email' FROM outbox_event") == [mailed])
        }
    }

    @Test("D2-10 nobody disables or removes oneself", arguments: ["disableUser", "removeUser"])
    func oneself(mutation: String) async throws {
        try await PeopleWorld.with(twoAdmins: true) { it in
            let before = try it.state()
            let told = try await it.change(mutation, ["id": try await it.id("admin@nordlys.test")], confirm: true)
            #expect(told.userError(mutation) == "CONFLICT", "\(told.text)")
            #expect(told.text.contains("yourself"))
            #expect(try it.state() == before)
        }
    }

    @Test(
        "D0-56 C6 two admins who disable, remove or demote each other at once: one is left, and the other is told why",
        arguments: ["disableUser", "removeUser", "updateUser"])
    func race(mutation: String) async throws {
        try await PeopleWorld.with(twoAdmins: true) { it in
            let other = try await it.world.token("wide@nordlys.test")
            let (first, second) = (try await it.id("admin@nordlys.test"), try await it.id("wide@nordlys.test"))
            let role: JSONObject = mutation == "updateUser" ? ["role": "USER"] : [:]
            // Both have changed the other's row and wait for the company's, where they count.
            let holding = try it.world.test.session()
            try holding.execute("BEGIN; SELECT FROM organization FOR UPDATE")
            async let one = it.change(mutation, role.merging(["id": second]), confirm: true)
            async let two = it.change(mutation, role.merging(["id": first]), confirm: true, as: other)
            while try it.world.look("SELECT 1::text FROM pg_locks WHERE NOT granted").count < 2 {
                try await Task.sleep(for: .milliseconds(10))
            }
            try holding.execute("COMMIT")
            let told = try await [one, two]
            let refused = told.filter { $0.userError(mutation) != nil }
            #expect(refused.count == 1, "\(told.map(\.text))")
            #expect(refused.first?.userError(mutation) == "CONFLICT")
            #expect(refused.first?.text.contains("needs an active admin") == true, "\(told.map(\.text))")
            #expect(
                try it.world.look(
                    """
                    SELECT count(*)::text FROM app_user u JOIN organization g ON g.id = u.organization_id
                    WHERE u.role = 'ADMIN' AND u.status = 'ACTIVE' AND g.name LIKE 'Nordlys%'
                    """) == ["1"])
        }
    }
}

extension JSONObject {
    /// Both, the other's values first.
    fileprivate func merging(_ other: JSONObject) -> JSONObject {
        var all = self
        for (name, value) in other { all[name] = value }
        return all
    }
}
