import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

/// A world in which the operator makes and manages partner companies.
struct PartnersWorld: Sendable {
    let credentials: CredentialWorld
    let operatorToken: String
    var world: World { credentials.world }

    static func with(_ body: (PartnersWorld) async throws -> Void) async throws {
        try await CredentialWorld.with { it in
            let token = try await it.world.token("operator@portico.test", realm: "OPERATOR")
            try await body(PartnersWorld(credentials: it, operatorToken: token))
        }
    }

    /// What a new partner is asked for with.
    static let new: JSONObject = [
        "name": " Aurora Watch AB ", "legalName": "Aurora Watch Aktiebolag", "timeZone": "Europe/Stockholm",
        "partnerships": [
            ["type": "MSSP", "name": "Aurora managed", "currency": "sek", "periodAnchorDay": 26],
            ["type": "LEAD_BUYER", "name": "Aurora leads", "currency": "EUR", "timeZone": "Europe/Berlin"],
        ],
        "admin": ["name": "Astrid Ek", "email": " Astrid@Aurora.TEST "],
    ]

    private static let rows = [
        "createPartnership": "partnership { id name type currency timeZone periodAnchorDay status version }",
        "updatePartnership": "partnership { id name status version }",
    ]

    /// Asks for a mutation by its name; `confirm` is left out where it isn't true.
    func change(
        _ mutation: String, _ input: JSONObject, confirm: Bool = false, as token: String? = nil
    ) async throws -> Told {
        var input = input
        if confirm { input["confirm"] = true }
        let isOfUser = mutation.hasSuffix("User") || mutation == "invitePartnerAdmin"
        let row = isOfUser ? "user { id name role status version }" : "organization { id name status version }"
        let type = mutation.prefix(1).uppercased() + mutation.dropFirst() + "Input"
        return try await world.ask(
            """
            mutation ($input: \(type)!) { \(mutation)(input: $input) {
              \(Self.rows[mutation] ?? row) userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? operatorToken)
    }

    /// A new partner's id.
    func made(_ input: JSONObject = new) async throws -> JSONValue {
        let told = try await change("createPartner", input)
        return try #require(told["createPartner", "organization", "id"], "\(told.text)")
    }

    /// The id of a company of the demonstration.
    func company(_ name: String = "Nordlys Security AS") async throws -> JSONValue {
        let told = try await world.ask(
            "query ($name: String!) { organizations(filter: {name: {eq: $name}}) { nodes { id } } }",
            ["name": .string(name)], as: operatorToken)
        return try #require(told["organizations", "nodes", 0, "id"], "\(told.text)")
    }

    /// What is written down of a partner: who did it, the action, and each field after it.
    func journal(of name: String) throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', e.realm, d.actor_label, e.action, d.target_label, c.field, c.before, '->', c.after)
            FROM audit_event e JOIN organization g ON g.id = e.organization_id
            JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
            WHERE g.name = \(.text(name)) AND e.request_id = 'test-request' ORDER BY e.id, c.id
            """)
    }

    /// Companies, partnerships and users, as one value to compare.
    func state() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', g.name, g.status, g.version) FROM organization g
            UNION ALL SELECT concat_ws(' ', p.name, p.status, p.version) FROM partnership p
            UNION ALL SELECT concat_ws(' ', u.email, u.role, u.status, u.version) FROM app_user u
            ORDER BY 1
            """)
    }
}
