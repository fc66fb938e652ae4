import Execution
import GraphQLSchema
import Planning
import SQLText
import Testing

@testable import Portal

/// A world in which an admin gives users places in partnerships and takes them away.
struct PlacesWorld: Sendable {
    let people: PeopleWorld
    let assigning: AssigningWorld

    var world: World { people.world }

    /// Runs a body in a new world with the admin signed in.
    static func with(_ body: (PlacesWorld) async throws -> Void) async throws {
        try await PeopleWorld.with { people in
            try await body(
                PlacesWorld(people: people, assigning: AssigningWorld(world: people.world, admin: people.admin)))
        }
    }

    /// The company's partnership of a type; another company's as its admin sees it.
    func partnership(_ type: String, as token: String? = nil) async throws -> JSONValue {
        let told = try await world.ask(
            "query ($t: PartnershipType!) { partnerships(filter: {type: {eq: $t}}) { nodes { id } } }",
            ["t": .string(type)], as: token ?? people.admin)
        return try #require(told["partnerships", "nodes", 0, "id"], "\(told.text)")
    }

    /// Asks for a place, of the reseller unless said otherwise.
    func give(_ email: String, _ more: JSONObject = [:], as token: String? = nil) async throws -> Told {
        var input = more
        if input["userId"] == nil { input["userId"] = try await people.id(email) }
        if input["partnershipId"] == nil { input["partnershipId"] = try await partnership("RESELLER") }
        return try await world.ask(
            """
            mutation ($input: CreateMembershipInput!) { createMembership(input: $input) {
              membership { id customerAccess effectiveCustomerCount version partnership { type } }
              user { name memberships { totalCount } } clientMutationId userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? people.admin)
    }

    /// Asks to take a place away.
    func take(
        _ membership: JSONValue, confirm: Bool = false, _ more: JSONObject = [:], as token: String? = nil
    ) async throws -> Told {
        var input = more
        input["id"] = membership
        if confirm { input["confirm"] = true }
        return try await world.ask(
            """
            mutation ($input: RemoveMembershipInput!) { removeMembership(input: $input) {
              removedMembershipId user { name memberships { totalCount } } clientMutationId
              userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? people.admin)
    }

    /// The names of all customers that somebody sees.
    func seen(_ token: String) async throws -> Set<JSONValue> {
        var names: Set<JSONValue> = []
        for type in ["MSSP", "RESELLER"] {
            names.formUnion(try await assigning.customers(token, of: type).map(\.name))
        }
        return names
    }

    /// What is written down about places: the action and each field, before and after.
    func journal() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', e.action, e.target_type, d.target_label, c.field, c.before, '->', c.after)
            FROM audit_event e JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
            WHERE e.action LIKE 'membership.%' AND e.request_id = 'test-request' ORDER BY e.id, c.id
            """)
    }

    /// An id of a type that nothing has.
    static func unknown(_ type: UInt8) -> JSONValue {
        .string(GlobalID(typeCode: type, row: RowID(high: 7 << 12, low: 1)).text)
    }
}
