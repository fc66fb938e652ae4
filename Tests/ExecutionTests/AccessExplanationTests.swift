import Execution
import Foundation
import GraphQLSchema
import Testing

@testable import Access

@Suite("Access is explained as it is decided", .serialized)
struct AccessExplanationTests {
    private static let question = """
        query ($user: ID!, $node: ID!) { explainAccess(userId: $user, nodeId: $node) { isAllowed steps {
          kind isMet name state role customerAccess grantedBy grantedAt } } }
        """

    private static func id(_ engine: Engine, _ query: String, _ path: Any..., by asker: Credential) async throws
        -> String
    {
        let answer = try await engine.ask(query, as: asker)
        var value: Any? = answer.json["data"]
        for step in path {
            if let name = step as? String { value = (value as? [String: Any])?[name] }
            if let place = step as? Int { value = (value as? [Any])?.dropFirst(place).first }
        }
        return try #require(value as? String, "\(answer)")
    }

    /// An explanation, taken apart; nil for null.
    private func explain(
        _ engine: Engine, _ user: String, _ node: String, as asker: Credential
    ) async throws -> Told? {
        let answer = try await engine.ask(
            Self.question, ["user": .string(user), "node": .string(node)], as: asker)
        #expect(answer.codes.isEmpty, "\(answer)")
        return Told(answer.at("explainAccess"))
    }

    /// What an explanation says.
    struct Told {
        let isAllowed: Bool
        let steps: [[String: Any]]

        init?(_ json: Any?) {
            guard let json = json as? [String: Any], let isAllowed = json["isAllowed"] as? Bool,
                let steps = json["steps"] as? [[String: Any]]
            else { return nil }
            self.isAllowed = isAllowed
            self.steps = steps
        }

        var kinds: [String] { steps.compactMap { $0["kind"] as? String } }
        var met: [Bool] { steps.compactMap { $0["isMet"] as? Bool } }
    }

    @Test(
        "G-01 for every user and every kind of thing, isAllowed is what node shows that user, in tenants made by chance",
        arguments: [1, 2])
    func equalsTheFetch(seed: Int) async throws {
        let tenants = try await AccessTenants(seed: seed)
        var seen: [String: Set<String>] = [:]
        for person in tenants.people { seen[person.id] = try await tenants.seen(by: person) }
        var ends: Set<String> = []
        let askers = tenants.people.filter { Self.askers.contains($0.email) }
        #expect(askers.count == Self.askers.count)
        for asker in askers {
            let own = try #require(seen[asker.id])
            for person in tenants.people {
                // Of whomever the one who asks doesn't see, one thing says as much as all.
                let things = own.contains(person.id) ? tenants.things : Array(tenants.things.prefix(1))
                for (thing, told) in try await explanations(of: things, for: person, as: asker, tenants) {
                    let pair: Comment = "\(asker.email) \(person.email) \(thing)"
                    #expect((told != nil) == (own.contains(person.id) && own.contains(thing.id)), pair)
                    guard let told else { continue }
                    #expect(told.isAllowed == seen[person.id]?.contains(thing.id), pair)
                    #expect(!told.met.contains(false) == told.isAllowed, pair)
                    #expect(!told.met.dropLast().contains(false), "only the last may be unmet")
                    ends.insert("\(told.kinds.last ?? "") \(told.isAllowed)")
                }
            }
        }
        #expect(Self.ends.subtracting(ends) == [], "chains that end like this were never met")
        await tenants.portal.database.shutdown()
    }

    private static let askers = ["admin@nordlys.test", "admin@leadhaus.test", "admin@kumo.test", "admin@fjord.test"]
    private static let ends: Set<String> = [
        "ACCOUNT false", "ROLE false", "ORGANIZATION true", "MEMBERSHIP false", "MEMBERSHIP true", "ASSIGNMENT false",
        "ASSIGNMENT true", "OWN false", "OWN true", "CUSTOMER false", "CUSTOMER true", "PORTAL false", "DELIVERY true",
        "AUDIENCE true",
    ]

    /// The same text each time, so that it is planned once.
    private static func several(_ count: Int) -> String {
        let variables = (0..<count).map { "$n\($0): ID!" }.joined(separator: ", ")
        let fields = (0..<count).map {
            "a\($0): explainAccess(userId: $user, nodeId: $n\($0)) { isAllowed steps { kind isMet } }"
        }
        return "query ($user: ID!, \(variables)) { \(fields.joined(separator: " ")) }"
    }

    /// Asks about several things at once, as many as one operation may.
    private func explanations(
        of things: [AccessTenants.Thing], for person: AccessTenants.Person, as asker: AccessTenants.Person,
        _ tenants: AccessTenants
    ) async throws -> [(AccessTenants.Thing, Told?)] {
        var told: [(AccessTenants.Thing, Told?)] = []
        for start in stride(from: 0, to: things.count, by: 5) {
            let some = things[start..<min(start + 5, things.count)]
            var variables: JSONObject = ["user": .string(person.id)]
            for (place, thing) in some.enumerated() { variables["n\(place)"] = .string(thing.id) }
            let answer = try await tenants.engine.ask(
                Self.several(some.count), variables, as: asker.credential)
            #expect(answer.codes.isEmpty, "\(person.email) \(some): \(answer)")
            told += some.enumerated().map { ($1, Told(answer.at("a\($0)"))) }
        }
        return told
    }

    @Test("G-01 the steps name the place, the customer, who assigned it and when")
    func steps() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        let jonas = try await Self.id(
            engine, #"{ users(filter: {email: {eq: "user@nordlys.test"}}) { nodes { id } } }"#, "users", "nodes", 0,
            "id",
            by: admin)
        let fjord = try await Self.id(
            engine, #"{ customers(filter: {search: "fjord"}) { nodes { id } } }"#, "customers", "nodes", 0, "id",
            by: admin)
        let told = try #require(try await explain(engine, jonas, fjord, as: admin))
        #expect(told.isAllowed)
        #expect(told.kinds == ["ACCOUNT", "ROLE", "ORGANIZATION", "MEMBERSHIP", "ASSIGNMENT"])
        #expect(told.steps[0]["state"] as? String == "ACTIVE")
        #expect(told.steps[1]["role"] as? String == "USER")
        #expect((told.steps[2]["name"] as? String)?.hasPrefix("Nordlys") == true)
        #expect(told.steps[3]["customerAccess"] as? String == "ASSIGNED")
        #expect((told.steps[3]["name"] as? String)?.contains("Nordlys") == true)
        #expect((told.steps[4]["name"] as? String)?.hasPrefix("Fjord") == true)
        #expect(told.steps[4]["grantedBy"] as? String == "Ingrid Solberg")
        #expect(told.steps[4]["grantedAt"] as? String == "2026-10-31T10:00:00.000Z")
    }

    @Test(
        "G-01 only administrators of a partner or a portal may ask", arguments: TestViewer.kinds)
    func whoMayAsk(viewer: TestViewer) async throws {
        let audiences = try await Audiences.shared.value
        let answer = try await audiences.plain.ask(
            Self.question, ["user": "x", "node": "x"], as: audiences.credential(viewer))
        switch viewer {
        case .admin, .portalAdmin: #expect(answer.codes.isEmpty && answer.at("explainAccess") == nil, "\(answer)")
        case .nobody: #expect(Set(answer.codes) == ["UNAUTHENTICATED"], "\(answer)")
        default: #expect(Set(answer.codes) == ["VALIDATION"], "\(answer)")
        }
    }

    @Test("G-01 a portal's admin is told of the portal's users and things, and never what only the partner may know")
    func portalAdmin() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let boss = try portal.credential("admin@fjord.test")
        let admin = try portal.credential("admin@nordlys.test")
        let fjord = try await Self.id(engine, "{ viewer { customer { id } } }", "viewer", "customer", "id", by: boss)
        let kari = try await Self.id(
            engine, #"{ portalUsers(filter: {email: {eq: "user@fjord.test"}}) { nodes { id } } }"#, "portalUsers",
            "nodes", 0, "id", by: boss)
        let told = try #require(try await explain(engine, kari, fjord, as: boss))
        #expect(told.isAllowed && told.kinds == ["ACCOUNT", "PORTAL", "ROLE", "CUSTOMER"])
        let jonas = try await Self.id(
            engine, #"{ users(filter: {email: {eq: "user@nordlys.test"}}) { nodes { id } } }"#, "users", "nodes", 0,
            "id", by: admin)
        #expect(try await explain(engine, jonas, fjord, as: boss) == nil, "the partner's users are the partner's")
        let others = try await engine.ask("{ customers(first: 5) { nodes { id } } }", as: admin)
            .all("id", in: "customers", "nodes").filter { $0 != fjord }
        for other in others { #expect(try await explain(engine, kari, other, as: boss) == nil) }
    }

    @Test("G-01 whom or what there isn't, of another company, of another kind or malformed, is answered alike")
    func notFound() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        let other = try portal.credential("admin@kumo.test")
        let one = "{ users(first: 1) { nodes { id } } }"
        let list = "{ customers(first: 1) { nodes { id } } }"
        let user = try await Self.id(engine, one, "users", "nodes", 0, "id", by: admin)
        let customer = try await Self.id(engine, list, "customers", "nodes", 0, "id", by: admin)
        let theirs = try await Self.id(engine, one, "users", "nodes", 0, "id", by: other)
        let foreign = try await Self.id(engine, list, "customers", "nodes", 0, "id", by: other)
        #expect(try await explain(engine, user, customer, as: admin) != nil)
        var texts: Set<String> = []
        for (user, node) in [
            (theirs, customer), (user, foreign), (theirs, foreign), (customer, customer), ("", customer), (user, "x"),
            (String(user.dropLast()) + "A", customer), (user, "BgAAAAAAAAAAAAAAAAAAAAA"), ("x", "x"),
        ] {
            texts.insert(
                try await engine.ask(Self.question, ["user": .string(user), "node": .string(node)], as: admin).text)
        }
        #expect(texts == [#"{"data":{"explainAccess":null}}"#])
    }

    @Test(
        "G-01 either wall alone decides for whomever is asked about, and without both no reason is told that doesn't hold"
    )
    func walls() async throws {
        let portal = try await TestPortal()
        let admin = try portal.credential("admin@nordlys.test")
        let both = try portal.engine()
        let jonas = try await Self.id(
            both, #"{ users(filter: {email: {eq: "user@nordlys.test"}}) { nodes { id } } }"#, "users", "nodes", 0, "id",
            by: admin)
        let ids = try await both.ask("{ customers(first: 12) { nodes { id } } }", as: admin)
            .all("id", in: "customers", "nodes")
        func allowed(_ engine: Engine) async throws -> [Bool?] {
            var answers: [Bool?] = []
            for id in ids { answers.append(try await explain(engine, jonas, id, as: admin)?.isAllowed) }
            return answers
        }
        let expected = try await allowed(both)
        #expect(Set(expected) == [true, false])
        let policies = try portal.engine(predicates: RowPredicates(enforced: false))
        #expect(try await allowed(policies) == expected, "the policies alone")
        try portal.removePolicies()
        #expect(try await allowed(both) == expected, "the planner alone")
        let hidden = try #require(zip(ids, expected).first { $1 == false }?.0)
        let answer = try await policies.ask(
            Self.question, ["user": .string(jonas), "node": .string(hidden)], as: admin)
        #expect(answer.codes == ["INTERNAL"], "\(answer)")
        await portal.database.shutdown()
    }

    @Test("Limit: an operation explains as much as its statements allow")
    func limit() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        func ask(_ count: Int) async throws -> Response {
            let fields = (0..<count).map { "a\($0): explainAccess(userId: \"x\", nodeId: \"x\") { isAllowed }" }
            return try await engine.ask("{ \(fields.joined(separator: " ")) }", as: admin)
        }
        #expect(try await ask(5).codes.isEmpty)
        #expect(try await ask(6).codes == ["TOO_COMPLEX"])
    }
}
