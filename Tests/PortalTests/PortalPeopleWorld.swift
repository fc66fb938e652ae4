import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

/// A world in which the people of Fjord's portal are managed, by its admin and by the partner's staff.
///
/// Kari is enabled, Odd disabled, Mona unconfirmed.
struct PortalPeopleWorld: Sendable {
    let credentials: CredentialWorld
    /// The portal's admin, signed in.
    let boss: String

    var world: World { credentials.world }
    /// The partner's admin, signed in.
    var staff: String { credentials.people.admin }

    static let kari = "user@fjord.test"
    static let odd = "odd@fjord.test"
    static let mona = "mona@fjord.test"

    static func with(_ body: (PortalPeopleWorld) async throws -> Void) async throws {
        try await CredentialWorld.with { credentials in
            try await body(PortalPeopleWorld(credentials, portal: "fjord", email: "admin@fjord.test"))
        }
    }

    init(_ credentials: CredentialWorld, portal: String, email: String) async throws {
        self.credentials = credentials
        let told = try await credentials.world.signIn(email, portal: portal)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        boss = token
    }

    /// The id of somebody of a portal.
    func id(_ email: String) async throws -> JSONValue {
        let told = try await world.ask(
            "query ($email: String!) { portalUsers(filter: {email: {eq: $email}}) { nodes { id } } }",
            ["email": .string(email)], as: staff)
        return try #require(told["portalUsers", "nodes", 0, "id"], "\(told.text)")
    }

    /// The id of a portal.
    func portal(_ slug: String = "fjord") async throws -> JSONValue {
        let told = try await world.ask(
            "{ portalUsers(first: 100) { nodes { portal { id slug } } } }", as: staff)
        guard case .array(let nodes)? = told["portalUsers", "nodes"] else { throw WorldError(text: told.text) }
        let portals = nodes.compactMap { "portal".value(in: $0) }
        return try #require(portals.first { "slug".value(in: $0) == .string(slug) }.flatMap { "id".value(in: $0) })
    }

    /// Asks for a mutation by its name, as the portal's admin unless said; `confirm` is left out where it isn't true.
    func change(
        _ mutation: String, _ input: JSONObject, confirm: Bool = false, as token: String? = nil
    ) async throws -> Told {
        var input = input
        if confirm { input["confirm"] = true }
        let gone = ["removePortalUser": "removedPortalUserId", "erasePortalUser": "erasedPortalUserId"]
        let row = gone[mutation] ?? "portalUser { id name email state version }"
        let type = mutation.prefix(1).uppercased() + mutation.dropFirst() + "Input"
        return try await world.ask(
            """
            mutation ($input: \(type)!) { \(mutation)(input: $input) {
              \(row) clientMutationId userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? boss)
    }

    /// Asks for a mutation about somebody.
    func change(
        _ mutation: String, of email: String, confirm: Bool = false, as token: String? = nil
    ) async throws -> Told {
        try await change(mutation, ["id": try await id(email)], confirm: confirm, as: token)
    }

    /// Invites somebody to Fjord's portal.
    func invite(_ name: String, _ email: String, as token: String? = nil) async throws -> Told {
        try await change(
            "invitePortalUser",
            ["portalId": try await portal(), "name": .string(name), "email": .string(email)], as: token)
    }

    /// Everything about everybody of portals, as one value to compare.
    func state() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', u.email, u.name, u.state, u.version, (u.password_hash IS NULL)::text,
                (SELECT count(*) FROM session s WHERE s.portal_user_id = u.id AND s.revoked_at IS NULL),
                (SELECT count(*) FROM invitation i WHERE i.portal_user_id = u.id AND i.ending IS NULL))
            FROM portal_user u ORDER BY u.email
            """)
    }

    /// One column of one user, as text; nil where there is none.
    func column(_ name: String, of email: String) throws -> String? {
        try world.look("SELECT to_jsonb(u) ->> \(.text(name)) FROM portal_user u WHERE u.email = \(.text(email))").first
    }

    /// What is written down about users of portals: the realm and the action, and each field, before and after.
    func journal() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', e.realm, e.action, d.target_label, c.field, c.before, '->', c.after)
            FROM audit_event e JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
            WHERE e.target_type = 'portal_user' AND e.request_id = 'test-request' ORDER BY e.id, c.id
            """)
    }

    func events() throws -> [String] {
        try world.look("SELECT topic FROM outbox_event WHERE subject_type = 'portal_user' ORDER BY id")
    }

    /// Signs in at Fjord's portal; nil where that is refused.
    func signIn(_ email: String, _ password: String = Demonstration.password) async throws -> String? {
        let told = try await world.signIn(email, password, portal: "fjord")
        if case .string(let token)? = told["signIn", "token"] { return token }
        return nil
    }

    /// The customer of the portal.
    static let customer = "(SELECT customer_id FROM customer_portal WHERE slug = 'fjord')"
}
