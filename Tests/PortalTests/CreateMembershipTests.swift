import Execution
import GraphQLSchema
import SQLText
import TestSupport
import Testing

@testable import Portal

@Suite("createMembership", .serialized) struct CreateMembershipTests {
    private static let wide = "wide@nordlys.test"

    @Test("D0-06 D2-18 a place shows all its customers with the next request of a session that was there before")
    func whole() async throws {
        try await PlacesWorld.with { it in
            let token = try await it.world.token(Self.wide)
            let before = try await it.seen(token)
            let added = try await it.assigning.customers(of: "RESELLER").map(\.name)
            #expect(before.isDisjoint(with: added) && !added.isEmpty, "D2-03 other partnerships are invisible")
            let told = try await it.give(Self.wide, ["clientMutationId": "c"])
            #expect(told["createMembership", "userErrors"] == [], "\(told.text)")
            #expect(told["createMembership", "clientMutationId"] == "c")
            #expect(told["createMembership", "membership", "customerAccess"] == "ALL")
            #expect(
                told["createMembership", "membership", "effectiveCustomerCount"] == .int(Int64(added.count)))
            #expect(told["createMembership", "user"] == ["name": "Leila Haddad", "memberships": ["totalCount": 2]])
            #expect(try await it.seen(token) == before.union(added))
            #expect(
                try it.journal() == [
                    "membership.created membership Leila Haddad partnership -> Nordlys Resale",
                    "membership.created membership Leila Haddad customer_access -> ALL",
                ])
            #expect(try it.people.events() == ["membership.created"])
        }
    }

    @Test("D2-01 D2-15 a place with customers chosen shows exactly these, and is written down with their names")
    func chosen() async throws {
        try await PlacesWorld.with { it in
            let token = try await it.world.token(Self.wide)
            let before = try await it.seen(token)
            let two = Array(try await it.assigning.customers(of: "RESELLER").prefix(2))
            let ids = JSONValue.array(two.map(\.id) + [two[0].id])
            let told = try await it.give(Self.wide, ["customerAccess": "ASSIGNED", "customerIds": ids])
            #expect(told["createMembership", "membership", "customerAccess"] == "ASSIGNED", "\(told.text)")
            #expect(told["createMembership", "membership", "effectiveCustomerCount"] == 2)
            #expect(try await it.seen(token) == before.union(two.map(\.name)))
            let written = try it.journal()
            #expect(written.count == 3 && written[2].contains("customers -> "), "\(written)")
            #expect(two.allSatisfy { if case .string(let name) = $0.name { written[2].contains(name) } else { false } })
        }
    }

    @Test(
        "a place is given in each role; who gets no customers by it gets none",
        arguments: [("admin@nordlys.test", nil), ("marketing@nordlys.test", 0)] as [(String, Int64?)])
    func roles(email: String, count: Int64?) async throws {
        try await PlacesWorld.with { it in
            let all = try await it.assigning.customers(of: "RESELLER").count
            let told = try await it.give(email)
            let seen = JSONValue.int(count ?? Int64(all))
            #expect(told["createMembership", "membership", "effectiveCustomerCount"] == seen, "\(told.text)")
        }
    }

    @Test("a user belongs to a partnership once, also where the place would be another one")
    func twice() async throws {
        try await PlacesWorld.with { it in
            let before = try it.people.state()
            let mssp = try await it.partnership("MSSP")
            let one = try await it.assigning.customers()[0].id
            for more in [[:], ["customerAccess": "ASSIGNED", "customerIds": [one]]] as [JSONObject] {
                var input = more
                input["partnershipId"] = mssp
                let told = try await it.give(Self.wide, input)
                #expect(
                    told["createMembership", "userErrors"] == [
                        [
                            "code": "CONFLICT", "field": ["input", "partnershipId"],
                            "message": "Leila Haddad belongs to this partnership already.",
                        ]
                    ], "\(told.text)")
            }
            #expect(try it.people.state() == before)
            #expect(try it.journal().isEmpty && it.people.events().isEmpty)
        }
    }

    @Test("G-01 G-19 customers are chosen for users of role User, at least one, and of that partnership")
    func invalid() async throws {
        try await PlacesWorld.with { it in
            let one = try await it.assigning.customers(of: "RESELLER")[0].id
            let other = try await it.assigning.customers()[0].id
            let before = try it.people.state()
            let cases: [(email: String, input: JSONObject, field: String, code: String)] = [
                (Self.wide, ["customerAccess": "ASSIGNED"], "customerIds", "BAD_INPUT"),
                (Self.wide, ["customerIds": [one]], "customerIds", "BAD_INPUT"),
                (
                    "marketing@nordlys.test", ["customerAccess": "ASSIGNED", "customerIds": [one]], "customerAccess",
                    "BAD_INPUT"
                ),
                (Self.wide, ["customerAccess": "ASSIGNED", "customerIds": [one, other]], "customerIds", "NOT_FOUND"),
                (Self.wide, ["customerAccess": "ASSIGNED", "customerIds": [one, "x"]], "customerIds", "NOT_FOUND"),
                (Self.wide, ["idempotencyKey": ""], "idempotencyKey", "BAD_INPUT"),
            ]
            for (email, input, field, code) in cases {
                let told = try await it.give(email, input)
                #expect(told.userError("createMembership") == code, "\(told.text)")
                let errors = told["createMembership", "userErrors"] ?? .null
                #expect("field".value(in: 0.value(in: errors) ?? .null) == ["input", .string(field)], "\(told.text)")
                #expect(told["createMembership", "membership"] == .null)
            }
            #expect(try it.people.state() == before)
        }
    }

    @Test("K10 ids of others, of other types, unknown and malformed ones are refused alike, and nothing changes")
    func foreignIDs() async throws {
        try await PlacesWorld.with { it in
            let kumo = try await it.world.token("admin@kumo.test")
            let told = try await it.world.ask("{ viewer { user { id } } }", as: kumo)
            let stranger = try #require(told["viewer", "user", "id"])
            let mine = try await it.people.id(Self.wide)
            let before = try it.people.state()
            for id in [stranger, PlacesWorld.unknown(3), try await it.partnership("MSSP"), "", "x"] {
                let told = try await it.give("", ["userId": id])
                let message: JSONValue = "There is nothing with this id."
                #expect(
                    told["createMembership", "userErrors"] == [
                        ["code": "NOT_FOUND", "field": ["input", "userId"], "message": message]
                    ], "\(told.text)")
            }
            for id in [try await it.partnership("MSSP", as: kumo), PlacesWorld.unknown(2), mine, "", "x"] {
                let told = try await it.give("", ["userId": mine, "partnershipId": id])
                let message: JSONValue = "There is no partnership with this id."
                #expect(
                    told["createMembership", "userErrors"] == [
                        ["code": "NOT_FOUND", "field": ["input", "partnershipId"], "message": message]
                    ], "\(told.text)")
            }
            let foreign = try await it.give("", ["userId": mine], as: kumo)
            #expect(foreign["createMembership", "userErrors", 0, "field"] == ["input", "userId"], "\(foreign.text)")
            #expect(try it.people.state() == before)
        }
    }

    @Test("of admins who give the same place at once, one does; the others are told, and nobody sees it twice")
    func race() async throws {
        try await PlacesWorld.with { it in
            let input: JSONObject = [
                "userId": try await it.people.id(Self.wide), "partnershipId": try await it.partnership("RESELLER"),
            ]
            for _ in 0..<rounds(10) {
                let codes = try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<6 {
                        group.addTask { try await it.give("", input).userError("createMembership") ?? "made" }
                    }
                    return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
                }
                #expect(codes == ["made": 1, "CONFLICT": 5])
                let places = try it.world.look(
                    """
                    DELETE FROM membership m USING partnership p, app_user u WHERE p.id = m.partnership_id
                    AND p.type = 'RESELLER' AND u.id = m.user_id AND u.email = \(.text(Self.wide)) RETURNING m.id::text
                    """)
                #expect(places.count == 1)
            }
        }
    }

    @Test("the same key gives one place, and is answered again; with another place it's taken")
    func repeats() async throws {
        try await PlacesWorld.with { it in
            let first = try await it.give(Self.wide, ["idempotencyKey": "k"])
            #expect(first["createMembership", "userErrors"] == [], "\(first.text)")
            #expect(try await it.give(Self.wide, ["idempotencyKey": "k"]).text == first.text)
            let other = try await it.give(
                Self.wide, ["idempotencyKey": "k", "partnershipId": try await it.partnership("MSSP")])
            #expect(other["createMembership", "userErrors", 0, "field"] == ["input", "idempotencyKey"])
            #expect(try it.people.events() == ["membership.created"])
        }
    }

    @Test(
        "D2-06 whoever isn't an admin doesn't see the mutations",
        arguments: ["user@nordlys.test", "marketing@nordlys.test", "operator@portico.test", nil])
    func notLetIn(email: String?) async throws {
        try await World.with { world in
            var token: String?
            if let email { token = try await world.token(email, realm: email.hasPrefix("operator") ? "OPERATOR" : nil) }
            for call in [
                #"createMembership(input: {userId: "x", partnershipId: "x"})"#, #"removeMembership(input: {id: "x"})"#,
            ] {
                let told = try await world.ask("mutation { \(call) { clientMutationId } }", as: token)
                #expect(told.answer.outcome == .refused(token == nil ? .unauthenticated : .validation), "\(call)")
            }
        }
    }
}
