import Execution
import Portal
import Testing

@Suite("Leaks 15 and 16: a schema that leaves something open doesn't start")
struct StartLeakTests {
    @Test(
        "Leak 15: a directive that is misspelt, unknown or in a wrong place stops the start",
        arguments: [
            ("@auht(roles: [ADMIN])", #"Unknown directive "@auht"."#),
            ("@Auth(roles: [ADMIN])", #"Unknown directive "@Auth"."#),
            ("@auth(role: [ADMIN])", #"Unknown argument "role" on directive "@auth"."#),
            ("@auth(roles: [ADMINS])", #"Argument "roles" of "@auth" expects type "[Role!]!", found [ADMINS]."#),
            ("@auth", #"argument "roles" of type "[Role!]!" is required"#),
            ("@assigned(via: \"id\")", #"Directive "@assigned" may not be used on FIELD_DEFINITION."#),
        ])
    func directives(directive: String, message: String) throws {
        let schema = try SchemaText(("type Customer ", "  phone: String", "  phone: String \(directive)"))
        let faults = try #require(throws: SchemaFaults.self) { try schema.loaded() }
        #expect(faults.description.contains(message), "\(faults)")
        #expect(faults.description.hasPrefix("schema.graphql:"))
    }

    @Test("An engine that shows another schema than its planner decides by doesn't start")
    func otherSchema() async throws {
        let portal = try await TestPortal.shared.value
        let other = try SchemaText().loaded()
        let fault = #expect(throws: EngineFault.self) { try portal.engine(visible: other.visible) }
        #expect(fault?.description.contains("another schema") == true)
    }

    @Test(
        "Leak 16: what is new and has no rule stops the start",
        arguments: [
            (
                "type Query ", "  lead(id: ID!): Lead @auth(roles: [ADMIN, USER])", "  lead(id: ID!): Lead",
                "Query.lead: no access rule"
            ),
            (
                "type Mutation ", "Payload @auth(roles: [ADMIN, USER])", "Payload",
                "Mutation.updateCustomer: no access rule"
            ),
            ("type Money ", "type Money @public", "type Money", "Money: no access rule"),
            ("type Lead ", "@auth(roles: [OPERATOR, ADMIN, USER])", "", "Lead: no access rule"),
            ("type Lead ", #"@scope(by: DELIVERY, via: "id")"#, "", "Lead: has rows but no row rule"),
            (
                "input CustomerFilter ", "  id: IDFilter", "  id: IDFilter\n  secret: StringFilter",
                "CustomerFilter.secret: names the column secret"
            ),
            (
                "enum CustomerOrderField ", "  NAME @", "  SECRET\n  NAME @",
                "CustomerOrderField.SECRET: names the column secret"
            ),
        ])
    func newElements(type: String, old: String, new: String, message: String) throws {
        let schema = try SchemaText((type, old, new))
        let faults = try #require(throws: SchemaFaults.self) { try schema.loaded() }
        #expect(faults.description.contains(message), "\(faults)")
    }
}
