import Access
import GraphQLSchema
import Testing

@Suite("Access to fields is decided in one place")
struct AccessPolicyTests {
    let policy: AccessPolicy

    init() throws {
        policy = try TestPolicy.make(TestPolicy.company)
    }

    @Test(
        "a field's rule is its own and that of everything it stands in",
        arguments: [
            ("name", Role.admin, Decision.allowed), ("name", .user, .allowed), ("name", .marketing, .allowed),
            ("name", .operator, .hidden), ("name", .portalUser, .hidden), ("id", .marketing, .allowed),
            ("notes", .admin, .allowed), ("notes", .user, .hidden), ("creditLimit", .admin, .allowed),
            ("creditLimit", .user, .null), ("creditLimit", .operator, .hidden), ("margin", .user, .rejected),
            ("margin", .admin, .allowed), ("friend", .marketing, .allowed), ("friend", .user, .hidden),
        ])
    func fields(field: String, role: Role, decision: Decision) {
        #expect(policy.decision(on: .field("Company", field), for: Audience(role: role)) == decision)
    }

    @Test("without a sign-in only what is public is there")
    func anonymous() throws {
        let schema = try policy.visibleSchema(for: .anonymous)
        #expect(schema.queryType.fields.map(\.name) == ["open"])
        #expect(schema.type(named: "Company") == nil)
    }

    @Test("a portal user needs the permission, an API key the scope")
    func permissions() {
        let element = SchemaElement.field("Company", "id")
        #expect(policy.decision(on: element, for: Audience(role: .portalUser)) == .hidden)
        #expect(policy.decision(on: element, for: Audience(role: .portalUser, permissions: [.billing])) == .allowed)
        #expect(policy.decision(on: element, for: Audience(role: .integration)) == .hidden)
        #expect(policy.decision(on: element, for: Audience(role: .integration, apiScopes: [.customers])) == .allowed)
    }

    @Test(
        "a rule with several scopes lets in a key with any of them, and two rules want one of each",
        arguments: [
            ([.me], .hidden), ([.msspReport], .hidden), ([.resellerReport], .hidden),
            ([.customers], .allowed), ([.customers, .me], .allowed), ([.msspReport, .resellerReport], .hidden),
            ([], .hidden),
        ] as [(Set<APIScope>, Decision)])
    func scopes(scopes: Set<APIScope>, decision: Decision) {
        let report = SchemaElement.field("Company", "report")
        #expect(policy.decision(on: report, for: Audience(role: .integration, apiScopes: scopes)) == decision)
        #expect(policy.decision(on: report, for: Audience(role: .admin, apiScopes: scopes)) == .hidden)
    }

    @Test(
        "a filter or order obeys every field that shows its column",
        arguments: [
            ("name", "NAME", Role.user, Decision.allowed), ("notes", "NOTES", .user, .hidden),
            ("creditLimit", "CREDIT_LIMIT", .user, .rejected), ("creditLimit", "CREDIT_LIMIT", .admin, .allowed),
        ])
    func columns(field: String, value: String, role: Role, decision: Decision) {
        let audience = Audience(role: role)
        #expect(policy.decision(on: .inputField("CompanyFilter", field), for: audience) == decision)
        #expect(policy.decision(on: .enumValue("CompanyOrderField", value), for: audience) == decision)
    }

    @Test(
        "Leak 4: a total obeys every field that shows the column it sums up, counts or groups by",
        arguments: [
            ("name", Role.user, Decision.allowed), ("notes", .user, .hidden), ("notes", .admin, .allowed),
            ("creditLimit", .user, .rejected), ("creditLimit", .admin, .allowed), ("noteCount", .user, .hidden),
            ("friend", .user, .hidden), ("friend", .marketing, .allowed), ("companies", .user, .allowed),
            ("companies", .operator, .hidden),
        ])
    func totals(field: String, role: Role, decision: Decision) {
        #expect(policy.decision(on: .field("CompanyTotal", field), for: Audience(role: role)) == decision)
    }

    @Test("a filter of the rows that a row belongs to obeys the field that shows them")
    func keys() {
        let element = SchemaElement.inputField("CompanyFilter", "owner")
        #expect(policy.decision(on: element, for: Audience(role: .user)) == .hidden)
        #expect(policy.decision(on: element, for: Audience(role: .marketing)) == .allowed)
    }

    @Test("what is hidden isn't in the visible schema, arguments and enum values among it")
    func visibleSchema() throws {
        let schema = try policy.visibleSchema(for: Audience(role: .user))
        #expect(schema.queryType.field(named: "company")?.arguments.map(\.name) == ["id"])
        guard case .enumeration(let order)? = schema.type(named: "CompanyOrderField") else {
            Issue.record("the order is gone")
            return
        }
        #expect(order.values.map(\.name) == ["NAME", "CREDIT_LIMIT"])
    }
}

@Suite("What nobody decided about doesn't start")
struct AccessFaultTests {
    @Test(
        "each mistake is told with its element",
        arguments: [
            ("type Query @public { a: Int }", "Query.a: no access rule"),
            ("type Query { a: Int @public }", "Query: no access rule"),
            ("type Query @public { a: T @public } type T { b: Int }", "T: no access rule"),
            (
                "type Query @public { a: Int! @auth(roles: [ADMIN], onDeny: NULL) }",
                "Query.a: onDeny: NULL on a non-null field"
            ),
            (
                "type Query @public { a(b: Int @auth(roles: [ADMIN], onDeny: NULL)): Int @public }",
                "Query.a(b:): onDeny: NULL has no meaning here"
            ),
            (
                "type Query @public { a: Int @auth(roles: [INTEGRATION]) }",
                "Query.a: lets no API key in; name both INTEGRATION and apiScope, or neither"
            ),
            (
                "type Query @public { a: Int @auth(roles: [ADMIN], apiScope: CUSTOMERS_READ) }",
                "Query.a: lets no API key in"
            ),
            (
                "type Query @public { a: Int @auth(roles: [ADMIN, INTEGRATION], apiScope: []) }",
                "Query.a: lets no API key in"
            ),
            (
                "type Query @public { a: T @public } type T @auth(roles: [INTEGRATION]) { b: Int }",
                "T: lets no API key in"
            ),
            (
                "type Query @public { a(b: Int @auth(roles: [INTEGRATION])): Int @public }",
                "Query.a(b:): lets no API key in"
            ),
            (
                """
                type Query @public { a: T @public }
                type T @public @assigned(via: "id") @scope(by: GLOBAL) { id: ID! }
                """, "T: has 2 row rules"
            ),
            (
                """
                type Query @public { a: T @public }
                interface Node @public { id: ID! }
                type T implements Node @public { id: ID! }
                """, "T: has rows but no row rule"
            ),
            (
                """
                type Query @public { a(filter: TFilter): T @public }
                type T @public @scope(by: GLOBAL) { id: ID! }
                input TFilter { secret: Int }
                """, "TFilter.secret: names the column secret"
            ),
        ])
    func faults(types: String, message: String) throws {
        let error = #expect(throws: AccessFaults.self) { try TestPolicy.make(types) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
        #expect(error?.faults.count == 1)
    }
}
