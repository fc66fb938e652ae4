import Access
import Execution
import Testing

@testable import PortalHTTP

@Suite("QUERY /graphql (RFC 10008)") struct QueryMethodTests {
    private func query(
        _ site: Site, _ body: String = #"{"query":"{ a }"}"#, headers: [(String, String)] = []
    ) async throws -> Received {
        try await site.send(
            .query, "/graphql", headers: [("Content-Type", "application/json")] + headers, body: Array(body.utf8))
    }

    @Test("H7 The body is a POST's, and only queries may run")
    func request() async throws {
        let site = Site()
        let received = try await query(site, #"{"query":"query A { a }","operationName":"A","variables":{"x":1}}"#)
        #expect(received.status == 200)
        #expect(site.last?.request.query == Array("query A { a }".utf8))
        #expect(site.last?.request.operationName == "A")
        #expect(site.last?.request.variables == ["x": 1])
        #expect(site.last?.request.queriesOnly == true)
    }

    @Test("H7 The parameters of the address are not looked at")
    func address() async throws {
        let received = try await Site().send(
            .query, "/graphql?query=%7Ba%7D", headers: [("Content-Type", "application/json")], body: Array("{}".utf8))
        #expect(received.status == 400)
    }

    @Test("H7 What changes something is refused with the status of a bad request: another method wouldn't be safe")
    func mutation() async throws {
        let answer = Answer(body: Array("{}".utf8), outcome: .notAQuery)
        #expect(try await query(Site(answer: answer)).status == 400)
        #expect(try await query(Site(HTTPConfiguration(profile: .spec2026), answer: answer)).status == 422)
    }

    @Test(
        "B6 With a cookie it must come from a page of this installation, like a POST",
        arguments: [
            ([("Origin", "https://evil.test")], 403), ([("Sec-Fetch-Site", "cross-site")], 403),
            ([("Origin", "http://portal.test")], 200), ([], 200),
        ] as [([(String, String)], Int)])
    func origin(headers: [(String, String)], status: Int) async throws {
        let received = try await query(Site(), headers: headers + [("Cookie", "portico-partner=secret")])
        #expect(received.status == status)
    }

    @Test("B6 Only JSON is taken")
    func contentType() async throws {
        let received = try await Site().send(
            .query, "/graphql", headers: [("Content-Type", "text/plain")], body: Array(#"{"query":"{ a }"}"#.utf8))
        #expect(received.status == 415)
    }
}
