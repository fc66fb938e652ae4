import Execution
import Foundation
import GraphQLSchema
import Testing

@Suite("Lists a page at a time")
struct PageTests {
    static let forward = """
        query ($first: Int!, $after: String, $order: [CustomerOrder!], $filter: CustomerFilter) {
          customers(first: $first, after: $after, orderBy: $order, filter: $filter) {
            edges { cursor node { id name contacts(first: 2) { nodes { name customer { id } } } } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
        """
    static let backward = forward.replacing("first: Int!, $after", with: "last: Int!, $before")
        .replacing("first: $first, after: $after", with: "last: $last, before: $before")

    static let orders: [JSONValue] = [
        [], [["field": "NAME"]], [["field": "NAME", "direction": "DESC"]],
        [["field": "STATUS"], ["field": "CREATED_AT", "direction": "DESC"]],
    ]

    @Test("every row is seen once, forward and backward, in any order", arguments: orders)
    func walk(order: JSONValue) async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        let all = try await page(engine, Self.forward, ["first": 100, "order": order], admin)
        var seen: [String] = []
        var after: JSONValue = .null
        repeat {
            let page = try await page(engine, Self.forward, ["first": 7, "after": after, "order": order], admin)
            seen += page.ids
            after = page.hasNext ? .string(page.end) : .null
            #expect(page.contactsFit)
        } while after != .null
        #expect(seen == all.ids)
        var backwards: [String] = []
        var before: JSONValue = .null
        repeat {
            let page = try await page(engine, Self.backward, ["last": 7, "before": before, "order": order], admin)
            backwards = page.ids + backwards
            before = page.hasPrevious ? .string(page.start) : .null
            #expect(page.contactsFit)
        } while before != .null
        #expect(backwards == all.ids)
    }

    @Test("D2-29 tasks by their severity, which is sorted by a rank that no field shows, page by page")
    func ranks() async throws {
        let portal = try await TestPortal.shared.value
        let admin = try portal.credential("admin@nordlys.test")
        let query = """
            query ($first: Int!, $after: String) {
              tasks(first: $first, after: $after,
                orderBy: [{field: SEVERITY, direction: DESC}, {field: OPENED_AT}]) {
                nodes { id severity } pageInfo { hasNextPage endCursor } } }
            """
        var seen: [String] = []
        var after: JSONValue = .null
        repeat {
            let answer = try await portal.engine().ask(query, ["first": 7, "after": after], as: admin)
            #expect(answer.codes.isEmpty, "\(answer)")
            let nodes = try #require(answer.at("tasks", "nodes") as? [[String: Any]])
            seen += nodes.compactMap { $0["severity"] as? String }
            let hasMore = answer.at("tasks", "pageInfo", "hasNextPage") as? Bool == true
            after = hasMore ? .string(try #require(answer.at("tasks", "pageInfo", "endCursor") as? String)) : .null
        } while after != .null
        let expected = try portal.value(
            """
            select string_agg(severity, ' ' order by severity_rank desc) from task where organization_id =
                (select organization_id from app_user where email = 'admin@nordlys.test')
            """)
        #expect(seen.joined(separator: " ") == expected)
        #expect(seen.count > 7)
    }

    @Test(
        "K11 rows without an end or a beginning are seen once, too, whichever way the list is walked",
        arguments: [("invoices", "DUE_ON", "due_on"), ("contacts", "CREATED_AT", "created_at")], ["ASC", "DESC"])
    func endlessTimes(list: (name: String, field: String, column: String), direction: String) async throws {
        let portal = try await TestPortal()
        let table = list.name.dropLast()
        try portal.administrate(
            """
            ALTER TABLE invoice DROP CONSTRAINT invoice_due_after_issue; ALTER TABLE \(table) DISABLE TRIGGER ALL;
            UPDATE \(table) SET \(list.column) = 'infinity' WHERE id::text ~ '[0-3]$';
            UPDATE \(table) SET \(list.column) = '-infinity' WHERE id::text ~ '[4-7]$'
            """)
        let query = """
            query ($first: Int!, $after: String) {
              \(list.name)(first: $first, after: $after, orderBy: [{field: \(list.field), direction: \(direction)}]) {
                totalCount nodes { id } pageInfo { hasNextPage endCursor } } }
            """
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        var count = 0
        var seen: [String] = []
        var after: JSONValue = .null
        repeat {
            let answer = try await engine.ask(query, ["first": 7, "after": after], as: admin)
            #expect(answer.codes.isEmpty, "\(answer)")
            count = try #require(answer.at(list.name, "totalCount") as? Int)
            seen += answer.all("id", in: list.name, "nodes")
            let hasMore = answer.at(list.name, "pageInfo", "hasNextPage") as? Bool == true
            after = hasMore ? .string(try #require(answer.at(list.name, "pageInfo", "endCursor") as? String)) : .null
        } while after != .null && seen.count <= count
        #expect(seen.count == count && Set(seen).count == count)
        await portal.database.shutdown()
    }

    @Test("a cursor of another order, filter or list is refused, and so is a forged one")
    func foreignCursors() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        let first = try await page(engine, Self.forward, ["first": 2], admin)
        let others: [JSONObject] = [
            ["first": 2, "after": .string(first.end), "order": [["field": "NAME"]]],
            ["first": 2, "after": .string(first.end), "filter": ["status": ["eq": "ENABLED"]]],
            ["first": 2, "after": "AAAA"], ["first": 2, "after": ""], ["first": 2, "after": .string(first.end + "A")],
        ]
        for variables in others {
            #expect(try await engine.ask(Self.forward, variables, as: admin).codes == ["BAD_CURSOR"])
        }
        let contacts = try await engine.ask(
            "query ($after: String) { contacts(after: $after) { nodes { id } } }", ["after": .string(first.end)],
            as: admin)
        #expect(contacts.codes == ["BAD_CURSOR"])
        let leadhaus = try portal.credential("admin@leadhaus.test")
        #expect(
            try await engine.ask(Self.forward, ["first": 2, "after": .string(first.end)], as: leadhaus).codes
                == ["BAD_CURSOR"])
    }

    @Test("a cursor doesn't show what it holds")
    func opaque() async throws {
        let portal = try await TestPortal.shared.value
        let page = try await page(
            portal.engine(), Self.forward, ["first": 1, "order": [["field": "NAME"]]],
            portal.credential("admin@nordlys.test"))
        let bytes = Data(base64Encoded: page.end.replacing("-", with: "+").replacing("_", with: "/") + "==")
        let text = String(decoding: bytes ?? Data(), as: UTF8.self)
        #expect(!text.contains(page.names[0]))
    }

    @Test(
        "page sizes are 0 to 100, also where totals alone are asked for",
        arguments: [(-1, "BAD_INPUT"), (101, "BAD_INPUT"), (0, nil), (100, nil)])
    func sizes(size: Int, code: String?) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            Self.forward, ["first": .int(Int64(size))], as: portal.credential("admin@nordlys.test"))
        #expect(answer.codes == (code.map { [$0] } ?? []), "\(answer)")
        let totals = try await portal.engine().ask(
            "query ($first: Int!) { tasks(first: $first) { totals { tasks } } }", ["first": .int(Int64(size))],
            as: portal.credential("admin@nordlys.test"))
        #expect(totals.codes == answer.codes, "\(totals)")
    }

    @Test("lists in lists ask for at most 10000 rows")
    func product() async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            "{ customers(first: 100) { nodes { invoices(first: 100) { nodes { lines(first: 2) { nodes { id } } } } } } }",
            as: portal.credential("admin@nordlys.test"))
        #expect(answer.codes == ["TOO_COMPLEX"])
    }

    struct Page {
        let ids: [String]
        let names: [String]
        let start: String
        let end: String
        let hasNext: Bool
        let hasPrevious: Bool
        /// Whether every contact stands under its own customer.
        let contactsFit: Bool
    }

    private func page(
        _ engine: Engine, _ query: String, _ variables: JSONObject, _ credential: Credential
    ) async throws -> Page {
        let answer = try await engine.ask(query, variables, as: credential)
        #expect(answer.codes.isEmpty, "\(answer)")
        let edges = answer.at("customers", "edges") as? [[String: Any]] ?? []
        let nodes = edges.compactMap { $0["node"] as? [String: Any] }
        let fit = nodes.allSatisfy { node in
            let contacts = (node["contacts"] as? [String: Any])?["nodes"] as? [[String: Any]] ?? []
            return contacts.allSatisfy { ($0["customer"] as? [String: String])?["id"] == node["id"] as? String }
        }
        return Page(
            ids: nodes.compactMap { $0["id"] as? String }, names: nodes.compactMap { $0["name"] as? String },
            start: answer.at("customers", "pageInfo", "startCursor") as? String ?? "",
            end: answer.at("customers", "pageInfo", "endCursor") as? String ?? "",
            hasNext: answer.at("customers", "pageInfo", "hasNextPage") as? Bool ?? false,
            hasPrevious: answer.at("customers", "pageInfo", "hasPreviousPage") as? Bool ?? false, contactsFit: fit)
    }
}
