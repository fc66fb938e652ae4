import Execution
import GraphQLSchema
import Planning
import SQLText
import Testing

@testable import Portal

@Suite("createUser", .serialized) struct CreateUserTests {
    private static let new: JSONObject = ["name": "Nina Lund", "email": "nina@nordlys.test", "role": "USER"]

    private func input(_ more: JSONObject) -> JSONObject {
        var input = Self.new
        for (name, value) in more { input[name] = value }
        return input
    }

    /// The company's partnerships by type.
    private func partnership(_ type: String, _ it: PeopleWorld) async throws -> JSONValue {
        let told = try await it.world.ask(
            "query ($t: PartnershipType!) { partnerships(filter: {type: {eq: $t}}) { nodes { id name } } }",
            ["t": .string(type)], as: it.admin)
        return try #require(told["partnerships", "nodes", 0, "id"], "\(told.text)")
    }

    private func customers(_ type: String, _ it: PeopleWorld) async throws -> [(id: JSONValue, name: JSONValue)] {
        try await AssigningWorld(world: it.world, admin: it.admin).customers(of: type)
    }

    @Test(
        "D2-07 D2-08 D2-09 an admin makes users of each of the four roles; who is to sign in is invited, not active",
        arguments: [
            ("ADMIN", "INVITED"), ("USER", "INVITED"), ("MARKETING", "INVITED"), ("NOTIFICATIONS", "ACTIVE"),
        ])
    func roles(role: String, status: String) async throws {
        try await PeopleWorld.with { it in
            let told = try await it.change(
                "createUser", input(["role": .string(role), "email": " Nina@Nordlys.TEST ", "name": " Nina Lund "]))
            #expect(told["createUser", "userErrors"] == [], "\(told.text)")
            #expect(told["createUser", "user", "name"] == "Nina Lund")
            #expect(told["createUser", "user", "email"] == "nina@nordlys.test")
            #expect(told["createUser", "user", "role"] == .string(role))
            #expect(told["createUser", "user", "status"] == .string(status))
            #expect(try it.events() == ["user.created"] + (status == "INVITED" ? ["user.invited"] : []))
            #expect(
                try it.journal() == [
                    "user.created Nina Lund name -> Nina Lund", "user.created Nina Lund email -> nina@nordlys.test",
                    "user.created Nina Lund role -> \(role)", "user.created Nina Lund status -> \(status)",
                ])
            #expect(try await it.world.signIn("nina@nordlys.test")["signIn", "token"] == .null)
            #expect(
                try it.column("time_zone", of: "nina@nordlys.test") == it.column("time_zone", of: "admin@nordlys.test"))
        }
    }

    @Test("D2-17 memberships and assignments are set in the same step")
    func places() async throws {
        try await PeopleWorld.with { it in
            let (mssp, reseller) = (try await partnership("MSSP", it), try await partnership("RESELLER", it))
            let chosen = Array(try await customers("MSSP", it).prefix(2))
            let told = try await it.change(
                "createUser",
                input([
                    "memberships": [
                        [
                            "partnershipId": mssp, "customerAccess": "ASSIGNED",
                            "customerIds": .array(chosen.map(\.id) + [chosen[0].id]),
                        ],
                        ["partnershipId": reseller],
                    ]
                ]))
            #expect(told["createUser", "userErrors"] == [], "\(told.text)")
            let found = try await it.world.ask(
                """
                { users(filter: {email: {eq: "nina@nordlys.test"}}) { nodes { memberships { nodes {
                  customerAccess partnership { type } assignments { totalCount } } } } } }
                """, as: it.admin)
            guard case .array(let places)? = found["users", "nodes", 0, "memberships", "nodes"] else {
                throw WorldError(text: found.text)
            }
            #expect(
                Set(places) == [
                    [
                        "customerAccess": "ASSIGNED", "partnership": ["type": "MSSP"],
                        "assignments": ["totalCount": 2],
                    ],
                    ["customerAccess": "ALL", "partnership": ["type": "RESELLER"], "assignments": ["totalCount": 0]],
                ], "\(found.text)")
            let written = try #require(try it.journal().first { $0.contains("memberships") })
            #expect(written.contains("("), "the customers by name: \(written)")
        }
    }

    @Test("K12 an e-mail that somebody has is refused alike, whether here, elsewhere, or in other letters")
    func taken() async throws {
        try await PeopleWorld.with { it in
            let before = try it.state()
            for email in ["user@nordlys.test", " User@Nordlys.test", "admin@kumo.test"] {
                let told = try await it.change("createUser", input(["email": .string(email)]))
                #expect(
                    told["createUser", "userErrors"] == [
                        [
                            "code": "CONFLICT", "field": ["input", "email"],
                            "message": "This e-mail address is taken.",
                        ]
                    ], "\(told.text)")
            }
            #expect(try it.state() == before)
            #expect(try it.events().isEmpty && it.journal().isEmpty)
        }
    }

    @Test(
        "what is wrong is told at its field, all at once",
        arguments: [
            (["name": " "], ["name"]), (["email": "nina"], ["email"]), (["email": "nina@nordlys"], ["email"]),
            (["email": "a b@nordlys.test"], ["email"]), (["email": "a@b@nordlys.test"], ["email"]),
            (["email": .string(String(repeating: "x", count: 250) + "@x.test")], ["email"]),
            (["name": "", "email": ""], ["name", "email"]),
            (["memberships": [["partnershipId": "x"]]], ["memberships.0.partnershipId"]),
        ] as [(JSONObject, [String])])
    func invalid(more: JSONObject, fields: [String]) async throws {
        try await PeopleWorld.with { it in
            let before = try it.state()
            let told = try await it.change("createUser", input(more))
            for (place, field) in fields.enumerated() {
                let path = ["input"] + field.split(separator: ".").map { JSONValue.string(String($0)) }
                #expect(told["createUser", "userErrors", place, "field"] == .array(path), "\(told.text)")
            }
            #expect(told["createUser", "userErrors", fields.count] == nil)
            #expect(try it.state() == before)
        }
    }

    @Test("G-01 G-19 K10 customers are chosen for users of role User, at least one, and of that partnership")
    func invalidPlaces() async throws {
        try await PeopleWorld.with { it in
            let mssp = try await partnership("MSSP", it)
            let one = try await customers("MSSP", it)[0].id
            let other = try await customers("RESELLER", it)[0].id
            let kumo = try await it.world.token("admin@kumo.test")
            let told = try await it.world.ask("{ partnerships { nodes { id } } }", as: kumo)
            let foreign = try #require(told["partnerships", "nodes", 0, "id"])
            let before = try it.state()
            let cases: [(role: JSONValue, places: [JSONValue], field: String, code: String)] = [
                ("USER", [["partnershipId": mssp, "customerAccess": "ASSIGNED"]], "customerIds", "BAD_INPUT"),
                ("USER", [["partnershipId": mssp, "customerIds": [one]]], "customerIds", "BAD_INPUT"),
                (
                    "MARKETING", [["partnershipId": mssp, "customerAccess": "ASSIGNED", "customerIds": [one]]],
                    "customerAccess", "BAD_INPUT"
                ),
                (
                    "USER", [["partnershipId": mssp, "customerAccess": "ASSIGNED", "customerIds": [one, other]]],
                    "customerIds", "NOT_FOUND"
                ),
                (
                    "USER", [["partnershipId": mssp, "customerAccess": "ASSIGNED", "customerIds": [one, "x"]]],
                    "customerIds", "NOT_FOUND"
                ),
                ("USER", [["partnershipId": foreign]], "partnershipId", "NOT_FOUND"),
            ]
            for (role, places, field, code) in cases {
                let told = try await it.change("createUser", input(["role": role, "memberships": .array(places)]))
                #expect(told.userError("createUser") == code, "\(told.text)")
                #expect(
                    told["createUser", "userErrors", 0, "field"] == [
                        "input", "memberships", "0", .string(field),
                    ], "\(told.text)")
            }
            let twice: JSONValue = [["partnershipId": mssp], ["partnershipId": mssp]]
            let doubled = try await it.change("createUser", input(["memberships": twice]))
            #expect(doubled["createUser", "userErrors", 0, "field"] == ["input", "memberships", "1", "partnershipId"])
            #expect(try it.state() == before)
        }
    }

    @Test("of two that come at once with one e-mail, one is made; the same key makes one user")
    func races() async throws {
        try await PeopleWorld.with { it in
            let input = input([:])
            let codes = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await it.change("createUser", input).userError("createUser") ?? "made" }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(codes == ["made": 1, "CONFLICT": 5])
            let kept = self.input(["email": "other@nordlys.test", "idempotencyKey": "k"])
            let first = try await it.change("createUser", kept)
            #expect(first["createUser", "userErrors"] == [], "\(first.text)")
            #expect(try await it.change("createUser", kept).text == first.text)
        }
    }

    @Test(
        "D0-47 whoever isn't an admin makes no user",
        arguments: ["user@nordlys.test", "marketing@nordlys.test", "operator@portico.test", nil])
    func notLetIn(email: String?) async throws {
        try await World.with { world in
            var token: String?
            if let email { token = try await world.token(email, realm: email.hasPrefix("operator") ? "OPERATOR" : nil) }
            let told = try await world.ask(
                #"mutation { createUser(input: {name: "x", email: "x@x.test", role: ADMIN}) { clientMutationId } }"#,
                as: token)
            #expect(told.answer.outcome == .refused(token == nil ? .unauthenticated : .validation))
        }
    }
}
