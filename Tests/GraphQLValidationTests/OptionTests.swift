import GraphQLLanguage
import GraphQLSchema
import Testing

@testable import GraphQLValidation

@Suite("The server says less than the reference") struct OptionTests {
    @Test(
        "K7 nothing is suggested",
        arguments: [
            "{ customers { nmae } }", "{ any { total } }", "query ($f: Filtre) { customers(filter: $f) { id } }",
            "{ customers(frist: 1) { id } }", "{ customers(filter: {nmae: 1}) { id } }",
            "{ customers(filter: {status: ENABELD}) { id } }", "{ any @often(m: 1, n: 1) { __typename } }",
        ])
    func suggestions(query: String) throws {
        #expect(try errors(query).allSatisfy { $0.contains("Did you mean") })
        let found = try errors(query, options: .server)
        #expect(!found.isEmpty && found.allSatisfy { !$0.contains("Did you mean") }, "\(found)")
    }

    @Test("a hidden field reads like one that never was") func hidden() throws {
        let visible = try shop.get().restricted { "\($0)" != "Customer.name" }
        func messages(_ field: String) throws -> [String] {
            let document = try Document.parse(Source("{ customers { \(field) } }"))
            return try #require(throws: ValidationErrors.self) { try validate(document, against: visible) }
                .errors.map { $0.message.replacing(field, with: "…") }
        }
        #expect(try messages("name") == messages("zzzz"))
    }

    @Test("at most twenty errors are told, and that there are more") func cap() throws {
        let fields = (0..<100).map { "f\($0)" }.joined(separator: " ")
        #expect(try errors("{ \(fields) }", options: .server).count == 21)
        #expect(try errors("{ \(fields) }").count == 100)
    }

    @Test("no message echoes a long name") func echo() throws {
        let long = String(repeating: "x", count: 5000)
        let queries = [
            "{ \(long) }", "{ ...\(long) }", "query \(long)($\(long): \(long)) { any { __typename } }",
            "{ any @\(long) { __typename } }", "{ customers(\(long): 1, filter: {\(long): 1}, order: \(long)) { id } }",
            "{ customers(first: \"\(long)\", filter: \"\(long)\") { id } }",
            "fragment \(long) on Query { \(long): any }",
            "query ($\(long): Int, $\(long): Int) { any { __typename } } query \(long) { a } query \(long) { a }",
            "{ any { ...\(long) } } fragment \(long) on Any { ...\(long) }",
        ]
        for query in queries {
            let found = try errors(query, options: .server)
            #expect(!found.isEmpty && found.allSatisfy { $0.utf8.count < 500 }, "\(found)")
        }
    }
}
