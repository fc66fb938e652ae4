import Portal
import Synchronization
import Testing

@testable import PortalHTTP

@Suite("Watching the server") struct WatchTests {
    @Test("/healthz says that the process lives, whatever the database does")
    func health() async throws {
        #expect(try await Site(unreadiness: "no database").send(.get, "/healthz").status == 200)
    }

    @Test("/readyz says whether requests can be answered, and if not, why")
    func readiness() async throws {
        #expect(try await Site().send(.get, "/readyz").status == 200)
        let received = try await Site(unreadiness: "The database does not answer.").send(.get, "/readyz")
        #expect(received.status == 503)
        #expect(received.text == "The database does not answer.\n")
        #expect(received["Retry-After"] == "1")
    }

    @Test("/metrics counts answers by status and time, and asks the database")
    func metrics() async throws {
        let site = Site()
        _ = try await site.post()
        _ = try await site.post("{")
        _ = try await site.send(.get, "/nothing")
        let text = try await site.send(.get, "/metrics").text
        #expect(text.contains("\nportico_requests_total{status=\"200\"} 1\n"))
        #expect(text.contains("\nportico_requests_total{status=\"400\"} 1\n"))
        #expect(text.contains("\nportico_requests_total{status=\"404\"} 1\n"))
        #expect(text.contains("\nportico_request_seconds_bucket{le=\"+Inf\"} 3\n"))
        #expect(text.contains("\nportico_request_seconds_count 3\n"))
        #expect(text.contains("\nportico_requests_in_flight 1\n"))
        #expect(text.contains("\nportico_database_waiting 3\n"))
    }

    @Test("Every metric has its help and its type once")
    func format() {
        let metrics = Metrics()
        metrics.count(status: 200, seconds: 0.003)
        let lines = metrics.text(with: [Gauge("a", "b", 0.5)]).split(separator: "\n")
        let helps = lines.filter { $0.hasPrefix("# HELP") }.map { $0.split(separator: " ")[2] }
        let types = lines.filter { $0.hasPrefix("# TYPE") }.map { $0.split(separator: " ")[2] }
        #expect(helps == types)
        #expect(Set(helps).count == helps.count)
        #expect(lines.last == "a 0.5")
    }

    @Test(
        "The histogram's buckets add up", arguments: [(0.0005, "0.001"), (0.001, "0.001"), (0.3, "0.5"), (99, "+Inf")])
    func buckets(seconds: Double, bound: String) {
        let metrics = Metrics()
        metrics.count(status: 200, seconds: seconds)
        let lines = metrics.text(with: []).split(separator: "\n").filter { $0.contains("_bucket") }
        let first = lines.first { $0.hasSuffix(" 1") }
        #expect(first == "portico_request_seconds_bucket{le=\"\(bound)\"} 1")
    }

    @Test(
        "/metrics is for this machine, or for who has the token",
        arguments: [
            ("127.0.0.1", nil, 200), ("::1", nil, 200), ("192.0.2.7", nil, 404), ("192.0.2.7", "Bearer t0ken", 200),
            ("192.0.2.7", "Bearer other", 404), ("192.0.2.7", "t0ken", 404),
        ] as [(String, String?, Int)])
    func metricsAccess(peer: String, authorization: String?, status: Int) async throws {
        let site = Site(HTTPConfiguration(metricsToken: "t0ken"))
        let headers = authorization.map { [("Authorization", $0)] } ?? []
        #expect(try await site.send(.get, "/metrics", headers: headers, from: peer).status == status)
    }

    @Test("Without a token set, no bearer opens /metrics", arguments: ["Bearer ", "Bearer nil", ""])
    func noToken(authorization: String) async throws {
        let received = try await Site().send(
            .get, "/metrics", headers: [("Authorization", authorization)], from: "192.0.2.7")
        #expect(received.status == 404)
    }

    @Test("Beyond the requests that fit, the answer is 503 and when to come back")
    func overload() async throws {
        var limits = HTTPLimits()
        limits.requestsInFlight = 0
        let received = try await Site(HTTPConfiguration(limits: limits)).post()
        #expect(received.status == 503)
        #expect(received["Retry-After"] == "1")
    }

    @Test("A request that ended makes room")
    func room() {
        let metrics = Metrics()
        #expect(metrics.begin(limit: 1))
        #expect(!metrics.begin(limit: 1))
        metrics.end()
        #expect(metrics.begin(limit: 1))
    }

    @Test(
        "A well-formed request id is taken over, any other is replaced",
        arguments: [
            ("abcdefgh", true), ("0123-4567_89.ab", true), (String(repeating: "a", count: 64), true), ("short", false),
            (String(repeating: "a", count: 65), false), ("with blank", false), ("line\\nbreak", false),
            ("quote\"quote", false),
            ("ümlautümlaut", false), ("", false),
        ])
    func requestID(offered: String, isTaken: Bool) async throws {
        let site = Site()
        let received = try await site.post(headers: [("X-Request-Id", offered)])
        let id = try #require(received["X-Request-Id"])
        #expect((id == offered) == isTaken)
        #expect(RequestID.isWellFormed(id))
        #expect(site.last?.context.requestID == id)
    }

    @Test("Made request ids differ")
    func madeIDs() {
        #expect(Set((0..<100).map { _ in RequestID.choose(offered: nil) }).count == 100)
    }

    @Test("A refusal carries the request id for the log")
    func refusalID() async throws {
        let received = try await Site().post("{", headers: [("X-Request-Id", "request-7")])
        #expect(received.text.contains(#""requestId":"request-7""#))
    }

    @Test("One line of JSON tells of a request, and nothing of what was asked")
    func log() async throws {
        let written = Mutex<[UInt8]>([])
        let log = RequestLog { bytes in written.withLock { $0 += bytes } }
        _ = try await Site().send(
            .get, "/graphql?query=%7Bsecret%7D", headers: [("X-Request-Id", "request-8")], from: "192.0.2.7", log: log)
        log.flush()
        let line = written.withLock { $0 }
        #expect(line.last == UInt8(ascii: "\n"))
        guard case .object(let members) = try JSONReader().read(line) else {
            Issue.record("no object: \(String(decoding: line, as: UTF8.self))")
            return
        }
        #expect(members["request"] == "request-8")
        #expect(members["method"] == "GET")
        #expect(members["path"] == "/graphql")
        #expect(members["address"] == "192.0.2.7")
        #expect(members["status"] == 200)
        #expect(members["event"] == "request")
        #expect(!String(decoding: line, as: UTF8.self).contains("secret"))
    }

    @Test("A path can't forge a line of the log")
    func forgedLine() async throws {
        let written = Mutex<[UInt8]>([])
        let log = RequestLog { bytes in written.withLock { $0 += bytes } }
        _ = try await Site().send(.get, "/a\"}\n{\"event\":\"forged", log: log)
        log.flush()
        let lines = written.withLock { $0 }.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 1)
        #expect(throws: Never.self) { try JSONReader().read(Array(lines[0])) }
    }

    @Test(
        "The client's address is the last one that no proxy of ours vouches for",
        arguments: [
            ("192.0.2.7", [], "192.0.2.7"),
            ("192.0.2.7", ["203.0.113.9"], "192.0.2.7"),
            ("10.0.0.1", [], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9", "10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9, 10.0.0.2,10.0.0.3"], "203.0.113.9"),
            ("10.0.0.1", ["garbage"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9, garbage"], "10.0.0.1"),
            ("10.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        ])
    func clientAddress(peer: String, forwarded: [String], client: String) throws {
        let addresses = ClientAddress(trustedProxies: [try #require(AddressRange("10.0.0.0/8"))])
        #expect(addresses.address(peer: peer, forwardedFor: forwarded) == client)
    }
}
