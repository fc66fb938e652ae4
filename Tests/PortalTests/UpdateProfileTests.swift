import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("One's own profile", .serialized) struct UpdateProfileTests {
    /// Somebody of each side: the e-mail, the realm, the portal, and the field of the payload.
    private static let people: [(email: String, realm: String?, portal: String?, field: String?)] = [
        ("wide@nordlys.test", nil, nil, "user"), ("admin@nordlys.test", nil, nil, "user"),
        ("marketing@nordlys.test", nil, nil, "user"), ("operator@portico.test", "OPERATOR", nil, nil),
        ("admin@fjord.test", nil, "fjord", "portalUser"), ("user@fjord.test", nil, "fjord", "portalUser"),
    ]

    private func update(
        _ it: World, _ input: JSONObject, selecting field: String = "", as token: String
    ) async throws -> Told {
        try await it.ask(
            """
            mutation ($input: UpdateProfileInput!) {
              updateProfile(input: $input) { \(field) userErrors { code field message } } }
            """, ["input": .object(input)], as: token)
    }

    private func token(_ it: World, _ email: String, _ realm: String?, _ portal: String?) async throws -> String {
        let told = try await it.signIn(email, realm: realm, portal: portal)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    @Test(
        "D2-04 everybody changes the own name, which every session shows next, and it is written down",
        arguments: people)
    func name(email: String, realm: String?, portal: String?, field: String?) async throws {
        try await World.with { it in
            let (one, other) = (try await token(it, email, realm, portal), try await token(it, email, realm, portal))
            let before = try await it.ask("{ viewer { name } }", as: other)["viewer", "name"]
            let told = try await update(
                it, ["name": "  Kim Nord "], selecting: field.map { "\($0) { name }" } ?? "", as: one)
            #expect(told["updateProfile", "userErrors"] == .array([]), "\(told.text)")
            if let field { #expect(told["updateProfile", field, "name"] == "Kim Nord") }
            #expect(try await it.ask("{ viewer { name } }", as: other)["viewer", "name"] == "Kim Nord")
            let written = try it.look(
                """
                SELECT concat_ws(' ', e.action, c.field, c.before, '->', c.after) FROM audit_event e
                JOIN audit_change c ON c.event_id = e.id WHERE e.request_id = 'test-request' AND e.actor_id = e.target_id
                """)
            guard case .string(let name)? = before else { throw WorldError(text: told.text) }
            #expect(written == ["user.updated name \(name) -> Kim Nord"])
            #expect(
                try it.look(
                    "SELECT name FROM app_user WHERE name = 'Kim Nord' UNION ALL SELECT name FROM portal_user WHERE name = 'Kim Nord' UNION ALL SELECT name FROM operator_user WHERE name = 'Kim Nord'"
                ).count == 1)
        }
    }

    @Test("a partner's user chooses language and time zone, and what stays as it is leaves no trace")
    func conventions() async throws {
        try await World.with { it in
            let token = try await it.token("wide@nordlys.test")
            let wish: JSONObject = ["locale": "de-CH", "timeZone": "Europe/Zurich"]
            for _ in 0..<2 {
                let told = try await update(it, wish, selecting: "user { locale timeZone name }", as: token)
                #expect(told["updateProfile", "user", "locale"] == "de-CH", "\(told.text)")
                #expect(told["updateProfile", "user", "timeZone"] == "Europe/Zurich")
                #expect(told["updateProfile", "user", "name"] == "Leila Haddad")
            }
            let written = try it.look(
                """
                SELECT array_to_string(changed, ',') FROM audit_event
                WHERE action = 'user.updated' AND request_id = 'test-request'
                """)
            #expect(written == ["locale,time_zone"])
        }
    }

    @Test(
        "what can't be is told at its field, and nothing changes",
        arguments: [
            ("name", "", "name"), ("name", .null, "name"), ("name", "a\u{7}b", "name"),
            ("name", .string(String(repeating: "x", count: 201)), "name"), ("locale", "Norwegian", "locale"),
            ("locale", "", "locale"), ("locale", .null, "locale"), ("timeZone", "Mars/Olympus", "timeZone"),
            ("timeZone", "'; drop table app_user", "timeZone"), ("timeZone", .null, "timeZone"),
        ] as [(String, JSONValue, String)])
    func refusals(name: String, value: JSONValue, field: String) async throws {
        try await World.with { it in
            let token = try await it.token("wide@nordlys.test")
            let before = try it.look("SELECT row(name, locale, time_zone)::text FROM app_user ORDER BY id")
            let told = try await update(it, JSONObject([(name, value)]), as: token)
            #expect(told.userError("updateProfile") == "BAD_INPUT", "\(told.text)")
            #expect(told["updateProfile", "userErrors", 0, "field"] == .array(["input", .string(field)]))
            #expect(try it.look("SELECT row(name, locale, time_zone)::text FROM app_user ORDER BY id") == before)
        }
    }
}
