import Access
import Execution
import Foundation
import Portal
import Testing

/// What admins and the operator are told of a request before it runs (K8).
@Suite("A request is explained to those whom it concerns")
struct ExplanationTests {
    private static let query = "query Q { customers(first: 2) { nodes { name contacts(first: 1) { totalCount } } } }"
    private static let partnerships = "query P { partnerships(first: 2) { nodes { name } } }"

    private func explain(
        _ query: String, isMeasured: Bool = false, as viewer: TestViewer
    ) async throws -> (answer: Answer, json: [String: Any]) {
        let audiences = try await Audiences.shared.value
        let answers = ExplanationAnswers(engine: audiences.plain, policy: audiences.portal.schema.policy)
        let answer = await answers.answer(
            GraphQLRequest(query: Array(query.utf8)), isMeasured: isMeasured, as: audiences.credential(viewer),
            context: RequestContext(requestID: "test", clientAddress: "127.0.0.1"))
        let json = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        return (answer, json ?? [:])
    }

    @Test("K8 a partner's admin is told the rules and the number of statements, and no SQL")
    func admin() async throws {
        let (answer, json) = try await explain(Self.query, as: .admin)
        #expect(answer.outcome == .data && answer.operationName == "Q" && answer.statementCount == 0)
        let fields = try #require(json["fields"] as? [[String: Any]])
        #expect(fields.first?["coordinate"] as? String == "Query.customers")
        #expect(fields.allSatisfy { $0["decision"] as? String == "SHOWN" })
        #expect(
            json["rows"] as? [[String: String]] == [
                ["type": "Customer", "rule": #"@assigned(via: "id")"#],
                ["type": "Contact", "rule": #"@assigned(via: "customer_id")"#],
            ])
        #expect(json["statementCount"] as? Int == 2)
        #expect(json["statements"] == nil)
        #expect(!String(decoding: answer.body, as: UTF8.self).contains("SELECT"))
    }

    @Test("K8 the operator is told the statements with the database's plans, which ran nothing")
    func operatorIsTold() async throws {
        let (answer, json) = try await explain(Self.partnerships, as: .operator)
        #expect(answer.statementCount == 1)
        let rows = try #require((json["rows"] as? [[String: Any]])?.first)
        #expect(
            rows["rule"] as? String == #"@scope(by: PARTNERSHIP, via: "id")"# && rows["condition"] as? String == "true")
        let statement = try #require((json["statements"] as? [[String: Any]])?.first)
        #expect((statement["text"] as? String)?.contains(#"FROM "partnership""#) == true)
        let plan = try #require(((statement["plan"] as? [[String: Any]])?.first)?["Plan"] as? [String: Any])
        #expect(plan["Total Cost"] != nil && plan["Actual Rows"] == nil)
    }

    @Test("K8 measured, a query runs as the one who asks")
    func measured() async throws {
        let (_, json) = try await explain(Self.partnerships, isMeasured: true, as: .operator)
        let statement = try #require((json["statements"] as? [[String: Any]])?.first)
        let plan = try #require(((statement["plan"] as? [[String: Any]])?.first)?["Plan"] as? [String: Any])
        #expect(plan["Actual Rows"] as? Double ?? 0 > 0)
    }

    private static let signOut = "mutation { signOut { userErrors { message } } }"

    @Test(
        "K8 nobody else is told anything, and only the operator measures queries",
        arguments: [
            (query, false, .nobody, .unauthenticated), (query, false, .user, .forbidden),
            (query, false, .marketing, .forbidden), (query, false, .portalAdmin, .forbidden),
            (query, false, .portalUser, .forbidden), (query, false, .key, .forbidden),
            (query, true, .admin, .forbidden), (signOut, true, .operator, .badRequest),
            ("{ nobodyKnows }", false, .admin, .validation), ("{", false, .operator, .syntax),
            ("{ customers(first: 9999) { totalCount } }", false, .operator, .validation),
        ] as [(String, Bool, TestViewer, ErrorCode)])
    func refused(query: String, isMeasured: Bool, viewer: TestViewer, code: ErrorCode) async throws {
        let (answer, json) = try await explain(query, isMeasured: isMeasured, as: viewer)
        #expect(answer.outcome == .refused(code), "\(json)")
        #expect(json["fields"] == nil)
    }

    @Test("K8 a mutation is explained and doesn't run")
    func mutation() async throws {
        let (answer, json) = try await explain(Self.signOut, as: .operator)
        #expect(answer.outcome == .data && answer.effects.isEmpty)
        #expect((json["fields"] as? [[String: Any]])?.first?["coordinate"] as? String == "Mutation.signOut")
        let (again, _) = try await explain(Self.partnerships, as: .operator)
        #expect(again.outcome == .data, "the session is still there")
    }
}
