import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("updateUser of an e-mail", .serialized) struct UserEmailTests {
    private static let wide = "wide@nordlys.test"
    private static let new = "leila@nordlys.test"

    /// To whom the events' mails go, by topic.
    private func letters(_ it: PeopleWorld) throws -> [String] {
        try it.world.look(
            """
            SELECT concat_ws(' ', topic, payload -> 'recipient' ->> 'email', payload -> 'recipient' ->> 'name',
                payload -> 'recipient' ->> 'locale') FROM outbox_event ORDER BY id
            """)
    }

    @Test("D2-21 G-05 another e-mail ends the user's sessions, once confirmed, and the old address is told")
    func changes() async throws {
        try await PeopleWorld.with { it in
            let token = try await it.world.token(Self.wide)
            let id = try await it.id(Self.wide)
            try it.world.execute("UPDATE app_user SET email_verified_at = now() WHERE email = '\(Self.wide)'")
            let before = try it.state()
            let asked = try await it.change("updateUser", ["id": id, "email": " Leila@Nordlys.TEST "])
            let message = """
                Leila Haddad is signed out of 1 session at once. Leila Haddad signs in with \(Self.new) from then on. \
                \(Self.wide) is told of the change.
                """
            #expect(
                asked["updateUser", "userErrors", 0] == [
                    "code": "CONFIRMATION_REQUIRED", "field": ["input", "confirm"], "message": .string(message),
                ], "\(asked.text)")
            #expect(try it.state() == before)
            #expect(try await it.name(behind: token) == "Leila Haddad")
            let told = try await it.change("updateUser", ["id": id, "email": " Leila@Nordlys.TEST "], confirm: true)
            #expect(told["updateUser", "user", "email"] == .string(Self.new), "\(told.text)")
            #expect(told["updateUser", "user", "status"] == "ACTIVE")
            let ended = try await it.world.ask("{ viewer { name } }", as: token)
            #expect(ended.answer.outcome == .credentialRefused)
            #expect(try await it.world.signIn(Self.wide)["signIn", "token"] == .null)
            #expect(try await it.name(behind: it.world.token(Self.new)) == "Leila Haddad")
            #expect(try it.column("email_verified_at", of: Self.new) == "NULL")
            #expect(try it.journal() == ["user.updated Leila Haddad email \(Self.wide) -> \(Self.new)"])
            #expect(
                try letters(it) == ["user.updated", "user.email_changed \(Self.wide) Leila Haddad nb"])
        }
    }

    @Test("the e-mail that a user has already is no change, however it is written, and asks nothing")
    func same() async throws {
        try await PeopleWorld.with { it in
            let token = try await it.world.token(Self.wide)
            let id = try await it.id(Self.wide)
            let told = try await it.change("updateUser", ["id": id, "email": "WIDE@nordlys.test "])
            #expect(told["updateUser", "user", "version"] == 1, "\(told.text)")
            #expect(try await it.name(behind: token) == "Leila Haddad")
            #expect(try it.events().isEmpty && it.journal().isEmpty)
        }
    }

    @Test("K12 an e-mail that somebody has is refused alike, whether here or elsewhere, and nobody is asked first")
    func taken() async throws {
        try await PeopleWorld.with { it in
            let token = try await it.world.token(Self.wide)
            let id = try await it.id(Self.wide)
            let before = try it.state()
            for email in ["user@nordlys.test", " User@Nordlys.test", "admin@kumo.test"] {
                for confirm in [false, true] {
                    let told = try await it.change("updateUser", ["id": id, "email": .string(email)], confirm: confirm)
                    #expect(
                        told["updateUser", "userErrors"] == [
                            [
                                "code": "CONFLICT", "field": ["input", "email"],
                                "message": "This e-mail address is taken.",
                            ]
                        ], "\(told.text)")
                }
            }
            #expect(try it.state() == before)
            #expect(try await it.name(behind: token) == "Leila Haddad")
            #expect(try it.events().isEmpty && it.journal().isEmpty)
        }
    }

    @Test("G-05 nobody changes the own e-mail without the password, but the own name goes through")
    func oneself() async throws {
        try await PeopleWorld.with { it in
            let id = try await it.id("admin@nordlys.test")
            let before = try it.state()
            for confirm in [false, true] {
                let told = try await it.change("updateUser", ["id": id, "email": "me@nordlys.test"], confirm: confirm)
                #expect(
                    told["updateUser", "userErrors"] == [
                        [
                            "code": "CONFLICT", "field": ["input", "email"],
                            "message": """
                            Change your own e-mail under Account: it takes your password, and a look at your mails.
                            """,
                        ]
                    ], "\(told.text)")
            }
            #expect(try it.state() == before)
            let named = try await it.change(
                "updateUser", ["id": id, "email": "admin@nordlys.test", "name": "Ingrid S."])
            #expect(named["updateUser", "user", "name"] == "Ingrid S.", "\(named.text)")
        }
    }

    @Test("D0-47 who hasn't confirmed is invited anew at the other address, and the unproved one is told nothing")
    func invited() async throws {
        try await PeopleWorld.with { it in
            let made: JSONObject = ["name": "Nina Lund", "email": "nina@nordlys.test", "role": "USER"]
            let id = try #require(try await it.change("createUser", made)["createUser", "user", "id"])
            let change: JSONObject = ["id": id, "email": "nina.lund@nordlys.test"]
            let asked = try await it.change("updateUser", change)
            #expect(
                asked["updateUser", "userErrors", 0, "message"]
                    == .string(
                        "The invitation goes to nina.lund@nordlys.test. "
                            + "The link that nina@nordlys.test got works no more."), "\(asked.text)")
            let told = try await it.change("updateUser", change, confirm: true)
            #expect(told["updateUser", "user", "status"] == "INVITED", "\(told.text)")
            #expect(try letters(it) == ["user.created", "user.invited", "user.updated", "user.invited"])
            let links = try it.world.look(
                """
                SELECT coalesce(i.ending, 'LIVE') FROM invitation i JOIN app_user u ON u.id = i.user_id
                WHERE u.email = 'nina.lund@nordlys.test' ORDER BY i.id
                """)
            #expect(links == ["REVOKED", "LIVE"])
        }
    }

    @Test("D2-14 who only gets mails gets them elsewhere, and nothing else comes of it")
    func notifications() async throws {
        try await PeopleWorld.with { it in
            let id = try await it.id("notify@nordlys.test")
            let told = try await it.change("updateUser", ["id": id, "email": "desk@nordlys.test"])
            #expect(told["updateUser", "user", "email"] == "desk@nordlys.test", "\(told.text)")
            #expect(told["updateUser", "user", "status"] == "ACTIVE")
            #expect(try letters(it) == ["user.updated"])
        }
    }

    @Test(
        "a new role and a new e-mail at once are told together, and each does what it does alone",
        arguments: [
            (
                wide, "NOTIFICATIONS", ["user.updated", "user.email_changed \(wide) Leila Haddad nb"],
                """
                Leila Haddad is signed out of 1 session at once. \(wide) is told of the change. \
                Leila Haddad only gets mails: the password is deleted, and nobody can sign in with it.
                """
            ),
            (
                "notify@nordlys.test", "MARKETING", ["user.updated", "user.invited"],
                """
                The invitation goes to \(new). \
                Nordlys Service Desk sees the partner kit, and no customer. \
                Nordlys Service Desk can't sign in before confirming an invitation.
                """
            ),
        ])
    func both(email: String, role: String, letters: [String], message: String) async throws {
        try await PeopleWorld.with { it in
            if email == Self.wide { _ = try await it.world.token(email) }
            let change: JSONObject = ["id": try await it.id(email), "email": .string(Self.new), "role": .string(role)]
            let asked = try await it.change("updateUser", change)
            #expect(asked["updateUser", "userErrors", 0, "message"] == .string(message), "\(asked.text)")
            let told = try await it.change("updateUser", change, confirm: true)
            #expect(told["updateUser", "user", "role"] == .string(role), "\(told.text)")
            #expect(try self.letters(it) == letters)
        }
    }

    @Test("of two who get one address at once, one has it, and the other is told")
    func race() async throws {
        try await PeopleWorld.with { it in
            let ids = [try await it.id(Self.wide), try await it.id("user@nordlys.test")]
            let codes = try await withThrowingTaskGroup(of: String.self) { group in
                for id in ids {
                    group.addTask {
                        let change: JSONObject = ["id": id, "email": .string(Self.new)]
                        return try await it.change("updateUser", change, confirm: true).userError("updateUser")
                            ?? "changed"
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(codes == ["changed": 1, "CONFLICT": 1])
        }
    }
}
