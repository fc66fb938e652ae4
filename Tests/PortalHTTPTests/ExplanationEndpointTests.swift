import Execution
import HTTPTypes
import Testing

@testable import PortalHTTP

/// `/graphql/explain`, which takes what `/graphql` takes.
@Suite struct ExplanationEndpointTests {
    private static let json = ("Content-Type", "application/json")
    private static let body = Array(#"{"query": "{a}", "operationName": "A", "variables": {"x": 1}}"#.utf8)

    @Test(
        "K8 A request is explained from the body that it would be sent with", arguments: ["", "?measure", "?measure=1"])
    func asked(query: String) async throws {
        let site = Site(answer: Answer(body: Array(#"{"fields":[]}"#.utf8), outcome: .data))
        let received = try await site.send(.post, "/graphql/explain" + query, headers: [Self.json], body: Self.body)
        #expect(received.status == 200 && received.text == #"{"fields":[]}"#)
        #expect(received["Content-Type"] == "application/json; charset=utf-8")
        #expect(received["Cache-Control"] == "no-store")
        let last = try #require(site.last)
        #expect(last.isMeasured == !query.isEmpty)
        #expect(last.request.query == Array("{a}".utf8) && last.request.operationName == "A")
        #expect(last.request.variables["x"] != nil)
    }

    @Test("K8 Explaining is asked for by POST alone", arguments: [HTTPRequest.Method.get, .head, .put, .query])
    func methods(method: HTTPRequest.Method) async throws {
        let site = Site()
        let received = try await site.send(method, "/graphql/explain", headers: [Self.json], body: Self.body)
        #expect(received.status == 405 && received["Allow"] == "POST" && site.last == nil)
    }

    @Test(
        "Whatever a request is refused for, its explanation is refused for",
        arguments: [
            ([("Content-Type", "text/plain")], body, 415), ([json], Array("[".utf8), 400),
            ([json], Array(#"{"query": 1}"#.utf8), 400),
            ([json, ("Origin", "https://evil.test"), ("Cookie", "portico_partner=x")], body, 403),
            ([json, ("Authorization", "Basic x")], body, 401),
        ] as [([(String, String)], [UInt8], Int)])
    func refused(headers: [(String, String)], body: [UInt8], status: Int) async throws {
        let site = Site()
        let received = try await site.send(.post, "/graphql/explain", headers: headers, body: body)
        #expect(received.status == status && site.last == nil)
    }
}
