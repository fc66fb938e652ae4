import Execution
import Testing

@testable import PortalHTTP

@Suite("What HTTP clients may ask of a connection") struct ProtocolTests {
    static let query = #"{"query":"{ a }"}"#
    private let connections = ConnectionTests()

    private func post(_ version: String, _ headers: String = "", body: String = query) -> String {
        "POST /graphql HTTP/\(version)\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
    }

    @Test("RFC 9112 9.3: HTTP/1.0 is answered and closed, unless the client asks to stay", arguments: [false, true])
    func olderVersion(staying: Bool) async throws {
        try await connections.serving { port in
            let request = post("1.0", staying ? "Connection: Keep-Alive\r\n" : "")
            let told = await RawClient.talk(to: port, request + request, patience: 1)
            #expect(told.text.ranges(of: " 200 OK").count == (staying ? 2 : 1))
            #expect(told.text.lowercased().contains(staying ? "connection: keep-alive" : "connection: close"))
            #expect(told.isClosed == !staying)
        }
    }

    @Test("RFC 9112 9.3: HTTP/1.1 stays without a word")
    func newerVersion() async throws {
        try await connections.serving { port in
            let told = await RawClient.talk(to: port, post("1.1"), patience: 1)
            #expect(told.text.ranges(of: " 200 OK").count == 1)
            #expect(!told.text.lowercased().contains("connection:"))
            #expect(!told.isClosed)
        }
    }

    @Test("RFC 9112 6.1: behind a body in chunks from HTTP/1.0 nothing is looked at")
    func olderChunks() async throws {
        try await connections.serving { port in
            let chunked =
                "POST /graphql HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n11\r\n\(Self.query)\r\n0\r\n\r\n"
            let told = await RawClient.talk(to: port, chunked + post("1.1"))
            #expect(told.text.ranges(of: "HTTP/1.1 ").count <= 1)
            #expect(told.isClosed)
        }
    }

    @Test(
        "RFC 9110 10.1.1: who waits before sending a body is told to go ahead",
        arguments: ["100-continue", "100-Continue"])
    func goAhead(expectation: String) async throws {
        try await connections.serving { port in
            let head = post("1.1", "Expect: \(expectation)\r\n", body: "").replacing(
                "Content-Length: 0", with: "Content-Length: \(Self.query.utf8.count)")
            let told = await RawClient.talk(to: port, head, patience: 1)
            #expect(told.text == "HTTP/1.1 100 Continue\r\n\r\n")
            let whole = await RawClient.talk(to: port, head + Self.query, patience: 1)
            #expect(whole.text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
            #expect(!whole.isClosed)
        }
    }

    @Test("RFC 9110 10.1.1: the word comes behind the answers that are owed before")
    func goAheadInTurn() async throws {
        try await connections.serving { port in
            let told = await RawClient.talk(
                to: port, post("1.1") + post("1.1", "Expect: 100-continue\r\n") + post("1.1"), patience: 1)
            let statuses = told.text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
            #expect(statuses == ["200", "100", "200", "200"])
        }
    }

    @Test("RFC 9110 10.1.1: HTTP/1.0 knows no go-ahead, so it gets none")
    func noGoAhead() async throws {
        try await connections.serving { port in
            let told = await RawClient.talk(to: port, post("1.0", "Expect: 100-continue\r\n"))
            #expect(told.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }

    @Test("RFC 9110 10.1.1: a body that is too long is refused before it is sent")
    func refusedBody() async throws {
        try await connections.serving { port in
            let head = post("1.1", "Expect: 100-continue\r\n", body: "").replacing(
                "Content-Length: 0", with: "Content-Length: 10000000")
            let told = await RawClient.talk(to: port, head)
            #expect(told.text.hasPrefix("HTTP/1.1 413 "))
            #expect(told.isClosed)
        }
    }

    @Test("RFC 9110 15.5.18: any other expectation gets 417, wherever it is sent", arguments: ["/graphql", "/healthz"])
    func unknownExpectation(path: String) async throws {
        let site = Site()
        try await connections.serving(HTTPLimits(), site.surface) { port in
            let told = await RawClient.talk(
                to: port, post("1.1", "Expect: a-miracle\r\n").replacing("/graphql", with: path) + post("1.1"))
            #expect(told.text.hasPrefix("HTTP/1.1 417 "))
            #expect(told.text.ranges(of: "HTTP/1.1 ").count == 1)
            #expect(told.isClosed)
            #expect(site.last == nil)
        }
    }

    @Test("RFC 10008: QUERY arrives as what it is")
    func queryMethod() async throws {
        let site = Site()
        try await connections.serving(HTTPLimits(), site.surface) { port in
            let told = await RawClient.talk(to: port, post("1.1").replacing("POST", with: "QUERY"), patience: 1)
            #expect(told.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(site.last?.request.queriesOnly == true)
        }
    }

    @Test("Limit: a header that doesn't come to its end gets 408", arguments: ["G", "GET / HTTP/1.1\r\nHost: "])
    func slowHeader(text: String) async throws {
        var limits = HTTPLimits()
        limits.headerSeconds = 1
        try await connections.serving(limits) { port in
            let told = await RawClient.talk(to: port, text)
            #expect(told.text.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
            #expect(told.isClosed)
        }
    }
}
