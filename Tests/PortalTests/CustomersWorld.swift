import Execution
import GraphQLSchema
import Planning
import SQLText
import Testing

@testable import Portal

/// A world in which an admin adds customers, and gives them portals.
struct CustomersWorld: Sendable {
    let people: PeopleWorld

    var world: World { people.world }

    /// Runs a body in a new world with the admin signed in.
    static func with(_ body: (CustomersWorld) async throws -> Void) async throws {
        try await PeopleWorld.with { try await body(CustomersWorld(people: $0)) }
    }

    /// A customer's id, by the name; of Fjord, who has a portal, unless said otherwise.
    func id(_ name: String? = nil) throws -> JSONValue {
        let condition: SQLText<SQLValue> =
            name.map { "c.name = \(.text($0))" }
            ?? "c.id = (SELECT customer_id FROM customer_portal WHERE slug = 'fjord')"
        let sql: SQLText<SQLValue> = "SELECT c.id::text FROM customer c WHERE \(condition)"
        let found = try #require(try world.look(sql).first.flatMap(RowID.init))
        return .string(GlobalID(typeCode: GlobalID.typeCodes["Customer"] ?? 0, row: found).text)
    }

    /// The company's partnership of a type.
    func partnership(_ type: String = "MSSP", of company: String = "Nordlys") throws -> JSONValue {
        let found = try world.look(
            """
            SELECT p.id::text FROM partnership p JOIN organization g ON g.id = p.organization_id
            WHERE p.type = \(.text(type)) AND g.name LIKE \(.text("\(company)%"))
            """)
        let row = try #require(found.first.flatMap(RowID.init))
        return .string(GlobalID(typeCode: GlobalID.typeCodes["Partnership"] ?? 0, row: row).text)
    }

    /// Adds a customer, with a portal unless said otherwise.
    func create(_ more: JSONObject = [:], as token: String? = nil) async throws -> Told {
        var input: JSONObject = [
            "name": "Ålesund Mühle & Söhne", "email": "Chef@Muehle.test", "enablePortal": true,
        ]
        for (name, value) in more { input[name] = value }
        if input["partnershipId"] == nil { input["partnershipId"] = try partnership() }
        return try await ask("createCustomer", input, as: token)
    }

    /// Asks for a mutation by its name; `confirm` is left out where it isn't true.
    func ask(
        _ mutation: String, _ input: JSONObject, confirm: Bool = false, as token: String? = nil
    ) async throws -> Told {
        var input = input
        if confirm { input["confirm"] = true }
        let type = mutation.prefix(1).uppercased() + mutation.dropFirst() + "Input"
        return try await world.ask(
            """
            mutation ($input: \(type)!) { \(mutation)(input: $input) {
              customer { name email status kind version portal {
                slug enabled disabledReason brandName brandColor version admin { name email state } } }
              clientMutationId userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? people.admin)
    }

    /// Changes one customer; Fjord, unless said otherwise.
    func change(
        _ mutation: String, _ more: JSONObject = [:], of name: String? = nil, confirm: Bool = false,
        as token: String? = nil
    ) async throws -> Told {
        var input = more
        input[mutation.hasSuffix("Portal") ? "customerId" : "id"] = try id(name)
        return try await ask(mutation, input, confirm: confirm, as: token)
    }

    /// The token of somebody who signs in at a portal; nil where that is refused.
    func enter(_ email: String = "user@fjord.test", at portal: String = "fjord") async throws -> String? {
        let told = try await world.signIn(email, portal: portal)
        if case .string(let token)? = told["signIn", "token"] { return token }
        return nil
    }

    /// Everything about customers with portals, as one value to compare.
    func state() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', c.name, c.email, c.status, c.version, p.slug, p.enabled, p.disabled_reason, p.version,
                (SELECT string_agg(concat_ws(':', u.email, u.state, u.id = p.admin_user_id), ' ' ORDER BY u.email)
                FROM portal_user u WHERE u.portal_id = p.id),
                (SELECT count(*) FROM session s JOIN portal_user u ON u.id = s.portal_user_id
                WHERE u.portal_id = p.id AND s.revoked_at IS NULL))
            FROM customer c JOIN customer_portal p ON p.customer_id = c.id ORDER BY c.name
            """) + world.look("SELECT count(*)::text FROM customer")
    }

    /// Who there is at a portal, and who of them is its admin.
    func people(at portal: String = "fjord") throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', u.email, u.state, CASE WHEN u.id = p.admin_user_id THEN 'admin' END)
            FROM portal_user u JOIN customer_portal p ON p.id = u.portal_id WHERE p.slug = \(.text(portal))
            ORDER BY u.email
            """)
    }

    /// What is written down: the action and each field, before and after; what was done at once, by action.
    func journal() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', e.action, e.target_type, d.target_label, c.field, c.before, '->', c.after)
            FROM audit_event e JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
            WHERE e.target_type IN ('customer', 'customer_portal', 'portal_user') AND e.request_id = 'test-request'
            ORDER BY e.occurred_at, e.action, c.id
            """)
    }

    /// The events that others are told of, each with the table of what it's about.
    func events() throws -> [String] {
        try world.look("SELECT topic || ' ' || subject_type FROM outbox_event ORDER BY occurred_at, topic")
    }
}
