import Execution
import GraphQLSchema
import Planning
import SQLText
import Testing

@testable import Portal

@Suite("updateUser", .serialized) struct UpdateUserTests {
    @Test("D2-20 an admin edits a user's name, and nobody is signed out by that")
    func renames() async throws {
        try await PeopleWorld.with { it in
            let token = try await it.world.token("wide@nordlys.test")
            let id = try await it.id("wide@nordlys.test")
            let told = try await it.change("updateUser", ["id": id, "name": " Leila H. ", "clientMutationId": "c"])
            #expect(told["updateUser", "userErrors"] == [], "\(told.text)")
            #expect(told["updateUser", "user", "name"] == "Leila H.")
            #expect(told["updateUser", "user", "version"] == 2)
            #expect(told["updateUser", "clientMutationId"] == "c")
            #expect(try await it.name(behind: token) == "Leila H.")
            #expect(try it.journal() == ["user.updated Leila Haddad name Leila Haddad -> Leila H."])
            #expect(try it.events() == ["user.updated"])
            let same = try await it.change("updateUser", ["id": id, "name": "Leila H.", "role": "USER"])
            #expect(same["updateUser", "user", "version"] == 2)
            #expect(try it.events() == ["user.updated"], "nothing changed, and nothing is told")
        }
    }

    @Test("D0-06 D0-53 D2-06 another role holds from the next request on, without a new sign-in, once confirmed")
    func moves() async throws {
        try await PeopleWorld.with { it in
            let token = try await it.world.token("wide@nordlys.test")
            let id = try await it.id("wide@nordlys.test")
            let before = try it.state()
            let asked = try await it.change("updateUser", ["id": id, "role": "ADMIN"])
            #expect(asked.userError("updateUser") == "CONFIRMATION_REQUIRED")
            #expect(asked["updateUser", "userErrors", 0, "field"] == ["input", "confirm"])
            #expect(
                asked["updateUser", "userErrors", 0, "message"]
                    == "An admin sees and changes everything of the company, its users too.")
            #expect(try it.state() == before)
            #expect(try it.events().isEmpty)
            let told = try await it.change("updateUser", ["id": id, "role": "ADMIN"], confirm: true)
            #expect(told["updateUser", "user", "role"] == "ADMIN", "\(told.text)")
            #expect(try await it.world.ask("{ viewer { role } }", as: token)["viewer", "role"] == "ADMIN")
        }
    }

    @Test("G-19 who is no User any more loses the assignments, which is written down, and gets none back")
    func forgets() async throws {
        try await PeopleWorld.with { it in
            let id = try await it.id("user@nordlys.test")
            let asked = try await it.change("updateUser", ["id": id, "role": "MARKETING"])
            #expect(asked.text.contains("The assignments of 3 customers are forgotten."), "\(asked.text)")
            _ = try await it.change("updateUser", ["id": id, "role": "MARKETING"], confirm: true)
            #expect(
                try it.world.look("SELECT email FROM app_user u JOIN assignment a ON a.user_id = u.id").isEmpty)
            let written = try it.journal()
            #expect(written.count == 2 && written[0].hasSuffix("role USER -> MARKETING"), "\(written)")
            #expect(written[1].contains("customers Fjord") && written[1].hasSuffix(" ->"), "\(written)")
            _ = try await it.change("updateUser", ["id": id, "role": "USER"], confirm: true)
            let token = try await it.world.token("user@nordlys.test")
            let seen = try await it.world.ask("{ customers { totalCount } }", as: token)
            #expect(seen["customers", "totalCount"] == 0, "G-01: nobody's scope widens by itself")
        }
    }

    @Test("D2-14 who becomes Notifications loses the password; who was it is invited, and can't sign in before")
    func notifications() async throws {
        try await PeopleWorld.with { it in
            let id = try await it.id("wide@nordlys.test")
            let token = try await it.world.token("wide@nordlys.test")
            let down = try await it.change("updateUser", ["id": id, "role": "NOTIFICATIONS"], confirm: true)
            #expect(down["updateUser", "user", "status"] == "ACTIVE", "\(down.text)")
            #expect(try it.column("password_hash", of: "wide@nordlys.test") == "NULL")
            #expect(try await it.name(behind: token) == nil)
            let asked = try await it.change("updateUser", ["id": id, "role": "ADMIN"])
            #expect(asked.text.contains("can't sign in before confirming an invitation"))
            let up = try await it.change("updateUser", ["id": id, "role": "ADMIN"], confirm: true)
            #expect(up["updateUser", "user", "status"] == "INVITED", "\(up.text)")
            #expect(try it.events() == ["user.updated", "user.updated", "user.invited"])
            #expect(try await it.world.signIn("wide@nordlys.test")["signIn", "token"] == .null)
            let back = try await it.change("updateUser", ["id": id, "role": "NOTIFICATIONS"], confirm: true)
            #expect(back["updateUser", "user", "status"] == "ACTIVE", "\(back.text)")
        }
    }

    @Test("D0-56 D2-10 the last active admin stays one, is told why, and is not even asked")
    func lastAdmin() async throws {
        try await PeopleWorld.with { it in
            let id = try await it.id("admin@nordlys.test")
            let before = try it.state()
            let message = "Your company needs an active admin who can sign in. Make somebody else one first."
            for confirm in [false, true] {
                let told = try await it.change("updateUser", ["id": id, "role": "USER"], confirm: confirm)
                #expect(
                    told["updateUser", "userErrors"] == [
                        [
                            "code": "CONFLICT", "field": ["input", "role"],
                            "message": .string(message),
                        ]
                    ], "\(told.text)")
            }
            #expect(try it.state() == before)
            #expect(try it.journal().isEmpty)
        }
    }

    @Test("D0-48 D2-09 an admin steps down where another one is left, and is none with the next request")
    func stepsDown() async throws {
        try await PeopleWorld.with(twoAdmins: true) { it in
            let id = try await it.id("admin@nordlys.test")
            let asked = try await it.change("updateUser", ["id": id, "role": "MARKETING"])
            #expect(asked.text.contains("You are no longer an admin."), "\(asked.text)")
            let told = try await it.change("updateUser", ["id": id, "role": "MARKETING"], confirm: true)
            #expect(told["updateUser", "user", "role"] == "MARKETING", "\(told.text)")
            let next = try await it.change("updateUser", ["id": id, "role": "ADMIN"], confirm: true)
            #expect(next.answer.outcome == .refused(.validation), "\(next.text)")
        }
    }

    @Test(
        "what is wrong is told at its field, and nothing changes",
        arguments: [
            (["name": " "], "name"), (["name": .null], "name"), (["role": .null], "role"),
            (["name": .string(String(repeating: "x", count: 201))], "name"), (["name": "a\u{7}b"], "name"),
            (["email": .null], "email"), (["email": " "], "email"), (["email": "nina@nordlys"], "email"),
            (["idempotencyKey": ""], "idempotencyKey"),
        ] as [(JSONObject, String)])
    func invalid(input: JSONObject, field: String) async throws {
        try await PeopleWorld.with { it in
            let before = try it.state()
            var input = input
            input["id"] = try await it.id("wide@nordlys.test")
            let told = try await it.change("updateUser", input)
            #expect(told.userError("updateUser") == "BAD_INPUT", "\(told.text)")
            #expect(told["updateUser", "userErrors", 0, "field"] == ["input", .string(field)])
            #expect(try it.state() == before)
        }
    }

    @Test(
        "K10 ids of others, unknown and malformed ones are refused alike",
        arguments: ["updateUser", "disableUser", "enableUser", "removeUser"])
    func foreignIDs(mutation: String) async throws {
        try await PeopleWorld.with { it in
            let kumo = try await it.world.token("admin@kumo.test")
            let told = try await it.world.ask("{ viewer { user { id } } }", as: kumo)
            let foreign = try #require(told["viewer", "user", "id"], "\(told.text)")
            let unknown = JSONValue.string(GlobalID(typeCode: 3, row: RowID(high: 7 << 12, low: 1)).text)
            let before = try it.state()
            for id in [foreign, unknown, "", "x"] {
                let told = try await it.change(mutation, ["id": id])
                #expect(
                    told[mutation, "userErrors"] == [
                        [
                            "code": "NOT_FOUND", "field": ["input", "id"],
                            "message": "There is nothing with this id.",
                        ]
                    ], "\(told.text)")
            }
            #expect(try it.state() == before)
        }
    }

    @Test(
        "D2-06 whoever is neither an admin nor the operator doesn't see the mutations",
        arguments: ["user@nordlys.test", "marketing@nordlys.test", nil])
    func notLetIn(email: String?) async throws {
        try await World.with { world in
            var token: String?
            if let email { token = try await world.token(email) }
            for mutation in ["updateUser", "disableUser", "enableUser", "removeUser"] {
                let told = try await world.ask(
                    "mutation { \(mutation)(input: {id: \"x\"}) { clientMutationId } }", as: token)
                #expect(told.answer.outcome == .refused(token == nil ? .unauthenticated : .validation), "\(mutation)")
            }
        }
    }

    @Test("a version that isn't the user's any more is a conflict; the same key is done once")
    func repeats() async throws {
        try await PeopleWorld.with { it in
            let id = try await it.id("wide@nordlys.test")
            let input: JSONObject = ["id": id, "name": "L.", "idempotencyKey": "k", "expectedVersion": 1]
            let first = try await it.change("updateUser", input)
            let second = try await it.change("updateUser", input)
            #expect(first["updateUser", "user", "version"] == 2, "\(first.text)")
            #expect(second.text == first.text)
            let stale = try await it.change("updateUser", ["id": id, "name": "M.", "expectedVersion": 1])
            #expect(stale.userError("updateUser") == "CONFLICT")
            #expect(stale["updateUser", "userErrors", 0, "field"] == ["input", "expectedVersion"])
            let other = try await it.change("updateUser", ["id": id, "name": "M.", "idempotencyKey": "k"])
            #expect(other["updateUser", "userErrors", 0, "field"] == ["input", "idempotencyKey"])
            #expect(try it.events() == ["user.updated"])
        }
    }
}
