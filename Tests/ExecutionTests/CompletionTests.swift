import Execution
import GraphQLSchema
import Portal
import Testing

/// What becomes of values that aren't there or don't fit their type.
@Suite("Values are completed to the letter", .serialized)
struct CompletionTests {
    /// Every list of a type whose items may be null or not, that may be null itself or not.
    enum ListType: String, CaseIterable {
        case nullable = "[T]"
        case nonNullItems = "[T!]"
        case nonNull = "[T]!"
        case nonNullBoth = "[T!]!"

        func of(_ type: String) -> String { rawValue.replacing("T", with: type) }
    }

    /// What the items of a list are: ids of customers.
    enum Items: CaseIterable {
        case allThere, oneMissing, oneWrong
    }

    /// What a list must come to: its items as JSON, null, or nothing at all.
    private static func expected(_ list: ListType, _ items: Items) -> (data: String, paths: [String]) {
        let path = items == .oneWrong ? "nodes.1.status" : "nodes.1"
        switch (list, items) {
        case (_, .allThere): return (#"{"nodes":[1,1],"viewer":{"role":"ADMIN"}}"#, [])
        case (.nullable, .oneMissing), (.nonNull, .oneMissing):
            return (#"{"nodes":[1,null],"viewer":{"role":"ADMIN"}}"#, [])
        case (.nullable, .oneWrong), (.nonNull, .oneWrong):
            return (#"{"nodes":[1,null],"viewer":{"role":"ADMIN"}}"#, [path])
        case (.nonNullItems, _): return (#"{"nodes":null,"viewer":{"role":"ADMIN"}}"#, [path])
        case (.nonNullBoth, _): return ("null", [path])
        }
    }

    @Test(
        "E11 null goes up to the nearest place that takes it, for each list and each item",
        arguments: ListType.allCases,
        Items.allCases)
    func lists(list: ListType, items: Items) async throws {
        let portal = try await TestPortal.shared.value
        // A status that the schema has no word for is an error in a place that can't be null.
        let schema = try SchemaText(
            ("type Query ", "): [Node]!", "): \(list.of("Node"))"), ("enum CustomerStatus ", "DISABLED", "OTHER"))
        let engine = try portal.engine(schema: schema.loaded())
        let admin = try portal.credential("admin@nordlys.test")
        let ids = try await customers(portal)
        let second = [Items.allThere: ids.enabled[1], .oneMissing: "x", .oneWrong: ids.disabled[0]][items] ?? ""
        let answer = try await engine.ask(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { status } } viewer { role } }",
            ["ids": .array([.string(ids.enabled[0]), .string(second)])], as: admin)
        let expected = Self.expected(list, items)
        #expect(answer.data?.replacing(#"{"status":"ENABLED"}"#, with: "1") == expected.data, "\(answer)")
        #expect(answer.paths == expected.paths)
        #expect(answer.codes == expected.paths.map { _ in "INTERNAL" })
    }

    @Test("E11 a page of a list completes as any list", arguments: ListType.allCases)
    func pages(list: ListType) async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(
            ("type CustomerConnection ", "nodes: [Customer!]!", "nodes: \(list.of("Customer"))"),
            ("enum CustomerStatus ", "DISABLED", "OTHER"))
        let engine = try portal.engine(schema: schema.loaded())
        let ids = try await customers(portal)
        let answer = try await engine.ask(
            """
            query ($ids: [ID!]!, $order: [CustomerOrder!]) { customers(filter: {id: {in: $ids}}, orderBy: $order) {
              totalCount nodes { status } } }
            """,
            [
                "ids": .array([.string(ids.enabled[0]), .string(ids.disabled[0])]),
                "order": [["field": "STATUS", "direction": "DESC"]],
            ], as: portal.credential("admin@nordlys.test"))
        let nodes: String? =
            switch list {
            case .nullable, .nonNull: #"[{"status":"ENABLED"},null]"#
            case .nonNullItems: "null"
            case .nonNullBoth: nil
            }
        #expect(answer.data == nodes.map { #"{"customers":{"nodes":\#($0),"totalCount":2}}"# } ?? "null", "\(answer)")
        #expect(answer.paths == ["customers.nodes.1.status"])
    }

    @Test("E11 a position has one error, and what stands beside it is delivered")
    func onePosition() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(
            ("enum CustomerStatus ", "DISABLED", "OTHER"), ("enum CustomerKind ", "REGULAR", "OTHER"),
            ("input CreateCustomerInput ", "REGULAR", "OTHER"))
        let engine = try portal.engine(schema: schema.loaded())
        let ids = try await customers(portal)
        let answer = try await engine.ask(
            "query ($id: ID!) { a: customer(id: $id) { name status kind } b: customer(id: $id) { id } }",
            ["id": .string(ids.disabled[0])], as: portal.credential("admin@nordlys.test"))
        #expect(answer.data == #"{"a":null,"b":{"id":"\#(ids.disabled[0])"}}"#, "\(answer)")
        #expect(answer.paths == ["a.status"])
    }

    @Test("E11 at most 100 errors are told, and the last one says that there were more")
    func manyErrors() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(
            ("type CustomerConnection ", "nodes: [Customer!]!", "nodes: [Customer]!"),
            ("enum CustomerStatus ", "ENABLED\n  DISABLED", "OTHER"))
        let engine = try portal.engine(schema: schema.loaded())
        let aliases = (0..<4).map { "a\($0): customers(first: 30) { nodes { status } }" }.joined(separator: " ")
        let answer = try await engine.ask("{ \(aliases) }", as: portal.credential("admin@nordlys.test"))
        #expect(answer.messages.count == 101, "\(answer)")
        #expect(answer.messages.last == "There are more errors than are shown.")
        #expect(answer.paths[99] == "a3.nodes.9.status")
        #expect(answer.paths.last == "")
    }

    @Test("E11 a mutation that can't be null takes the data with it, whatever came before it")
    func mutationRoot() async throws {
        let portal = try await TestPortal()
        let schema = try SchemaText(
            ("type Mutation ", ": UpdateCustomerPayload ", ": UpdateCustomerPayload! "),
            ("enum CustomerStatus ", "DISABLED", "OTHER"))
        let ids = try await customers(portal)
        let answer = try await portal.engine(schema: schema.loaded()).ask(
            """
            mutation ($a: ID!, $b: ID!) {
              a: updateCustomer(input: {id: $a, phone: "1"}) { customer { phone } }
              b: updateCustomer(input: {id: $b, phone: "2"}) { userErrors { code } customer { version status } }
            }
            """, ["a": .string(ids.enabled[0]), "b": .string(ids.disabled[0])],
            as: portal.credential("admin@nordlys.test"))
        #expect(answer.paths == ["b.customer.status"])
        #expect(answer.data?.hasPrefix(#"{"a":{"customer":{"phone":"1"}},"b":{"customer":null"#) == true, "\(answer)")
        try portal.administrate(
            """
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
            CREATE TRIGGER fail BEFORE UPDATE ON customer FOR EACH ROW WHEN (new.phone = '4') EXECUTE FUNCTION fail()
            """)
        let failed = try await portal.engine(schema: schema.loaded()).ask(
            """
            mutation ($a: ID!) { a: updateCustomer(input: {id: $a, phone: "3"}) { customer { phone } }
              b: updateCustomer(input: {id: $a, phone: "4"}) { clientMutationId }
              c: updateCustomer(input: {id: $a, address: "5"}) { clientMutationId } }
            """, ["a": .string(ids.enabled[0])], as: portal.credential("admin@nordlys.test"))
        #expect(failed.data == "null", "\(failed)")
        #expect(failed.paths == ["b"])
        // E10: the one behind it ran.
        #expect(try portal.value("SELECT phone FROM customer WHERE address = '5'") == "3")
        await portal.database.shutdown()
    }

    private func customers(_ portal: TestPortal) async throws -> (enabled: [String], disabled: [String]) {
        let answer = try await portal.engine().ask(
            """
            { enabled: customers(filter: {status: {eq: ENABLED}}) { nodes { id } }
              disabled: customers(filter: {status: {eq: DISABLED}}) { nodes { id } } }
            """, as: portal.credential("admin@nordlys.test"))
        let found = (answer.all("id", in: "enabled", "nodes"), answer.all("id", in: "disabled", "nodes"))
        try #require(found.0.count > 1 && !found.1.isEmpty, "\(answer)")
        return found
    }
}
