import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

/// A world in which an admin assigns customers of the MSSP partnership.
struct AssigningWorld: Sendable {
    static let document = """
        mutation ($input: AssignCustomersInput!) {
          assignCustomers(input: $input) {
            membership { id customerAccess effectiveCustomerCount version }
            gainedCount gained { name } lostCount lost { name }
            clientMutationId userErrors { code field message } } }
        """

    let world: World
    let admin: String

    /// Runs a body in a new world with the admin signed in.
    static func with(_ body: (AssigningWorld) async throws -> Void) async throws {
        try await World.with { world in
            try await body(AssigningWorld(world: world, admin: try await world.token("admin@nordlys.test")))
        }
    }

    /// The id of somebody's membership of the MSSP partnership.
    func membership(of email: String) async throws -> JSONValue {
        let told = try await world.ask(
            """
            query ($email: String!) { users(filter: {email: {eq: $email}}) { nodes {
              memberships { nodes { id partnership { type } } } } } }
            """, ["email": .string(email)], as: admin)
        guard case .array(let nodes)? = told["users", "nodes", 0, "memberships", "nodes"] else {
            throw WorldError(text: told.text)
        }
        let mssp = nodes.first { "type".value(in: "partnership".value(in: $0) ?? .null) == "MSSP" }
        return try #require(mssp.flatMap { "id".value(in: $0) })
    }

    /// The customers that somebody sees, by name.
    func customers(_ token: String? = nil, of type: String = "MSSP") async throws -> [(id: JSONValue, name: JSONValue)]
    {
        let told = try await world.ask(
            """
            query ($type: PartnershipType!) { customers(first: 100, orderBy: [{field: NAME}],
              filter: {partnership: {type: {eq: $type}}}) { nodes { id name } } }
            """, ["type": .string(type)], as: token ?? admin)
        guard case .array(let nodes)? = told["customers", "nodes"] else { throw WorldError(text: told.text) }
        return nodes.compactMap { node in
            guard let id = "id".value(in: node), let name = "name".value(in: node) else { return nil }
            return (id, name)
        }
    }

    func assign(
        _ membership: JSONValue, _ customers: [JSONValue], _ more: JSONObject = [:], as token: String? = nil
    ) async throws -> Told {
        var input = more
        input["membershipId"] = membership
        input["customerIds"] = .array(customers)
        return try await world.ask(Self.document, ["input": .object(input)], as: token ?? admin)
    }

    /// All that is assigned and allowed, as one value to compare.
    func state() throws -> [String] {
        try world.look(
            """
            SELECT m.id || m.customer_access || m.version || coalesce(
                (SELECT string_agg(a.customer_id::text, ' ' ORDER BY a.customer_id) FROM assignment a
                    WHERE a.membership_id = m.id), '')
            FROM membership m ORDER BY m.id
            """)
    }
}
