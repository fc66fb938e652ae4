import Access
import Foundation
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Planning
import Testing

@testable import Execution

@Suite("Hostile requests end in an answer that tells nothing", .serialized) struct HostileRequestTests {
    static let long = String(repeating: "a", count: 400)

    /// Everywhere that a client can put a long name or text.
    static let echoes: [(String, JSONObject)] = [
        (long, [:]), ("{ viewer { name } } \(long)", [:]), ("{ viewer \"\(long)\" }", [:]),
        ("{ viewer { \(long) } }", [:]), ("{ \(long) { a } }", [:]), ("{ viewer(\(long): 1) { name } }", [:]),
        ("{ viewer { name @\(long) } }", [:]), ("{ ...\(long) }", [:]), ("{ ... on \(long) { a } }", [:]),
        ("fragment \(long) on Query { viewer { name } } { viewer { name } }", [:]),
        ("fragment \(long) on Query { ...\(long) } { ...\(long) }", [:]),
        ("fragment F on \(long) { a } { ...F }", [:]), ("query ($\(long): Int) { viewer { name } }", [:]),
        ("query ($a: \(long)) { viewer { name } }", [:]), ("{ customer(id: $\(long)) { id } }", [:]),
        ("query \(long) { viewer { name } } query \(long) { viewer { name } }", [:]),
        ("{ customers(first: \"\(long)\") { totalCount } }", [:]),
        ("{ customers(first: \(long)) { totalCount } }", [:]),
        ("{ customers(filter: {\(long): 1}) { totalCount } }", [:]),
        ("{ customers(filter: {search: \(long)}) { totalCount } }", [:]),
        ("{ customers(orderBy: [{field: \(long), direction: ASC}]) { totalCount } }", [:]),
        ("{ customers(after: \"\(long)\") { nodes { id } } }", [:]),
        ("{ customers(first: 1\(String(repeating: "0", count: 400))) { totalCount } }", [:]),
        ("{ \(long): viewer { name } \(long): customers { totalCount } }", [:]),
        ("{ viewer { \(long): name \(long): email } }", [:]), ("{ viewer { name(\(long): \"\(long)\") } }", [:]),
        ("query ($n: Int!) { customers(first: $n) { totalCount } }", ["n": .string(long)]),
        ("query ($\(long): Int!) { customers(first: $\(long)) { totalCount } }", [long: "x"]),
        ("query ($\(long): Int!) { customers(first: $\(long)) { totalCount } }", [:]),
        (
            "query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }",
            ["f": .object(JSONObject([(long, .int(1))]))]
        ),
        (
            "query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }",
            ["f": ["not": ["not": .object(JSONObject([(long, .object(JSONObject([(long, .string(long))])))]))]]]
        ),
        (
            "query ($o: [CustomerOrder!]) { customers(orderBy: $o) { totalCount } }",
            ["o": [["field": .string(long), "direction": "ASC"]]]
        ),
        ("query ($i: ID!) { node(id: $i) { id } }", ["i": .object(JSONObject([(long, .string(long))]))]),
        ("{ viewer { name } } # \(long)\n}", [:]), ("{ viewer { name @include(if: \(long)) } }", [:]),
        ("{ viewer { name @include(\(long): true) } }", [:]), ("mutation { \(long) { a } }", [:]),
        ("type \(long) { a: Int }", [:]), ("subscription \(long) { a b }", [:]),
        ("{ __type(name: \"\(long)\") { \(long) } }", [:]),
    ]

    @Test("Limit: no message repeats more than 80 bytes of what was sent", arguments: echoes)
    func echo(query: String, variables: JSONObject) async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let tooLong = String(repeating: "a", count: 81)
        for credential in [Credential.anonymous, try portal.credential("admin@nordlys.test")] {
            let answer = try await engine.ask(query, variables, as: credential)
            let messages = (answer.json["errors"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
            #expect(!messages.contains { $0.contains(tooLong) || $0.contains(String(repeating: "0", count: 81)) })
            #expect(!messages.contains { $0.utf8.count > 600 })
        }
    }

    /// Texts that have brought other servers down, each of at most 64 KiB.
    static let bombs: [(String, String)] = [
        ("open braces", String(repeating: "{", count: 65_536)),
        ("selection sets", String(repeating: "{a", count: 32_000)),
        ("lists", "{a(b:" + String(repeating: "[", count: 50_000)),
        ("objects", "{a(b:" + String(repeating: "{a:", count: 20_000)),
        ("list types", "query($a:" + String(repeating: "[", count: 60_000) + "Int"),
        ("inline fragments", String(repeating: "{...", count: 16_000)),
        ("variables' defaults", "query($a:Int=" + String(repeating: "[", count: 60_000)),
        ("directives' arguments", "{a@b(c:" + String(repeating: "[", count: 60_000)),
    ]

    @Test("B1 Nesting is refused where it goes too deep, with 400 or 200 and no crash", arguments: bombs)
    func nesting(name: String, text: String) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(text, as: portal.credential("admin@nordlys.test"))
        #expect(answer.answer.outcome == .refused(.syntax))
        #expect(answer.answer.body.count < 400)
        let engine = try portal.engine(limits: EngineLimits())
        #expect(try await engine.ask(text).answer.outcome == .refused(.syntax))
    }

    @Test("B1 The deepest document that is taken needs less than a thread of 512 KiB has, from parse to plan")
    func stack() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try portal.schema.policy.visibleSchema(for: Audience(role: .admin))
        let values = String(repeating: "{not:", count: 55) + "{}" + String(repeating: "}", count: 55)
        let texts = [
            "{ customers(filter: \(values)) { totalCount } }",
            String(repeating: "{ ...", count: 62) + "{ __typename }" + String(repeating: "}", count: 62),
            "query ($a: \(String(repeating: "[", count: 62))Int\(String(repeating: "]", count: 62))) { a }",
        ]
        var verdicts: [String] = []
        for text in texts {
            let verdict = await withCheckedContinuation { continuation in
                let thread = Thread {
                    do {
                        let document = try Document.parse(Source(text), limits: .server)
                        let operation = try validate(document, against: schema).operation(named: nil)
                        let planner = Planner(policy: portal.schema.policy, mapping: portal.schema.mapping)
                        let viewer = Viewer(audience: Audience(role: .admin))
                        _ = try planner.plan(operation, variables: [:], viewer: viewer)
                        continuation.resume(returning: "planned")
                    } catch {
                        continuation.resume(returning: "\(type(of: error))")
                    }
                }
                thread.stackSize = 512 * 1024
                thread.start()
            }
            verdicts.append(verdict)
        }
        #expect(verdicts == ["planned", "planned", "ValidationErrors"])
    }

    @Test("B8 A failing database shows in the log and not in the answer")
    func failingDatabase() async throws {
        let portal = try await TestPortal()
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        try portal.administrate("ALTER TABLE contact RENAME COLUMN title TO vanished")
        let answer = try await engine.ask("{ customers { nodes { contacts { nodes { title } } } } }", as: admin)
        #expect(answer.codes == ["INTERNAL"])
        #expect(answer.answer.diagnosis?.contains("42703") == true)
        let body = String(decoding: answer.answer.body, as: UTF8.self).lowercased()
        for secret in ["42703", "column", "title", "vanished", "select", "contact", "sql", "postgres", ".swift", "/"] {
            #expect(!body.contains(secret), "\(secret)")
        }
        #expect(body.contains(#""requestid":"test""#))
        await portal.database.shutdown()
    }

    @Test("B9 Hostile values are values: they find nothing, fail nothing and change nothing")
    func injection() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        let tables = "SELECT count(*)::text FROM pg_class WHERE relkind = 'r'"
        let before = try portal.value(tables)
        for text in [
            "'; DROP TABLE customer; --", "\" OR 1=1 --", "$1", "%", "_", "\\", "E'\\x'", "\u{202E}", "💩'", "::",
        ] {
            let query = """
                query ($s: String!, $i: ID!) { customers(filter: {and: [{search: $s}, {country: {eq: $s}}]}) { totalCount }
                  customer(id: $i) { name } nodes(ids: [$i]) { id } }
                """
            let answer = try await engine.ask(query, ["s": .string(text), "i": .string(text)], as: admin)
            #expect(answer.codes == [], "\(answer)")
            #expect(answer.at("customers", "totalCount") as? Int == 0)
            #expect(answer.at("customer") == nil)
        }
        #expect(try portal.value(tables) == before)
    }

    @Test("B9 A text with U+0000, which PostgreSQL can't hold, is refused where it stands")
    func nul() async throws {
        let portal = try await TestPortal.shared.value
        let admin = try portal.credential("admin@nordlys.test")
        let answer = try await portal.engine().ask(
            #"{ customers(filter: {search: "a\u0000b"}) { totalCount } }"#, as: admin)
        #expect(answer.codes.count == 1 && answer.codes != ["INTERNAL"], "\(answer)")
    }
}
