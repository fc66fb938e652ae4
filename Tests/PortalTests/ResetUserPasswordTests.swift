import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("resetUserPassword", .serialized) struct ResetUserPasswordTests {
    private static let wide: String = "wide@nordlys.test"

    @Test("D0-54 D2-26 D2-27 G-04 an admin resets a password: it works no more, all sessions end, a link is sent")
    func resets() async throws {
        try await CredentialWorld.with { it in
            let token = try await it.world.token(Self.wide)
            let id = try await it.people.id(Self.wide)
            let before = try it.people.state()
            let asked = try await it.people.change("resetUserPassword", ["id": id])
            let message = """
                Leila Haddad's password works no more. A link to choose a new one goes to \(Self.wide), and works for \
                30 minutes. Leila Haddad is signed out of 1 session at once.
                """
            #expect(asked["resetUserPassword", "userErrors", 0, "message"] == .string(message), "\(asked.text)")
            #expect(asked.userError("resetUserPassword") == "CONFIRMATION_REQUIRED")
            #expect(try it.people.state() == before)
            let told = try await it.people.change("resetUserPassword", ["id": id], confirm: true)
            #expect(told["resetUserPassword", "user", "status"] == "ACTIVE", "\(told.text)")
            #expect(try await it.world.ask("{ viewer { name } }", as: token).answer.outcome == .credentialRefused)
            #expect(try await it.world.signIn(Self.wide)["signIn", "token"] == .null)
            #expect(try it.people.journal() == ["user.reset_requested Leila Haddad ->"])
            #expect(try it.people.events() == ["user.reset_requested"])
            let link = try it.mint(Self.wide, "PASSWORD_RESET")
            let set = try await it.accept(link, InvitationTests.password, "resetPassword")
            #expect(set["resetPassword", "email"] == .string(Self.wide), "\(set.text)")
            #expect(try await it.world.signIn(Self.wide, InvitationTests.password)["signIn", "next"] == "DONE")
        }
    }

    @Test("who misses the link asks for another where one signs in")
    func misses() async throws {
        try await CredentialWorld.with { it in
            let id = try await it.people.id(Self.wide)
            _ = try await it.people.change("resetUserPassword", ["id": id], confirm: true)
            _ = try await it.requestReset(Self.wide)
            let link = try it.mint(Self.wide, "PASSWORD_RESET")
            let set = try await it.accept(link, InvitationTests.password, "resetPassword")
            #expect(set["resetPassword", "email"] == .string(Self.wide), "\(set.text)")
        }
    }

    private static let refusals: [(email: String, sql: String, says: String)] = [
        ("admin@nordlys.test", "", "under Account"), ("notify@nordlys.test", "", "only gets mails"),
        (wide, "UPDATE app_user SET status = 'DISABLED' WHERE email = '\(wide)'", "Enable the user first"),
        (
            wide, "UPDATE app_user SET status = 'INVITED', password_hash = NULL WHERE email = '\(wide)'",
            "Invite the user again"
        ),
    ]

    @Test("who has no password that works isn't reset, and nobody resets the own one", arguments: refusals)
    func refuses(email: String, sql: String, says: String) async throws {
        try await CredentialWorld.with { it in
            let id = try await it.people.id(email)
            if !sql.isEmpty { try it.world.execute(sql) }
            let before = try it.people.state()
            let told = try await it.people.change("resetUserPassword", ["id": id], confirm: true)
            #expect(told.userError("resetUserPassword") == "CONFLICT" && told.text.contains(says), "\(told.text)")
            #expect(try it.people.state() == before)
        }
    }

    @Test("another company's admin finds nobody, and three links within an hour are enough")
    func limits() async throws {
        try await CredentialWorld.with { it in
            let id = try await it.people.id(Self.wide)
            let foreign = try await it.people.change(
                "resetUserPassword", ["id": id], confirm: true, as: try await it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("resetUserPassword") == "NOT_FOUND", "\(foreign.text)")
            for _ in 1...3 { _ = try await it.people.change("resetUserPassword", ["id": id], confirm: true) }
            let told = try await it.people.change("resetUserPassword", ["id": id], confirm: true)
            #expect(told.userError("resetUserPassword") == "RATE_LIMITED", "\(told.text)")
        }
    }

    @Test("from SQL, as the application, nobody but an admin of the company resets a password")
    func database() async throws {
        try await CredentialWorld.with { it in
            let hash = try it.people.column("password_hash", of: Self.wide)
            let id = try it.world.look("SELECT id::text FROM app_user WHERE email = \(.text(Self.wide))")
            try it.world.execute("SET ROLE portico_app; SELECT reset_user_password('\(id.first ?? "")')")
            #expect(try it.people.column("password_hash", of: Self.wide) == hash)
        }
    }
}
