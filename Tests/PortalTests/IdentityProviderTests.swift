import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

@Suite("D4-39 Where people sign in elsewhere is set up by admins", .serialized) struct IdentityProviderTests {
    @Test("an admin makes one, and its secret is kept sealed and told to nobody")
    func creates() async throws {
        try await SingleSignOnWorld.with { it in
            let leadhaus = try await it.world.token("admin@leadhaus.test")
            let told = try await it.create(
                [
                    "name": " Leadhaus ID ", "clientSecret": "s3cret", "domains": [" Leadhaus.TEST ", "leadhaus.test"],
                    "createsUsers": false,
                ], as: leadhaus)
            let made = told["createIdentityProvider", "identityProvider"]
            #expect(made.flatMap { "name".value(in: $0) } == "Leadhaus ID", "\(told.text)")
            #expect(told["createIdentityProvider", "identityProvider", "createsUsers"] == false)
            #expect(
                told["createIdentityProvider", "identityProvider", "domains", "nodes"]
                    == [["name": "leadhaus.test", "status": "REQUESTED"]])
            let sealed = try it.world.look(
                "SELECT encode(client_secret, 'escape') FROM identity_provider WHERE client_secret IS NOT NULL")
            #expect(sealed.count == 1 && sealed.first?.contains("s3cret") == false)
            try it.approve()
            #expect(try await it.store.provider(.email("a@leadhaus.test"))?.provider.clientSecret == "s3cret")
            #expect(try await it.store.provider(.email("a@nordlys.test"))?.provider.clientSecret == nil)
            let journal = try it.world.look(
                """
                SELECT string_agg(c.field || '=' || c.after, ' ') FROM audit_change c
                JOIN audit_event e ON e.id = c.event_id WHERE e.action = 'identity_provider.created' GROUP BY e.id
                """)
            #expect(journal.count == 2 && !journal.joined().contains("s3cret"))
        }
    }

    private static let wrong: [(input: JSONObject, field: String)] = [
        (["name": " "], "name"), (["name": .string(String(repeating: "x", count: 81))], "name"),
        (["issuer": "id.nordlys.test"], "issuer"), (["issuer": "ftp://id.test"], "issuer"),
        (["issuer": "https://"], "issuer"), (["issuer": "https:///x"], "issuer"),
        (["issuer": "https://a@b.test"], "issuer"), (["issuer": "https://a.test/?x"], "issuer"),
        (["issuer": "https://a.test/#x"], "issuer"), (["issuer": "https://a b.test"], "issuer"),
        (["issuer": .string("https://a.test/" + String(repeating: "x", count: 500))], "issuer"),
        (["clientId": ""], "clientId"),
        (["clientSecret": .string(String(repeating: "x", count: 2_049))], "clientSecret"),
        (["domains": ["nodot"]], "domains.0"), (["domains": ["a.test", "b_c.test"]], "domains.1"),
        (["domains": ["-a.test"]], "domains.0"), (["domains": ["a..test"]], "domains.0"),
        (["domains": [""]], "domains.0"),
        (["domains": .array((0..<21).map { .string("d\($0).test") })], "domains"),
    ]

    @Test("what is no provider is refused by its field, and nothing is made", arguments: wrong)
    func refused(input: JSONObject, field: String) async throws {
        try await SingleSignOnWorld.with { it in
            let told = try await it.create(input, as: try await it.world.token("admin@leadhaus.test"))
            #expect(told.userError("createIdentityProvider") == "BAD_INPUT", "\(told.text)")
            let path = ["input"] + field.split(separator: ".").map(String.init)
            #expect(
                told["createIdentityProvider", "userErrors", 0, "field"] == .array(path.map(JSONValue.string)))
            #expect(try it.world.look("SELECT count(*)::text FROM identity_provider") == ["1"])
        }
    }

    @Test("a company, and a portal, has one; a portal of somebody else's customer is nobody's")
    func one() async throws {
        try await SingleSignOnWorld.with { it in
            #expect(try await it.create([:]).userError("createIdentityProvider") == "CONFLICT")
            let fjord = try #require(
                try it.world.look("SELECT global_id(17, id) FROM customer_portal WHERE slug = 'fjord'").first)
            let told = try await it.create(["portalId": .string(fjord)])
            #expect(told["createIdentityProvider", "identityProvider", "portal", "slug"] == "fjord", "\(told.text)")
            #expect(try await it.create(["portalId": .string(fjord)]).userError("createIdentityProvider") == "CONFLICT")
            let leadhaus = try await it.world.token("admin@leadhaus.test")
            for id in [fjord, "x", ""] {
                let refused = try await it.create(["portalId": .string(id)], as: leadhaus)
                #expect(refused.userError("createIdentityProvider") == "NOT_FOUND", "\(refused.text)")
            }
        }
    }

    @Test("an admin changes the own company's; domains that stay are still approved, new ones wait")
    func updates() async throws {
        try await SingleSignOnWorld.with { it in
            let told = try await it.update([
                "name": "New ID", "domains": ["nordlys.test", "nordlys.no"], "clientSecret": "later",
                "expectedVersion": 1,
            ])
            #expect(told["updateIdentityProvider", "identityProvider", "name"] == "New ID", "\(told.text)")
            guard case .array(let domains)? = told["updateIdentityProvider", "identityProvider", "domains", "nodes"]
            else {
                throw WorldError(text: told.text)
            }
            #expect(
                Set(domains) == [
                    ["name": "nordlys.test", "status": "APPROVED"], ["name": "nordlys.no", "status": "REQUESTED"],
                ])
            #expect(try await it.store.provider(.email("a@nordlys.test"))?.provider.clientSecret == "later")
            #expect(
                try await it.update(["name": "x", "expectedVersion": 1]).userError("updateIdentityProvider")
                    == "CONFLICT")
            #expect(try await it.update(["clientSecret": .null]).userError("updateIdentityProvider") == nil)
            #expect(try await it.store.provider(.email("a@nordlys.test"))?.provider.clientSecret == nil)
            let leadhaus = try await it.world.token("admin@leadhaus.test")
            #expect(try await it.update(["name": "x"], as: leadhaus).userError("updateIdentityProvider") == "NOT_FOUND")
            #expect(try await it.remove(as: leadhaus).userError("removeIdentityProvider") == "NOT_FOUND")
        }
    }

    @Test("of two companies that want a domain the operator gives it to one")
    func decides() async throws {
        try await SingleSignOnWorld.with { it in
            let leadhaus = try await it.world.token("admin@leadhaus.test")
            _ = try await it.create(["domains": ["nordlys.test", "leadhaus.test"]], as: leadhaus)
            let operators = try await it.world.token("operator@portico.test", realm: "OPERATOR")
            let asked = try await it.world.ask(
                """
                { identityDomains(filter: {status: {eq: REQUESTED}}) {
                    nodes { id name organization { name } provider { issuer } } } }
                """, as: operators)
            guard case .array(let domains)? = asked["identityDomains", "nodes"] else {
                throw WorldError(text: asked.text)
            }
            func decide(_ name: JSONValue, _ isApproved: Bool) async throws -> Told {
                let id = domains.first { "name".value(in: $0) == name }.flatMap { "id".value(in: $0) }
                return try await it.world.ask(
                    """
                    mutation ($id: ID!, $yes: Boolean!) { decideIdentityDomain(input: {id: $id, isApproved: $yes}) {
                      identityDomain { status } userErrors { code message } } }
                    """, ["id": id ?? "", "yes": .bool(isApproved)], as: operators)
            }
            #expect(try await decide("nordlys.test", true).userError("decideIdentityDomain") == "CONFLICT")
            let yes = try await decide("leadhaus.test", true)
            #expect(yes["decideIdentityDomain", "identityDomain", "status"] == "APPROVED", "\(yes.text)")
            #expect(try await it.store.provider(.email("a@leadhaus.test")) != nil)
            _ = try await decide("leadhaus.test", false)
            #expect(try await it.store.provider(.email("a@leadhaus.test")) == nil)
            #expect(try await decide("no such", true).userError("decideIdentityDomain") == "NOT_FOUND")
            #expect(
                try it.world.look(
                    "SELECT action FROM audit_event WHERE action LIKE 'identity_domain.%' ORDER BY id")
                    == ["identity_domain.approved", "identity_domain.refused"])
        }
    }
}
