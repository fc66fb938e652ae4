import Execution
import Portal
import Testing

@testable import PortalHTTP

@Suite("What the carrier puts up with") struct LimitTests {
    private let connections = ConnectionTests()

    @Test("Each setting of the carrier reaches it")
    func wiring() {
        let usual = "\(HTTPLimits())"
        let carriers: [Limit] = [
            .connections, .idleSeconds, .headerBytes, .headers, .headerSeconds, .addressBytes, .bodyBytes, .bodyRatio,
            .bodySeconds, .bodyRate, .requestSeconds, .readingSeconds, .requests, .jsonDepth, .jsonMembers,
            .documentBytes,
        ]
        for limit in carriers {
            var limits = Limits()
            limits[limit] = limit.usual + 1
            #expect("\(HTTPLimits(limits))" != usual, "\(limit)")
        }
    }

    @Test("Limit: an address of 8 KiB", arguments: [(8_192, "200"), (8_193, "414")])
    func address(bytes: Int, status: String) async throws {
        let start = "/graphql?query=%7Ba%7D&x="
        let path = start + String(repeating: "a", count: bytes - start.utf8.count)
        let received = try await Site().send(.get, path)
        #expect("\(received.status)" == status)
        try await connections.serving { port in
            let told = await RawClient.talk(to: port, "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n", patience: 1)
            #expect(told.text.hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test(
        "Limit: a header block of 16 KiB, its address, names and values counted",
        arguments: [(16_384, "200"), (16_385, "431")])
    func headerBytes(bytes: Int, status: String) async throws {
        try await connections.serving { port in
            let name = "/healthz" + "Host" + "a" + "X-Long"
            let value = String(repeating: "a", count: bytes - name.utf8.count)
            let told = await RawClient.talk(
                to: port, "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: \(value)\r\n\r\n", patience: 1)
            #expect(told.text.hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test("Limit: 100 headers", arguments: [(100, "200"), (101, "431")])
    func headerCount(count: Int, status: String) async throws {
        try await connections.serving { port in
            let others = (1..<count).map { "X\($0): a\r\n" }.joined()
            let told = await RawClient.talk(
                to: port, "GET /healthz HTTP/1.1\r\nHost: a\r\n\(others)\r\n", patience: 1)
            #expect(told.text.hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test(
        "Limit: after 5 seconds 1 KiB of a body must have come for each",
        arguments: [(0, 4_999, false), (5_120, 5_000, false), (5_119, 5_000, true), (9_215, 9_000, true)])
    func bodyRate(bytes: Int, milliseconds: Int64, isTooSlow: Bool) {
        #expect(HTTPLimits().isTooSlow(bytes, after: milliseconds) == isTooSlow)
    }

    @Test(
        "Limit: a body that comes too slowly gets 408 long before its time is over",
        arguments: [(100, true), (90_000, false)])
    func slowBody(bytes: Int, isRefused: Bool) async throws {
        var limits = HTTPLimits()
        (limits.headerSeconds, limits.bodySeconds) = (1, 600)
        try await connections.serving(limits) { port in
            let text = ConnectionTests.post + "Content-Length: 100000\r\n\r\n" + String(repeating: " ", count: bytes)
            let told = await RawClient.talk(to: port, text, patience: 4)
            #expect(told.text.hasPrefix("HTTP/1.1 408 ") == isRefused)
            #expect(told.isClosed == isRefused)
        }
    }

    @Test("Limit: a document of 64 KiB, by POST and QUERY", arguments: [(65_536, 200), (65_537, 400)])
    func documentBytes(bytes: Int, status: Int) async throws {
        let body = #"{"query":"{ a }\#(String(repeating: " ", count: bytes - 5))"}"#
        let received = try await Site().post(body)
        #expect(received.status == status)
        if status == 400 {
            #expect(received.code == "TOO_LARGE")
            #expect(received.message == "The document is longer than 65536 bytes.")
        }
    }

    @Test("Limit: 32 levels of JSON, the request itself among them", arguments: [(32, 200), (33, 400)])
    func jsonDepth(levels: Int, status: Int) async throws {
        let nested = String(repeating: "[", count: levels - 2) + String(repeating: "]", count: levels - 2)
        let received = try await Site().post(#"{"query":"{ a }","variables":{"a":\#(nested)}}"#)
        #expect(received.status == status)
        #expect(status == 200 || received.code == "BAD_REQUEST")
    }

    @Test("Limit: 4,000 members and elements of JSON in all", arguments: [(4_000, 200), (4_001, 400)])
    func jsonMembers(members: Int, status: Int) async throws {
        // Two of the request, one of the variables; the first element has no comma before it.
        let list = [String](repeating: "1", count: members - 1).joined(separator: ",")
        let received = try await Site().post(#"{"query":"{ a }","variables":{"a":[\#(list)]}}"#)
        #expect(received.status == status)
        #expect(status == 200 || received.code == "BAD_REQUEST")
    }

    @Test(
        "Limit: throttling and overload say when to come back, in every type",
        arguments: [(429, "RATE_LIMITED"), (503, "UNAVAILABLE")])
    func comeBack(status: Int, code: String) async throws {
        let outcome: Answer.Outcome = .refused(status == 429 ? .rateLimited : .unavailable)
        for accept in ResponseType.allCases {
            let site = Site(answer: Answer(body: Array("{}".utf8), outcome: outcome))
            let received = try await site.post(headers: [("Accept", accept.rawValue)])
            #expect(received.status == status)
            #expect(received["Retry-After"] == "1")
        }
    }
}
