import Access
import Execution
import GraphQLSchema
import Testing

/// What a rule does to whom it keeps out, on every place that it can stand at: the admin is let in, the user isn't.
@Suite("HIDE, NULL and REJECT")
struct DenyTests {
    private static let hide = "@auth(roles: [ADMIN])"
    private static let null = "@auth(roles: [ADMIN], onDeny: NULL)"
    private static let reject = "@auth(roles: [ADMIN], onDeny: REJECT)"

    /// A rule at one place of the schema, and a query that comes by there.
    struct Place: Sendable, CustomTestStringConvertible {
        let name: String
        let type: String
        let old: String
        /// The text with a rule in the place of `%`.
        let new: String
        let query: String
        var variables: JSONObject = [:]

        var testDescription: String { name }

        func schema(_ rule: String) throws -> SchemaText {
            try SchemaText((type, old, new.replacing("%", with: rule)))
        }
    }

    private static let outputs: [Place] = [
        Place(
            name: "a field", type: "type Customer ", old: "  phone: String", new: "  phone: String %",
            query: "{ customers(first: 2) { nodes { id phone } } }"),
        Place(
            name: "a field behind a fragment", type: "type Customer ", old: "  phone: String", new: "  phone: String %",
            query: "{ customers(first: 2) { nodes { ...F } } } fragment F on Customer { ... { phone } }"),
        Place(
            name: "a to-one field", type: "type Contact ", old: "  customer: Customer", new: "  customer: Customer %",
            query: "{ contacts(first: 1) { nodes { customer { name } } } }"),
        Place(
            name: "a root field", type: "type Query ", old: "  lead(id: ID!): Lead @auth(roles: [ADMIN, USER])",
            new: "  lead(id: ID!): Lead %", query: #"{ lead(id: "x") { name } }"#),
        Place(
            name: "an object type", type: "type Organization ", old: "@auth(roles: [OPERATOR, ADMIN, USER, MARKETING])",
            new: "%", query: "{ viewer { organization { __typename } } }"),
        Place(
            name: "a computed field", type: "type Invoice ",
            old: "  status: InvoiceStatus! @computed(function: \"invoice_status\", nonNull: true)",
            new: "  status: InvoiceStatus @computed(function: \"invoice_status\", nonNull: true) %",
            query: "{ invoices(first: 1) { nodes { status } } }"),
    ]

    private static let inputs: [Place] = [
        Place(
            name: "an argument", type: "type Query ", old: "filter: CustomerFilter", new: "filter: CustomerFilter %",
            query: "{ customers(filter: {}) { totalCount } }"),
        Place(
            name: "an input field", type: "input CustomerFilter ", old: "country: StringFilter",
            new: "country: StringFilter %", query: #"{ customers(filter: {country: {eq: "NO"}}) { totalCount } }"#),
        Place(
            name: "an input field in a variable", type: "input CustomerFilter ", old: "country: StringFilter",
            new: "country: StringFilter %",
            query: "query ($f: [CustomerFilter!]) { customers(filter: {or: $f}) { totalCount } }",
            variables: ["f": [["name": ["eq": "x"]], ["not": ["country": ["eq": "NO"]]]]]),
        Place(
            name: "an input object", type: "input DateTimeFilter ", old: "input DateTimeFilter {",
            new: "input DateTimeFilter % {",
            query: #"{ customers(filter: {createdAt: {gt: "2026-01-01T00:00:00Z"}}) { totalCount } }"#),
        Place(
            name: "an input object in a variable", type: "input DateTimeFilter ", old: "input DateTimeFilter {",
            new: "input DateTimeFilter % {",
            query: "query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }",
            variables: ["f": ["createdAt": [:]]]),
        Place(
            name: "an enum value", type: "enum CustomerOrderField ", old: #"EMAIL @column(name: "email")"#,
            new: #"EMAIL @column(name: "email") %"#,
            query: "{ customers(orderBy: [{field: EMAIL}]) { nodes { id } } }"),
        Place(
            name: "an enum value in a variable", type: "enum CustomerOrderField ",
            old: #"EMAIL @column(name: "email")"#,
            new: #"EMAIL @column(name: "email") %"#,
            query: "query ($o: [CustomerOrder!]) { customers(orderBy: $o) { nodes { id } } }",
            variables: ["o": ["field": "EMAIL"]]),
        Place(
            name: "an input field of a mutation", type: "input UpdateCustomerInput ", old: "country: String",
            new: "country: String %",
            query: #"mutation { updateCustomer(input: {id: "x", country: "NO"}) { clientMutationId } }"#),
        Place(
            name: "an input field of a mutation in a variable", type: "input UpdateCustomerInput ",
            old: "country: String",
            new: "country: String %",
            query: "mutation ($i: UpdateCustomerInput!) { updateCustomer(input: $i) { clientMutationId } }",
            variables: ["i": ["id": "x", "country": .null]]),
    ]

    private func answers(_ place: Place, _ rule: String) async throws -> (admin: Response, user: Response) {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine(schema: place.schema(rule).loaded())
        let admin = try await engine.ask(place.query, place.variables, as: portal.credential("admin@nordlys.test"))
        #expect(admin.codes.isEmpty, "\(admin)")
        return (
            admin, try await engine.ask(place.query, place.variables, as: portal.credential("user@nordlys.test"))
        )
    }

    @Test("A3 HIDE: for whom it keeps out there is no such thing", arguments: outputs + inputs)
    func hidden(place: Place) async throws {
        let answer = try await answers(place, Self.hide).user
        let isRefused = [.refused(.validation), .refused(.badInput)].contains(answer.answer.outcome)
        #expect(isRefused, "\(answer)")
        #expect(answer.json["data"] == nil)
    }

    @Test("A4 NULL: null and FORBIDDEN at each place, and everything else is there", arguments: outputs)
    func nulled(place: Place) async throws {
        let (admin, user) = try await answers(place, Self.null)
        #expect(user.answer.outcome == .partial, "\(user)")
        #expect(Set(user.codes) == ["FORBIDDEN"])
        #expect(user.paths.count == (admin.at("customers", "nodes") as? [Any])?.count ?? 1)
        #expect(user.json["data"] != nil)
    }

    @Test("A5 REJECT: the whole operation is refused, and says what was denied", arguments: outputs + inputs)
    func rejected(place: Place) async throws {
        let answer = try await answers(place, Self.reject).user
        #expect(answer.answer.outcome == .refused(.forbidden), "\(answer)")
        #expect(answer.json["data"] == nil)
        #expect(answer.answer.statementCount == 0)
    }

    @Test("A5 REJECT: all that was denied is told at once, each with its place")
    func allRejected() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(
            ("type Customer ", "  phone: String", "  phone: String \(Self.reject)"),
            ("type Customer ", "  address: String", "  address: String \(Self.reject)"),
            ("input CustomerFilter ", "name: StringFilter", "name: StringFilter \(Self.reject)"))
        let answer = try await portal.engine(schema: schema.loaded()).ask(
            "{ a: customers { nodes { tel: phone address } }\n  b: customers(filter: {name: {eq: \"x\"}}) { totalCount } }",
            as: portal.credential("user@nordlys.test"))
        #expect(
            answer.messages == [
                #"You may not see "Customer.phone"."#, #"You may not see "Customer.address"."#,
                #"You may not use "CustomerFilter.name"."#,
            ], "\(answer)")
        #expect(answer.codes == ["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"])
        let places = (answer.json["errors"] as? [[String: Any]] ?? []).map {
            ($0["locations"] as? [[String: Int]])?.first
        }
        #expect(places == [["line": 1, "column": 26], ["line": 1, "column": 37], ["line": 2, "column": 25]])
    }

    @Test("A4 A5 NULL has no meaning where nothing is answered, and the start says so", arguments: inputs)
    func nullOnInputs(place: Place) throws {
        let error = #expect(throws: (any Error).self) { try place.schema(Self.null).loaded() }
        #expect("\(error.map(String.init(describing:)) ?? "")".contains("onDeny: NULL has no meaning here"))
    }

    @Test("K4 NULL on a field that can't be null stops the start")
    func nullOnNonNull() throws {
        let schema = try SchemaText(("type Customer ", "  email: String!", "  email: String! \(Self.null)"))
        let error = #expect(throws: (any Error).self) { try schema.loaded() }
        #expect(
            "\(error.map(String.init(describing:)) ?? "")".contains("Customer.email: onDeny: NULL on a non-null field"))
    }

    @Test("A5 what a mutation may not answer refuses it before it changes anything", arguments: [hide, null, reject])
    func readBack(rule: String) async throws {
        let portal = try await TestPortal()
        let schema = try SchemaText(("type Customer ", "  country: String", "  country: String \(rule)"))
        let engine = try portal.engine(schema: schema.loaded())
        let user = try portal.credential("user@nordlys.test")
        let id =
            try await engine.ask("{ customers(first: 1) { nodes { id } } }", as: user)
            .all("id", in: "customers", "nodes").first ?? ""
        let answer = try await engine.ask(
            "mutation ($i: ID!) { updateCustomer(input: {id: $i, phone: \"7\"}) { customer { phone country } } }",
            ["i": .string(id)], as: user)
        let changed = try portal.value("SELECT count(*)::text FROM customer WHERE phone = '7'")
        if rule == Self.null {
            // Nullable and nulled: the change stands, and the field alone is missing.
            #expect(answer.data == #"{"updateCustomer":{"customer":{"country":null,"phone":"7"}}}"#, "\(answer)")
            #expect(answer.paths == ["updateCustomer.customer.country"])
            #expect(changed == "1")
        } else {
            #expect(answer.answer.outcome == .refused(rule == Self.hide ? .validation : .forbidden), "\(answer)")
            #expect(changed == "0")
        }
        await portal.database.shutdown()
    }

    private static let asking: [(String, JSONObject)] = [
        (#"{ customers(filter: {country: {eq: "NO"}}) { totalCount } }"#, [:]),
        ("query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }", ["f": ["country": ["eq": "NO"]]]),
        (
            "query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }",
            ["f": ["and": ["country": ["isNull": true]]]]
        ),
        ("query ($f: CustomerFilter = {country: {eq: \"NO\"}}) { customers(filter: $f) { totalCount } }", [:]),
        ("{ customers(orderBy: [{field: COUNTRY}]) { nodes { id } } }", [:]),
        ("query ($o: [CustomerOrder!]) { customers(orderBy: $o) { nodes { id } } }", ["o": [["field": "COUNTRY"]]]),
        ("query ($o: CustomerOrderField!) { customers(orderBy: [{field: $o}]) { nodes { id } } }", ["o": "COUNTRY"]),
        ("query ($o: CustomerOrderField! = COUNTRY) { customers(orderBy: [{field: $o}]) { nodes { id } } }", [:]),
    ]

    @Test(
        "A9 what can't be read can't be asked about, in literals, variables and their defaults",
        arguments: [hide, null, reject])
    func filtersAndOrders(rule: String) async throws {
        let portal = try await TestPortal.shared.value
        var schema = try SchemaText(("type Customer ", "  country: String", "  country: String \(rule)"))
        try schema.replace(
            "  NAME @", with: "  COUNTRY @column(name: \"country\")\n  NAME @", within: "enum CustomerOrderField ")
        let engine = try portal.engine(schema: schema.loaded())
        for (query, variables) in Self.asking {
            let user = try await engine.ask(query, variables, as: portal.credential("user@nordlys.test"))
            let expected: [Answer.Outcome] =
                rule == Self.hide ? [.refused(.validation), .refused(.badInput)] : [.refused(.forbidden)]
            #expect(expected.contains(user.answer.outcome), "\(query): \(user)")
            #expect(try await engine.ask(query, variables, as: portal.credential("admin@nordlys.test")).codes.isEmpty)
        }
    }
}
