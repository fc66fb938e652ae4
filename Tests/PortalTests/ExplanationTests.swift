import Access
import Foundation
import GraphQLLanguage
import GraphQLValidation
import TestSupport
import Testing

@testable import Portal

@Suite("An operation is explained by the rules that decide it")
struct ExplanationTests {
    private static let query = """
        query Q { customers(first: 5) { nodes { ...Named externalRef contacts { nodes { email } } } } }
        fragment Named on Customer { name }
        """

    private func explain(
        _ query: String = query, as role: Role?, _ reach: Reach = Reach(wholePartnerships: true)
    ) throws -> Explanation {
        let schema = try LoadedSchema.product.get()
        let document = try Document.parse(Source(bytes: Array(query.utf8), name: "test"))
        return try Explanation(
            document, operation: nil, as: Viewer(audience: Audience(role: role), reach: reach), in: schema)
    }

    @Test("A17 each field comes once, with what decides it and how")
    func fields() throws {
        let told = try explain(as: .user)
        #expect(
            told.fields.map(\.coordinate) == [
                "Query.customers", "CustomerConnection.nodes", "Customer.name", "Customer.externalRef",
                "Customer.contacts", "ContactConnection.nodes", "Contact.email",
            ])
        #expect(told.fields.allSatisfy { $0.decision == .allowed })
        let root = try #require(told.fields.first)
        #expect(
            root.rules == [
                "@auth(roles: [ADMIN, USER, PORTAL_ADMIN, PORTAL_USER, INTEGRATION], apiScope: CUSTOMERS_READ)"
            ])
        // A field that needs more than its type: the stricter rule alone is told.
        #expect(told.fields[3].rules == ["@auth(roles: [ADMIN, USER, INTEGRATION], apiScope: CUSTOMERS_READ)"])
    }

    @Test("A17 a hidden field is named with its rule, and nothing is planned")
    func hidden() throws {
        let told = try explain(as: .portalAdmin)
        let hidden = told.fields.filter { $0.decision == .hidden }
        #expect(hidden.map(\.coordinate) == ["Customer.externalRef"])
        #expect(hidden.first?.rules == ["@auth(roles: [ADMIN, USER, INTEGRATION], apiScope: CUSTOMERS_READ)"])
        #expect(told.statements.isEmpty)
    }

    @Test(
        "A17 each type with rows says which of them are shown",
        arguments: [
            (.admin, Reach(), #"t0."organization_id" = :organizationID"#),
            (
                .user, Reach(assignedCustomers: true),
                #"t0."organization_id" = :organizationID AND t0."id" = ANY(:assignedCustomers)"#
            ), (.user, Reach(), nil), (.marketing, Reach(), nil),
        ] as [(Role, Reach, String?)])
    func rows(role: Role, reach: Reach, condition: String?) throws {
        let told = try explain("{ customers { nodes { id } } }", as: role, reach)
        let rule = #"@assigned(via: "id")"#
        #expect(told.rows == [Explanation.Rows(type: "Customer", rule: rule, condition: condition)])
    }

    @Test("A17 each row rule is spelled as the schema spells it")
    func rowRules() throws {
        let text = try String(contentsOf: SourceTree.schema, encoding: .utf8)
        let schema = try LoadedSchema(text: Array(text.utf8))
        for type in schema.mapping.types.keys {
            let rule = try #require(schema.policy.rowRule(of: type))
            let head = try #require(text.firstMatch(of: try Regex("type \(type)\\b[^{]*\\{")))
            #expect(text[head.range].contains(rule.spelling), "\(type): \(rule.spelling)")
        }
    }

    @Test("A17 the statements are those of the planner, with words for what is bound")
    func statements() throws {
        let told = try explain(
            "query ($n: String) { customers(filter: {name: {eq: $n}}) { nodes { id } } }", as: .admin)
        #expect(told.statements.count == 1)
        let text = try #require(told.statements.first)
        #expect(text.contains(#"FROM "customer""#))
        #expect(text.contains(":organizationID"))
        #expect(!text.contains("$"))
    }

    @Test("a document that isn't valid isn't explained")
    func invalid() {
        #expect(throws: ValidationErrors.self) { try explain("{ nobodyKnows }", as: .admin) }
    }
}
