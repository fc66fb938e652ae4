import Access
import Execution
import GraphQLSchema
import Testing

@Suite("Who sees what")
struct ScopeTests {
    @Test("D0-02 an assigned user sees exactly the assigned customers, in the list, its length, by id and by node")
    func assignedUser() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let user = try portal.credential("user@nordlys.test")
        let list = try await engine.ask("{ customers(first: 100) { totalCount nodes { id name } } }", as: user)
        #expect(list.at("customers", "totalCount") as? Int == 3, "\(list)")
        let mine = list.all("id", in: "customers", "nodes")
        #expect(mine.count == 3)
        let admin = try portal.credential("admin@nordlys.test")
        let all = try await engine.ask("{ customers(first: 100) { totalCount nodes { id } } }", as: admin)
            .all("id", in: "customers", "nodes")
        #expect(all.count > 40)
        for id in all {
            let one = try await engine.ask(
                "query ($id: ID!) { customer(id: $id) { id } node(id: $id) { id } }", ["id": .string(id)], as: user)
            let isMine = mine.contains(id)
            #expect(one.at("customer", "id") as? String == (isMine ? id : nil))
            #expect(one.at("node", "id") as? String == (isMine ? id : nil))
            #expect(one.codes.isEmpty)
        }
    }

    @Test("D0-02 relations lead an assigned user to nothing else")
    func relations() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let user = try portal.credential("user@nordlys.test")
        let mine = Set(
            try await engine.ask("{ customers { nodes { id } } }", as: user).all("id", in: "customers", "nodes"))
        let partnerships = try await engine.ask(
            "{ partnerships { nodes { customers(first: 100) { totalCount nodes { id } } } } }", as: user)
        #expect(partnerships.at("partnerships", "nodes", 0, "customers", "totalCount") as? Int == 3, "\(partnerships)")
        #expect(partnerships.at("partnerships", "nodes", 1) == nil)
        for field in ["contacts", "invoices"] {
            let rows = try await engine.ask("{ \(field)(first: 100) { nodes { customer { id } } } }", as: user)
            let nodes = rows.at(field, "nodes") as? [[String: [String: String]]] ?? []
            #expect(!nodes.isEmpty, "\(rows)")
            let owners = Set(nodes.compactMap { node in node["customer"]?["id"] })
            #expect(owners.isSubset(of: mine))
        }
    }

    @Test("D0-05 a user without assignments sees all customers of the partnership, and of that one only")
    func wideUser() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let wide = try await engine.ask(
            "{ customers { totalCount } partnerships { totalCount } }", as: portal.credential("wide@nordlys.test"))
        let expected = try portal.value(
            """
            SELECT count(*)::text FROM customer c JOIN partnership p ON p.id = c.partnership_id
            JOIN organization o ON o.id = p.organization_id WHERE o.name LIKE 'Nordlys%' AND p.type = 'MSSP'
            """)
        #expect(wide.at("customers", "totalCount") as? Int == expected.flatMap(Int.init), "\(wide)")
        #expect(wide.at("partnerships", "totalCount") as? Int == 1)
    }

    @Test("D4-30 another partner's admin sees nothing of Nordlys")
    func otherPartner() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let nordlys = try portal.credential("admin@nordlys.test")
        let leadhaus = try portal.credential("admin@leadhaus.test")
        let query = """
            { customers(first: 100) { nodes { id } } contacts(first: 100) { nodes { id } } users { nodes { id } }
              invoices(first: 100) { nodes { id } } partnerships { nodes { id } } }
            """
        let theirs = try await engine.ask(query, as: nordlys)
        let own = try await engine.ask(query, as: leadhaus)
        for field in ["customers", "contacts", "users", "invoices", "partnerships"] {
            let ids = theirs.all("id", in: field, "nodes")
            #expect(!ids.isEmpty)
            #expect(Set(ids).isDisjoint(with: own.all("id", in: field, "nodes")))
            let nodes = try await engine.ask(
                "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ["ids": .array(ids.map(JSONValue.string))],
                as: leadhaus)
            #expect(nodes.codes.isEmpty, "\(nodes)")
            #expect(nodes.all("id", in: "nodes").isEmpty)
        }
    }

    @Test("D2-12 marketing asks for customers in vain", arguments: ["customers", "contacts", "invoices", "leads"])
    func marketing(field: String) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            "{ \(field) { totalCount } }", as: portal.credential("marketing@nordlys.test"))
        #expect(answer.codes == ["VALIDATION"])
        #expect("\(answer)".contains("Cannot query field \\\"\(field)\\\" on type \\\"Query\\\""), "\(answer)")
    }

    @Test("K7 without a sign-in hidden and unknown fields are told alike", arguments: ["customers", "nonsense"])
    func anonymous(field: String) async throws {
        let answer = try await TestPortal.shared.value.engine().ask("{ \(field) { totalCount } }")
        #expect(answer.codes == ["UNAUTHENTICATED"])
        #expect("\(answer)".contains("Cannot query field \\\"\(field)\\\" on type \\\"Query\\\"."), "\(answer)")
    }

    @Test("K6 the operator sees companies and users, but no customers and no e-mails of users")
    func operatorView() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let credential = try portal.credential("operator@portico.test")
        let seen = try await engine.ask(
            "{ partnerships(first: 100) { totalCount } users(first: 100) { totalCount nodes { name status } } }",
            as: credential)
        #expect(seen.codes.isEmpty, "\(seen)")
        #expect(
            seen.at("users", "totalCount") as? Int == Int(try portal.value("SELECT count(*)::text FROM app_user") ?? "")
        )
        #expect(try await engine.ask("{ customers { totalCount } }", as: credential).codes == ["VALIDATION"])
        #expect(try await engine.ask("{ users { nodes { email } } }", as: credential).codes == ["VALIDATION"])
    }

    @Test("a forged session is refused before the document is read")
    func forged() async throws {
        let answer = try await TestPortal.shared.value.engine().ask(
            "{ this is no document", as: .token(hash: [UInt8](repeating: 1, count: 32)))
        #expect(answer.answer.outcome == .credentialRefused)
        #expect(answer.codes == ["UNAUTHENTICATED"])
    }
}
