import Execution
import GraphQLSchema
import Testing

/// What one user gets who is assigned to three customers, where phone numbers are nulled and countries are hidden from
/// everybody but admins.
@Suite("Verdicts, as a table")
struct VerdictTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let query: String
        let data: String?
        var errors: [String] = []

        var testDescription: String { name }
    }

    private static let notFound =
        #"{"customer":null,"userErrors":[{"code":"NOT_FOUND","field":["input","id"],"message":"There is nothing with this id."}]}"#

    private static let rows: [Row] = [
        Row(
            name: "a customer of somebody else is none", query: "($theirs: ID!) { customer(id: $theirs) { name } }",
            data: #"{"customer":null}"#),
        Row(
            name: "a customer that doesn't exist is none", query: "($nothing: ID!) { customer(id: $nothing) { name } }",
            data: #"{"customer":null}"#),
        Row(
            name: "the list is as long as what is seen of it, and a nulled field is an error at each row",
            query: "{ customers { totalCount nodes { phone } } }",
            data: #"{"customers":{"nodes":[{"phone":null},{"phone":null},{"phone":null}],"totalCount":3}}"#,
            errors: (0...2).map { "FORBIDDEN customers.nodes.\($0).phone You may not see this field." }),
        Row(
            name: "a hidden field is unknown, and nothing is suggested",
            query: "($mine: ID!) { customer(id: $mine) { country } }",
            data: nil, errors: [#"VALIDATION  Cannot query field "country" on type "Customer"."#]),
        Row(
            name: "a hidden order is unknown", query: "{ customers(orderBy: [{field: COUNTRY}]) { nodes { id } } }",
            data: nil, errors: [#"VALIDATION  Value "COUNTRY" does not exist in "CustomerOrderField" enum."#]),
        Row(
            name: "a hidden order is unknown in a variable as well",
            query: "($order: [CustomerOrder!]) { customers(orderBy: $order) { nodes { id } } }", data: nil,
            errors: [
                #"BAD_INPUT  Variable "$order" got invalid value "COUNTRY" at "order[0].field"; Value "COUNTRY" does not exist in "CustomerOrderField" enum."#
            ]),
        Row(
            name: "an invoice of somebody else's customer is none",
            query: "($invoice: ID!) { node(id: $invoice) { ... on Invoice { customer { name } } } }",
            data: #"{"node":null}"#),
        Row(
            name: "somebody else's customer can't be changed",
            query:
                "mutation ($theirs: ID!) { updateCustomer(input: {id: $theirs, address: \"x\"}) { customer { id } userErrors { code field message } } }",
            data: #"{"updateCustomer":\#(notFound)}"#),
        Row(
            name: "nor one that doesn't exist, in the same words",
            query:
                "mutation ($nothing: ID!) { updateCustomer(input: {id: $nothing, address: \"x\"}) { customer { id } userErrors { code field message } } }",
            data: #"{"updateCustomer":\#(notFound)}"#),
        Row(
            name: "a change that would answer a hidden field is refused as a whole",
            query:
                "mutation ($mine: ID!) { updateCustomer(input: {id: $mine, address: \"x\"}) { customer { country } } }",
            data: nil, errors: [#"VALIDATION  Cannot query field "country" on type "Customer"."#]),
    ]

    @Test("the user's verdicts, whether or not the admin has asked the same before", arguments: rows)
    func verdict(row: Row) async throws {
        let portal = try await TestPortal.shared.value
        var schema = try SchemaText(
            ("type Customer ", "  phone: String", "  phone: String @auth(roles: [ADMIN], onDeny: NULL)"),
            ("type Customer ", "  country: String", "  country: String @auth(roles: [ADMIN])"))
        try schema.replace(
            "  NAME @", with: "  COUNTRY @column(name: \"country\")\n  NAME @", within: "enum CustomerOrderField ")
        let engine = try portal.engine(schema: schema.loaded())
        let user = try portal.credential("user@nordlys.test")
        let admin = try portal.credential("admin@nordlys.test")
        let query = (row.query.hasPrefix("mutation") || row.query.hasPrefix("{") ? "" : "query ") + row.query
        let variables = try await self.variables(engine, user: user, admin: admin).filter {
            query.contains("$\($0.name)")
        }
        let first = try await engine.ask(query, JSONObject(variables), as: user)
        if !query.hasPrefix("mutation") {
            #expect(try await engine.ask(query, JSONObject(variables), as: admin).codes.isEmpty)
        }
        let second = try await engine.ask(query, JSONObject(variables), as: user)
        #expect(first.text == second.text)
        #expect(first.data == row.data, "\(first)")
        let told = zip(zip(first.codes, first.paths), first.messages).map { "\($0.0) \($0.1) \($1)" }
        #expect(told == row.errors)
        #expect(try portal.value("SELECT count(*)::text FROM customer WHERE address = 'x'") == "0")
    }

    private func variables(
        _ engine: Engine, user: Credential, admin: Credential
    ) async throws -> [(name: String, value: JSONValue)] {
        let query = "{ customers(first: 100) { nodes { id } } }"
        let mine = try await engine.ask(query, as: user).all("id", in: "customers", "nodes")
        let all = try await engine.ask(query, as: admin).all("id", in: "customers", "nodes")
        let theirs = try #require(all.first { !mine.contains($0) })
        let invoice = try await engine.ask(
            "query ($id: ID!) { customer(id: $id) { invoices(first: 1) { nodes { id } } } }", ["id": .string(theirs)],
            as: admin)
        let id = try #require(invoice.at("customer", "invoices", "nodes", 0, "id") as? String, "\(invoice)")
        return [
            ("mine", .string(mine[0])), ("theirs", .string(theirs)), ("nothing", "BgGRsqfAfHSLm5bp1pJ1jho"),
            ("invoice", .string(id)), ("order", [["field": "COUNTRY"]]),
        ]
    }
}
