import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

/// A world in which admins make, change and remove users of their company.
struct PeopleWorld: Sendable {
    let world: World
    let admin: String

    /// Runs a body in a new world with an admin signed in; one of two, if asked for.
    static func with(
        twoAdmins: Bool = false, desk: MailDesk? = nil, _ body: (PeopleWorld) async throws -> Void
    ) async throws {
        try await World.with(desk: desk) { world in
            if twoAdmins { try world.execute("UPDATE app_user SET role = 'ADMIN' WHERE email = 'wide@nordlys.test'") }
            try await body(PeopleWorld(world: world, admin: try await world.token("admin@nordlys.test")))
        }
    }

    /// The id of somebody of the company.
    func id(_ email: String) async throws -> JSONValue {
        let told = try await world.ask(
            "query ($email: String!) { users(filter: {email: {eq: $email}}) { nodes { id } } }",
            ["email": .string(email)], as: admin)
        return try #require(told["users", "nodes", 0, "id"], "\(told.text)")
    }

    /// Asks for a mutation by its name; `confirm` is left out where it isn't true.
    func change(
        _ mutation: String, _ input: JSONObject, confirm: Bool = false, as token: String? = nil
    ) async throws -> Told {
        var input = input
        if confirm { input["confirm"] = true }
        let gone = ["removeUser": "removedUserId", "eraseUser": "erasedUserId"]
        let row = gone[mutation] ?? "user { id name email role status version }"
        let type = mutation.prefix(1).uppercased() + mutation.dropFirst() + "Input"
        return try await world.ask(
            """
            mutation ($input: \(type)!) { \(mutation)(input: $input) {
              \(row) clientMutationId userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? admin)
    }

    /// Everything about everybody, as one value to compare.
    func state() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', u.email, u.name, u.role, u.status, u.version,
                (SELECT string_agg(m.version::text, ' ' ORDER BY m.id) FROM membership m WHERE m.user_id = u.id),
                (SELECT count(*) FROM assignment a WHERE a.user_id = u.id),
                (SELECT count(*) FROM session s WHERE s.user_id = u.id AND s.revoked_at IS NULL))
            FROM app_user u ORDER BY u.email
            """)
    }

    /// One column of one user, as text.
    func column(_ name: String, of email: String) throws -> String? {
        try world.look("SELECT to_jsonb(u) ->> \(.text(name)) FROM app_user u WHERE u.email = \(.text(email))").first
    }

    /// What is written down about users: the action and each field, before and after.
    func journal() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', e.action, d.target_label, c.field, c.before, '->', c.after)
            FROM audit_event e JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
            WHERE e.target_type = 'app_user' AND e.request_id = 'test-request' ORDER BY e.id, c.id
            """)
    }

    func events() throws -> [String] {
        try world.look("SELECT topic FROM outbox_event ORDER BY id")
    }

    /// How a token is answered.
    func name(behind token: String) async throws -> JSONValue? {
        try await world.ask("{ viewer { name } }", as: token)["viewer", "name"]
    }
}
