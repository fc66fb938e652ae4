import Access
import Execution
import Foundation
import GraphQLSchema
import Testing

/// The ways in which servers are known to show more than their rules say; those that write are in PortalTests, those
/// of interfaces in InterfaceRuleTests.
@Suite("Known leaks are closed")
struct LeakTests {
    // MARK: Leak 3

    private static let listRoutes = [
        "{ customers(first: 100) { nodes { id } } }", "{ customers(first: 100) { edges { node { id } } } }",
        "{ a: customers(first: 100, orderBy: [{field: EMAIL}]) { b: edges { c: node { id } } } }",
        "{ customers(first: 100, filter: {or: [{status: {eq: ENABLED}}, {not: {status: {eq: ENABLED}}}]}) { nodes { id } } }",
        "{ partnerships { nodes { customers(first: 100) { nodes { id } } } } }",
        "{ contacts(first: 100) { nodes { customer { id } } } }",
        "{ invoices(first: 100) { nodes { customer { id } } } }",
        "{ contacts(first: 100) { nodes { customer { partnership { customers(first: 100) { edges { node { id } } } } } } } }",
        "{ viewer { user { memberships { nodes { assignments { nodes { customer { id } } } } } } } }",
        "{ viewer { organization { partnerships { nodes { customers(first: 100) { nodes { id } } } } } } }",
    ]

    @Test("Leak 3: no route leads to a row that another route hides", arguments: listRoutes)
    func routes(query: String) async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let user = try portal.credential("user@nordlys.test")
        let mine = Set(
            try await engine.ask("{ customers { nodes { id } } }", as: user).all("id", in: "customers", "nodes"))
        let answer = try await engine.ask(query, as: user)
        #expect(answer.codes.isEmpty, "\(answer)")
        let seen = Set(answer.text.matches(of: /"id":"([^"]+)"/).map { String($0.1) })
        #expect(seen == mine, "\(answer)")
    }

    @Test(
        "Leak 3: nor does an id, asked for in any way",
        arguments: ["customer", "contact", "invoice", "invoiceLine", "membership", "user"])
    func ids(type: String) async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let list =
            switch type {
            case "invoiceLine": "invoices(first: 9) { nodes { lines(first: 9) { nodes { id } } } }"
            case "membership": "partnerships { nodes { memberships(first: 100) { nodes { id } } } }"
            default: "\(type)s(first: 100) { nodes { id } }"
            }
        let all = try await engine.ask("{ \(list) }", as: portal.credential("admin@nordlys.test"))
        let ids = Set(all.text.matches(of: /"id":"([^"]+)"/).map { String($0.1) }).sorted().prefix(100)
        #expect(ids.count > 1, "\(all)")
        let answer = try await engine.ask(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ["ids": .array(ids.map(JSONValue.string))],
            as: portal.credential("admin@kumo.test"))
        #expect(answer.text == #"{"data":{"nodes":["# + ids.map { _ in "null" }.joined(separator: ",") + "]}}")
    }

    // MARK: Leaks 4 and 14

    private static let asking: [(String, JSONObject)] = [
        (#"{ users(filter: {email: {eq: "admin@nordlys.test"}}) { totalCount } }"#, [:]),
        ("query ($f: UserFilter) { users(filter: $f) { totalCount } }", ["f": ["email": ["eq": "admin@nordlys.test"]]]),
        (
            "query ($f: [UserFilter!]) { users(filter: {or: $f}) { totalCount } }",
            ["f": [["not": ["email": ["isNull": true]]]]]
        ),
        ("query ($f: UserFilter = {email: {eq: \"x\"}}) { users(filter: $f) { totalCount } }", [:]),
        (#"{ invoices(filter: {customer: {email: {eq: "x"}}}) { totalCount } }"#, [:]),
        (
            "query ($f: InvoiceFilter) { invoices(filter: $f) { totalCount } }",
            ["f": ["not": ["customer": ["email": ["eq": "x"]]]]]
        ),
        (#"{ reports { usage(filter: {customer: {email: {eq: "x"}}}) { totals { quantity } } } }"#, [:]),
        (#"{ reports { usageReadings(filter: {customer: {email: {eq: "x"}}}) { totalCount } } }"#, [:]),
        ("{ reports { usage { totals { quantity customer { email } } } } }", [:]),
    ]

    @Test(
        "Leaks 4 and 14: the operator, who sees no e-mails and no customers, can't ask by them, in literals and variables",
        arguments: asking)
    func hiddenColumn(query: String, variables: JSONObject) async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let answer = try await engine.ask(query, variables, as: portal.credential("operator@portico.test"))
        #expect([.refused(.validation), .refused(.badInput)].contains(answer.answer.outcome), "\(answer)")
        #expect(answer.text.contains("email") || answer.text.contains("customer"))
        #expect(try await engine.ask(query, variables, as: portal.credential("admin@nordlys.test")).codes.isEmpty)
    }

    @Test(
        "Leak 4: what is derived from a hidden column can't be asked about either",
        arguments: [TestViewer.portalAdmin, .portalUser, .key])
    func derivedColumn(viewer: TestViewer) async throws {
        let audiences = try await Audiences.shared.value
        let answer = try await audiences.engine().ask(
            #"{ customers(filter: {search: "C-"}) { totalCount } }"#, as: audiences.credential(viewer))
        #expect(answer.answer.outcome == .refused(.validation), "\(answer)")
    }

    // MARK: Leak 5

    @Test("Leak 5: counts and pages know nothing of rows out of scope")
    func counts() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let user = try portal.credential("user@nordlys.test")
        let answer = try await engine.ask(
            """
            query ($name: String!) { all: customers(first: 3) { totalCount pageInfo { hasNextPage } }
              end: customers(last: 3) { pageInfo { hasPreviousPage } } none: customers(first: 0) { totalCount nodes { id } }
              theirs: customers(filter: {name: {eq: $name}}) { totalCount pageInfo { hasNextPage startCursor } }
              partnerships { nodes { customers(first: 3) { totalCount pageInfo { hasNextPage } } } } }
            """, ["name": "Kalmar Papper AB"], as: user)
        #expect(
            answer.data
                == #"{"all":{"pageInfo":{"hasNextPage":false},"totalCount":3},"end":{"pageInfo":{"hasPreviousPage":false}},"#
                + #""none":{"nodes":[],"totalCount":3},"partnerships":{"nodes":[{"customers":{"pageInfo":{"hasNextPage":false},"#
                + #""totalCount":3}}]},"theirs":{"pageInfo":{"hasNextPage":false,"startCursor":null},"totalCount":0}}"#,
            "\(answer)")
    }

    // MARK: Leak 6

    @Test(
        "Leak 6: a cursor shows nothing of the row that it stands for",
        arguments: ["NAME", "EMAIL", "STATUS", "CREATED_AT"])
    func cursors(order: String) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            "query ($o: [CustomerOrder!]) { customers(first: 20, orderBy: $o) { edges { cursor node { name email status } } } }",
            ["o": ["field": .string(order)]], as: portal.credential("admin@nordlys.test"))
        let edges = answer.at("customers", "edges") as? [[String: Any]] ?? []
        #expect(edges.count == 20)
        for edge in edges {
            let cursor = try #require(edge["cursor"] as? String)
            let padded =
                cursor.replacing("-", with: "+").replacing("_", with: "/")
                + String(repeating: "=", count: (4 - cursor.count % 4) % 4)
            let bytes = [UInt8](try #require(Data(base64Encoded: padded)))
            for text in (edge["node"] as? [String: String] ?? [:]).values {
                #expect(!bytes.contains(Array(text.utf8.prefix(4))), "\(text)")
            }
        }
    }

    // MARK: Leak 7

    @Test("Leak 7: a field derived from hidden columns obeys its own rule and gives nothing else away")
    func derivedField() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(
            ("type Invoice ", "  paidOn: Date", "  paidOn: Date @auth(roles: [ADMIN])"),
            ("type Invoice ", "nonNull: true)", "nonNull: true) @auth(roles: [ADMIN])"),
            ("type Invoice ", "  total: Money!", "  total: Money @auth(roles: [ADMIN], onDeny: NULL)"))
        let engine = try portal.engine(schema: schema.loaded())
        let user = try portal.credential("user@nordlys.test")
        for field in ["paidOn", "status"] {
            let answer = try await engine.ask("{ invoices { nodes { \(field) } } }", as: user)
            #expect(answer.answer.outcome == .refused(.validation), "\(answer)")
        }
        let total = try await engine.ask("{ invoices(first: 1) { nodes { total { currency minorUnits } } } }", as: user)
        #expect(total.data == #"{"invoices":{"nodes":[{"total":null}]}}"#)
        #expect(total.codes == ["FORBIDDEN"])
    }

    // MARK: Leak 8

    @Test(
        "Leak 8: a hidden enum value isn't there: not to ask with, not in defaults, not in introspection, not in answers"
    )
    func enumValues() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(
            ("enum CustomerStatus ", "DISABLED", "DISABLED @auth(roles: [ADMIN])"),
            ("type Customer ", "  status: CustomerStatus!", "  status: CustomerStatus"),
            (
                "input CustomerFilter ", "status: CustomerStatusFilter",
                "status: CustomerStatusFilter = {in: [ENABLED, DISABLED]}"
            ))
        let engine = try portal.engine(schema: schema.loaded())
        let wide = try portal.credential("wide@nordlys.test")
        let asked = try await engine.ask("{ customers(filter: {status: {eq: DISABLED}}) { totalCount } }", as: wide)
        #expect(asked.messages == [#"Value "DISABLED" does not exist in "CustomerStatus" enum."#])
        let schemaText = try await engine.ask(
            """
            { status: __type(name: "CustomerStatus") { enumValues(includeDeprecated: true) { name } }
              filter: __type(name: "CustomerFilter") { inputFields { name defaultValue } } }
            """, as: wide)
        #expect(schemaText.codes.isEmpty && !schemaText.text.contains("DISABLED"), "\(schemaText)")
        let rows = try await engine.ask("{ customers(first: 100) { nodes { status } } }", as: wide)
        #expect(rows.codes.first == "INTERNAL" && !rows.text.contains("DISABLED"), "\(rows)")
        let admin = try await engine.ask(
            "{ customers(first: 100) { nodes { status } } }", as: portal.credential("admin@nordlys.test"))
        #expect(admin.codes.isEmpty && admin.text.contains("DISABLED"))
    }

    // MARK: Leaks 19 and 20

    @Test("Leak 19: what two memberships let a user see doesn't multiply")
    func memberships() async throws {
        let portal = try await TestPortal()
        // Jonas, assigned to three customers of one partnership, now sees all of the other.
        try portal.administrate(
            """
            INSERT INTO membership (organization_id, partnership_id, user_id, customer_access)
            SELECT u.organization_id, p.id, u.id, 'ALL' FROM app_user u JOIN partnership p
            ON p.organization_id = u.organization_id AND p.type = 'RESELLER' WHERE u.email = 'user@nordlys.test'
            """)
        let answer = try await portal.engine().ask(
            "{ partnerships(orderBy: [{field: NAME}]) { nodes { type customers { totalCount } } } customers { totalCount } }",
            as: portal.credential("user@nordlys.test"))
        let resale =
            Int(
                try portal.value(
                    "SELECT count(*)::text FROM customer c JOIN partnership p ON p.id = c.partnership_id AND p.type = 'RESELLER'"
                ) ?? "") ?? 0
        #expect(resale > 3)
        #expect(
            answer.data
                == #"{"customers":{"totalCount":\#(resale + 3)},"partnerships":{"nodes":[{"customers":{"totalCount":3},"type":"MSSP"},"#
                + #"{"customers":{"totalCount":\#(resale)},"type":"RESELLER"}]}}"#, "\(answer)")
        await portal.database.shutdown()
    }

    @Test(
        "Leak 20: a denied list has no length, no page and no type name",
        arguments: ["__typename", "totalCount", "pageInfo { hasNextPage }"])
    func deniedList(selection: String) async throws {
        let portal = try await TestPortal.shared.value
        let hidden = try await portal.engine().ask(
            "{ customers { \(selection) } }", as: portal.credential("marketing@nordlys.test"))
        #expect(hidden.answer.outcome == .refused(.validation))
        let schema = try SchemaText(
            (
                "type Customer ", "ContactConnection!\n    @auth(roles: [ADMIN, USER, PORTAL_ADMIN, PORTAL_USER])",
                "ContactConnection @auth(roles: [ADMIN], onDeny: NULL)"
            ))
        let nulled = try await portal.engine(schema: schema.loaded()).ask(
            "{ customers(first: 1) { nodes { contacts { \(selection) } } } }",
            as: portal.credential("user@nordlys.test"))
        #expect(nulled.data == #"{"customers":{"nodes":[{"contacts":null}]}}"#, "\(nulled)")
        #expect(nulled.codes == ["FORBIDDEN"])
    }
}
