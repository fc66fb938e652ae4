import Execution
import GraphQLSchema
import Portal
import Testing

/// Rules of interfaces and of the objects behind them; the admin is let in, the user isn't.
@Suite("Leaks 1 and 2: interfaces and objects can't be used to get around each other")
struct InterfaceRuleTests {
    /// Customers and contacts, both with an e-mail address that can be null, behind one interface.
    private static func schema(_ interface: String = "", contact: String = "", customer: String = "") throws
        -> SchemaText
    {
        try SchemaText(
            ("type Customer ", "implements Node", "implements Node & Reachable"),
            ("type Contact ", "implements Node", "implements Node & Reachable"),
            ("type Customer ", "  email: String!", "  email: String \(customer)"),
            ("type Contact ", "  email: String", "  email: String \(contact)")
        ).adding("\ninterface Reachable @signedIn { id: ID! email: String \(interface) }\n")
    }

    private static let rule = "@auth(roles: [ADMIN], onDeny: %)"

    private func rows(_ engine: Engine, _ portal: TestPortal) async throws -> JSONObject {
        let found = try await engine.ask(
            "{ customers(first: 1) { nodes { id contacts(first: 1) { nodes { id } } } } }",
            as: portal.credential("user@nordlys.test"))
        let customer = try #require(found.at("customers", "nodes", 0, "id") as? String)
        let contact = try #require(found.at("customers", "nodes", 0, "contacts", "nodes", 0, "id") as? String)
        return ["ids": .array([.string(customer), .string(contact)])]
    }

    private static let ways = [
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Reachable { email } } }",
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { email } ... on Contact { email } } }",
        "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Reachable { ... on Customer { email } ...C } } } fragment C on Contact { ... on Reachable { email } }",
    ]

    @Test("A2 Leak 1: a fragment on the object doesn't get around the interface's rule", arguments: ways)
    func aroundInterface(query: String) async throws {
        let portal = try await TestPortal.shared.value
        for (mode, outcome) in [
            ("HIDE", Answer.Outcome.refused(.validation)), ("REJECT", .refused(.forbidden)), ("NULL", .partial),
        ] {
            let engine = try portal.engine(
                schema: Self.schema(Self.rule.replacing("%", with: mode)).loaded())
            let ids = try await rows(engine, portal)
            let user = try await engine.ask(query, ids, as: portal.credential("user@nordlys.test"))
            #expect(user.answer.outcome == outcome, "\(mode): \(user)")
            #expect(!user.text.contains("@"))
            let places = mode == "NULL" ? ["nodes.0.email", "nodes.1.email"] : [""]
            #expect(Set(user.paths) == Set(places))
            let admin = try await engine.ask(query, ids, as: portal.credential("admin@nordlys.test"))
            #expect(admin.codes.isEmpty && admin.text.contains("@"), "\(admin)")
        }
    }

    @Test(
        "A2 Leak 2: the interface doesn't get around the object's rule, and each type is judged for itself",
        arguments: ways)
    func aroundObject(query: String) async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine(
            schema: Self.schema(contact: Self.rule.replacing("%", with: "NULL")).loaded())
        let ids = try await rows(engine, portal)
        let user = try await engine.ask(query, ids, as: portal.credential("user@nordlys.test"))
        #expect(user.paths == ["nodes.1.email"], "\(user)")
        #expect(user.codes == ["FORBIDDEN"])
        #expect((user.at("nodes", 0, "email") as? String)?.contains("@") == true)
        #expect(user.at("nodes", 1, "email") == nil)
    }

    @Test("A3 an object that hides a field of its interface stops the start")
    func hiddenField() throws {
        let schema = try Self.schema(contact: Self.rule.replacing("%", with: "HIDE"))
        let error = #expect(throws: SchemaFaults.self) { try schema.loaded() }
        #expect(
            error?.description.contains("Interface field Reachable.email expected but Contact does not provide it.")
                == true)
    }
}
