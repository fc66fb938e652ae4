import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("updateOrganization", .serialized) struct UpdateOrganizationTests {
    private func update(_ it: World, _ input: JSONObject, as token: String?) async throws -> Told {
        try await it.ask(
            """
            mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
              organization { name phone address version } userErrors { code field message } } }
            """, ["input": .object(input)], as: token)
    }

    private func own(_ it: World, _ token: String) async throws -> JSONValue {
        try #require(await it.ask("{ viewer { organization { id } } }", as: token)["viewer", "organization", "id"])
    }

    @Test("D4-26 an admin changes how the own company is reached, once for a key, and it is written down")
    func changes() async throws {
        try await World.with { it in
            let token = try await it.token("admin@nordlys.test")
            let wish: JSONObject = [
                "id": try await own(it, token), "phone": " +47 22 00 00 00", "address": "Nygata 1\n5013 Bergen",
                "idempotencyKey": "once",
            ]
            for _ in 0..<2 {
                let told = try await update(it, wish, as: token)
                #expect(told["updateOrganization", "organization", "phone"] == "+47 22 00 00 00", "\(told.text)")
                #expect(told["updateOrganization", "organization", "address"] == "Nygata 1\n5013 Bergen")
            }
            var emptied = wish
            emptied["phone"] = .null
            emptied["idempotencyKey"] = "twice"
            #expect(try await update(it, emptied, as: token)["updateOrganization", "organization", "phone"] == .null)
            let written = try it.look(
                "SELECT array_to_string(changed, ',') FROM audit_event WHERE action = 'organization.updated' ORDER BY id"
            )
            #expect(written == ["phone,address", "phone"])
        }
    }

    @Test("a company of others is as if there were none, and whoever was slower is told")
    func refusals() async throws {
        try await World.with { it in
            let (token, other) = (try await it.token("admin@nordlys.test"), try await it.token("admin@leadhaus.test"))
            let id = try await own(it, token)
            #expect(
                try await update(it, ["id": id, "phone": "1"], as: other).userError("updateOrganization") == "NOT_FOUND"
            )
            let stale = try await update(it, ["id": id, "phone": "1", "expectedVersion": 0], as: token)
            #expect(stale.userError("updateOrganization") == "CONFLICT", "\(stale.text)")
            let long = try await update(it, ["id": id, "phone": .string(String(repeating: "1", count: 61))], as: token)
            #expect(long.userError("updateOrganization") == "BAD_INPUT")
            #expect(try it.look("SELECT name FROM organization WHERE phone ~ '^1+$'") == [])
        }
    }
}
