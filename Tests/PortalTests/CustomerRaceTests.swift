import Execution
import GraphQLSchema
import SQLText
import TestSupport
import Testing

@testable import Portal

/// What comes at once, many times over: whatever the order, the same rules hold afterwards.
@Suite("Customers and portals under races", .serialized) struct CustomerRaceTests {
    private static let rounds = TestSupport.rounds(50)

    @Test(
        "D1-14 whoever signs in while the portal or the customer is disabled has no session afterwards",
        arguments: ["disableCustomerPortal", "disableCustomer"])
    func signIn(mutation: String) async throws {
        try await CustomersWorld.with { it in
            let back = mutation == "disableCustomer" ? "enableCustomer" : "enableCustomerPortal"
            for _ in 0..<Self.rounds {
                // Some come before the change, some meet it, some are too late: "a sign-in that waits" makes one wait.
                async let tokens = withThrowingTaskGroup(of: String?.self) { group in
                    for _ in 0..<3 { group.addTask { try await it.enter() } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                async let disabled = it.change(mutation, confirm: true)
                #expect(try await disabled[mutation, "userErrors"] == [])
                let entered = try await tokens.compactMap(\.self)
                #expect(
                    try it.world.look(
                        "SELECT id::text FROM session WHERE realm = 'PORTAL' AND revoked_at IS NULL") == [])
                _ = try await it.change(back)
                for token in entered {
                    let told = try await it.world.ask("{ viewer { name } }", as: token)
                    #expect(told.answer.outcome == .credentialRefused)
                }
                try it.world.execute("DELETE FROM sign_in_attempt")
            }
        }
    }

    @Test("D1-14 a sign-in that waits for the change sees what it left")
    func waiting() async throws {
        try await CustomersWorld.with { it in
            let holding = try it.world.test.session()
            try holding.execute(
                "BEGIN; UPDATE customer_portal SET enabled = false, disabled_reason = 'MANUAL' WHERE slug = 'fjord'")
            async let token = it.enter()
            while try it.world.look("SELECT 1::text FROM pg_locks WHERE NOT granted").isEmpty {
                try await Task.sleep(for: .milliseconds(5))
            }
            try holding.execute("COMMIT")
            #expect(try await token == nil)
            #expect(try it.world.look("SELECT id::text FROM session WHERE realm = 'PORTAL'") == [])
        }
    }

    @Test("D1-15 D3-03 two hand-overs at once leave one admin, whom the customer's e-mail names")
    func handOver() async throws {
        try await CustomersWorld.with { it in
            for round in 0..<Self.rounds {
                let emails =
                    round % 2 == 0 ? ["a@fjord.test", "b@fjord.test"] : ["user@fjord.test", "admin@fjord.test"]
                async let one = it.change("updateCustomer", ["email": .string(emails[0])], confirm: true)
                async let two = it.change("updateCustomer", ["email": .string(emails[1])], confirm: true)
                for told in try await [one, two] {
                    let code = told.userError("updateCustomer")
                    #expect(code == nil || code == "RATE_LIMITED", "\(told.text)")
                }
                #expect(
                    try it.world.look(
                        """
                        SELECT (u.email = c.email)::text FROM customer_portal p JOIN customer c ON c.id = p.customer_id
                        JOIN portal_user u ON u.id = p.admin_user_id WHERE p.slug = 'fjord'
                        """) == ["true"])
                try it.world.execute("UPDATE invitation SET created_at = now() - interval '2 hours'")
            }
        }
    }

    @Test("G-08 whoever is disabled while becoming the admin is one or the other")
    func disabledMeanwhile() async throws {
        try await CustomersWorld.with { it in
            var outcomes: Set<String> = []
            for round in 0..<Self.rounds {
                let (next, old) =
                    round % 2 == 0 ? ("user@fjord.test", "admin@fjord.test") : ("admin@fjord.test", "user@fjord.test")
                async let told = it.change("updateCustomer", ["email": .string(next)], confirm: true)
                let disabling = Task.detached {
                    let session = try it.world.test.session()
                    _ = try? session.execute("UPDATE portal_user SET state = 'DISABLED' WHERE email = '\(next)'")
                }
                outcomes.insert(try await told.userError("updateCustomer") ?? "changed")
                _ = try await disabling.value
                #expect(
                    try it.world.look(
                        """
                        SELECT u.state FROM customer_portal p JOIN portal_user u ON u.id = p.admin_user_id
                        WHERE p.slug = 'fjord'
                        """) == ["ENABLED"])
                try it.world.execute(
                    """
                    UPDATE portal_user SET state = 'ENABLED' WHERE email = '\(next)';
                    UPDATE customer_portal SET admin_user_id = (SELECT id FROM portal_user WHERE email = '\(next)')
                    WHERE slug = 'fjord' AND admin_user_id <> (SELECT id FROM portal_user WHERE email = '\(next)');
                    UPDATE customer SET email = '\(next)' WHERE email = '\(old)'
                    """)
            }
            #expect(!outcomes.isEmpty)
        }
    }

    @Test("G-07 a customer that is disabled while its portal is enabled ends with the portal disabled")
    func enabledMeanwhile() async throws {
        try await CustomersWorld.with { it in
            for _ in 0..<Self.rounds {
                _ = try await it.change("disableCustomerPortal", confirm: true)
                async let on = it.change("enableCustomerPortal")
                async let off = it.change("disableCustomer", confirm: true)
                let told = try await on
                #expect(try await off["disableCustomer", "userErrors"] == [])
                let isRefused = told.userError("enableCustomerPortal") == "CONFLICT"
                #expect(
                    try it.world.look("SELECT disabled_reason FROM customer_portal WHERE slug = 'fjord'")
                        == [isRefused ? "MANUAL" : "CUSTOMER_DISABLED"], "\(told.text)")
                _ = try await it.change("enableCustomer")
            }
        }
    }

    @Test("two customers that want one address at once: one gets it, and the other is told; made ones are both made")
    func address() async throws {
        try await CustomersWorld.with { it in
            for round in 0..<Self.rounds {
                let slug: JSONObject = round % 2 == 0 ? ["portalSlug": .string("same-\(round)")] : [:]
                func create(_ mark: String) async throws -> Told {
                    var input = slug
                    input["name"] = .string("Same \(round)\(mark)")
                    return try await it.create(input)
                }
                async let one = create("")
                async let two = create("!")
                let told = try await [one, two]
                let codes = told.compactMap { $0.userError("createCustomer") }
                #expect(codes == (round % 2 == 0 ? ["CONFLICT"] : []), "\(told.map(\.text))")
                let slugs = told.compactMap { $0["createCustomer", "customer", "portal", "slug"] }
                let expected: Set<JSONValue> =
                    round % 2 == 0
                    ? [.string("same-\(round)")] : [.string("same-\(round)"), .string("same-\(round)-2")]
                #expect(Set(slugs).subtracting([.null]) == expected)
            }
        }
    }
}
