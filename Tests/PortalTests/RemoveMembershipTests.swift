import Execution
import GraphQLSchema
import SQLText
import TestSupport
import Testing

@testable import Portal

@Suite("removeMembership", .serialized) struct RemoveMembershipTests {
    private static let kit = "no longer sees what the partner kit has for such a partnership."

    @Test("D0-06 D2-36 the last place is taken away too, once confirmed; then nothing is seen, and not everything")
    func last() async throws {
        try await PlacesWorld.with { it in
            let token = try await it.world.token("user@nordlys.test")
            let membership = try await it.assigning.membership(of: "user@nordlys.test")
            let names = try await it.assigning.customers(token).map(\.name)
            #expect(names.count == 3)
            let before = try it.people.state()
            let asked = try await it.take(membership)
            #expect(
                asked["removeMembership", "userErrors", 0] == [
                    "code": "CONFIRMATION_REQUIRED", "field": ["input", "confirm"],
                    "message": .string(
                        "Jonas Berg no longer sees \(names.words). The 3 assignments are forgotten. "
                            + "Jonas Berg \(Self.kit) "
                            + "Jonas Berg then belongs to no partnership, and sees no customer."),
                ], "\(asked.text)")
            #expect(try it.people.state() == before)
            #expect(try it.journal().isEmpty)
            let told = try await it.take(membership, confirm: true, ["clientMutationId": "c"])
            #expect(told["removeMembership", "removedMembershipId"] == membership, "\(told.text)")
            #expect(told["removeMembership", "user"] == ["name": "Jonas Berg", "memberships": ["totalCount": 0]])
            #expect(told["removeMembership", "clientMutationId"] == "c")
            #expect(try await it.seen(token).isEmpty)
            let left = try it.people.state().filter { $0.hasPrefix("user@nordlys.test") }
            #expect(left == ["user@nordlys.test Jonas Berg USER ACTIVE 1 0 1"], "no place, no assignment; signed in")
            #expect(
                try it.journal() == [
                    "membership.removed membership Jonas Berg partnership Nordlys Managed Detection ->",
                    "membership.removed membership Jonas Berg customer_access ASSIGNED ->",
                    "membership.removed membership Jonas Berg customers \(names.words) ->",
                ])
            #expect(try it.people.events() == ["membership.removed"])
        }
    }

    @Test("of several places the others stay, and so does what they show")
    func oneOfSeveral() async throws {
        try await PlacesWorld.with { it in
            let token = try await it.world.token("wide@nordlys.test")
            let before = try await it.seen(token)
            let place = try await it.give("wide@nordlys.test")["createMembership", "membership", "id"]
            let membership = try #require(place)
            #expect(try await it.seen(token).count > before.count)
            let asked = try await it.take(membership)
            let count = try await it.assigning.customers(of: "RESELLER").count
            #expect(
                asked["removeMembership", "userErrors", 0, "message"]
                    == .string(
                        "Leila Haddad no longer sees the \(count) customers of Nordlys Resale. "
                            + "Leila Haddad \(Self.kit)"), "\(asked.text)")
            let told = try await it.take(membership, confirm: true)
            #expect(told["removeMembership", "user", "memberships", "totalCount"] == 1, "\(told.text)")
            #expect(try await it.seen(token) == before)
            let again = try await it.give("wide@nordlys.test")
            #expect(again["createMembership", "userErrors"] == [], "a place that was taken can be given: \(again.text)")
        }
    }

    @Test(
        "what is lost is told by role",
        arguments: [
            ("admin@nordlys.test", "Ingrid Solberg is an admin and sees everything all the same."),
            (
                "marketing@nordlys.test",
                "Tuva Nilsen \(kit) Tuva Nilsen then belongs to no partnership."
            ),
            ("notify@nordlys.test", "Nordlys Service Desk gets no mails about Nordlys Managed Detection any more."),
        ])
    func roles(email: String, message: String) async throws {
        try await PlacesWorld.with { it in
            _ = try await it.give(email, ["partnershipId": try await it.partnership("MSSP")])
            let told = try await it.take(try await it.assigning.membership(of: email))
            #expect(told["removeMembership", "userErrors", 0, "message"] == .string(message), "\(told.text)")
        }
    }

    @Test("at most five customers are named before it happens, and all of them in the journal")
    func names() async throws {
        try await PlacesWorld.with { it in
            let membership = try await it.assigning.membership(of: "user@nordlys.test")
            let eight = Array(try await it.assigning.customers().prefix(8))
            _ = try await it.assigning.assign(membership, eight.map(\.id))
            let asked = try await it.take(membership)
            let first = "\(eight.prefix(5).map(\.name).words) and 3 more. The 8 assignments are forgotten."
            #expect(asked.text.contains(first), "\(asked.text)")
            _ = try await it.take(membership, confirm: true)
            let written = try #require(try it.journal().last)
            #expect(written.contains(eight.map(\.name).words), "\(written)")
        }
    }

    @Test("K10 ids of others, of other types, unknown and malformed ones are refused alike, and nothing changes")
    func foreignIDs() async throws {
        try await PlacesWorld.with { it in
            let kumo = try await it.world.token("admin@kumo.test")
            let mine = try await it.assigning.membership(of: "wide@nordlys.test")
            let user = try await it.people.id("wide@nordlys.test")
            let before = try it.people.state()
            let cases = [(mine, kumo), (PlacesWorld.unknown(4), it.people.admin), (user, it.people.admin)]
            for (id, token) in cases + [("", it.people.admin), ("x", it.people.admin)] {
                for confirm in [false, true] {
                    let told = try await it.take(id, confirm: confirm, as: token)
                    let message: JSONValue = "There is nothing with this id."
                    #expect(
                        told["removeMembership", "userErrors"] == [
                            ["code": "NOT_FOUND", "field": ["input", "id"], "message": message]
                        ], "\(told.text)")
                }
            }
            #expect(try it.people.state() == before)
        }
    }

    @Test("a version that isn't the place's any more is a conflict; the same key is done once")
    func versions() async throws {
        try await PlacesWorld.with { it in
            let membership = try await it.assigning.membership(of: "user@nordlys.test")
            let one = try await it.assigning.customers()[0].id
            let now = try await it.assigning.assign(membership, [one])["assignCustomers", "membership", "version"]
            let version = try #require(now)
            _ = try await it.assigning.assign(membership, [try await it.assigning.customers()[1].id])
            for confirm in [false, true] {
                let stale = try await it.take(membership, confirm: confirm, ["expectedVersion": version])
                #expect(stale.userError("removeMembership") == "CONFLICT", "\(stale.text)")
                #expect(stale["removeMembership", "userErrors", 0, "field"] == ["input", "expectedVersion"])
            }
            let first = try await it.take(membership, confirm: true, ["idempotencyKey": "k"])
            #expect(first["removeMembership", "removedMembershipId"] == membership, "\(first.text)")
            let second = try await it.take(membership, confirm: true, ["idempotencyKey": "k"])
            #expect(second.text == first.text)
            #expect(try await it.take(membership, confirm: true).userError("removeMembership") == "NOT_FOUND")
        }
    }

    @Test("a place taken while customers are assigned in it: whoever is first, nothing is left, and nobody fails")
    func race() async throws {
        try await PlacesWorld.with { it in
            let ids = try await it.assigning.customers().map(\.id)
            let user = try await it.people.id("user@nordlys.test")
            let mssp = try await it.partnership("MSSP")
            for round in 0..<rounds(10) {
                let membership = try await it.assigning.membership(of: "user@nordlys.test")
                // Both wait for the user's row, and go on in the order in which they came.
                let holding = try it.world.test.session()
                try holding.execute("BEGIN; SELECT FROM app_user WHERE email = 'user@nordlys.test' FOR UPDATE")
                async let assigned = it.assigning.assign(membership, Array(ids.prefix(2 + round % 10)))
                async let taken = it.take(membership, confirm: true)
                while try it.world.look("SELECT 1::text FROM pg_locks WHERE NOT granted").count < 2 {
                    try await Task.sleep(for: .milliseconds(5))
                }
                try holding.execute("COMMIT")
                let told = try await (assigned, taken)
                #expect(told.1["removeMembership", "removedMembershipId"] == membership, "\(told.1.text)")
                #expect([nil, "NOT_FOUND"].contains(told.0.userError("assignCustomers")), "\(told.0.text)")
                #expect(told.0.answer.outcome == .data, "\(told.0.text)")
                #expect(
                    try it.world.look(
                        """
                        SELECT u.email FROM app_user u WHERE u.email = 'user@nordlys.test' AND (
                            EXISTS (SELECT FROM assignment a WHERE a.user_id = u.id)
                            OR EXISTS (SELECT FROM membership m WHERE m.user_id = u.id)
                            OR (SELECT r.customers <> '{}' FROM user_reach r WHERE r.user_id = u.id))
                        """) == [])
                let back: JSONObject = [
                    "userId": user, "partnershipId": mssp, "customerAccess": "ASSIGNED", "customerIds": [ids[0]],
                ]
                #expect(try await it.give("", back)["createMembership", "userErrors"] == [])
            }
        }
    }
}

extension Sequence<JSONValue> {
    /// Names as a text lists them.
    fileprivate var words: String {
        compactMap { if case .string(let name) = $0 { name } else { nil } }.joined(separator: ", ")
    }
}
