import Execution
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import PortalHTTP

@Suite("Connections") struct ConnectionTests {
    static let post = "POST /graphql HTTP/1.1\r\nHost: portal.test\r\nContent-Type: application/json\r\n"

    /// Runs a body beside a listening server.
    func serving(
        _ limits: HTTPLimits = HTTPLimits(), _ surface: HTTPSurface = Site().surface,
        _ body: (Int) async throws -> Void
    ) async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let service = HTTPService(
            surface: surface, configuration: HTTPConfiguration(limits: limits), port: 0,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        ) { port in listening.yield(port) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [service], logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(port)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    func status(_ text: String) -> String { String(text.prefix { $0 != "\r" && $0 != "\r\n" }) }

    @Test("One connection carries many requests, also sent at once")
    func keepAlive() async throws {
        try await serving { port in
            let body = #"{"query":"{ a }"}"#
            let request = Self.post + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
            let last = request.replacing("Host:", with: "Connection: close\r\nHost:")
            let told = await RawClient.talk(to: port, request + request + last)
            #expect(told.text.ranges(of: "HTTP/1.1 200 OK").count == 3)
            #expect(told.isClosed)
        }
    }

    @Test("However many requests are sent at once, each is answered")
    func manyAtOnce() async throws {
        try await serving { port in
            let request = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
            let last = "GET /healthz HTTP/1.1\r\nConnection: close\r\nHost: a\r\n\r\n"
            let told = await RawClient.talk(to: port, String(repeating: request, count: 4999) + last)
            #expect(told.text.ranges(of: "HTTP/1.1 200 OK").count == 5000)
            #expect(told.isClosed)
        }
    }

    @Test(
        "A header block above its limit gets 431 and the end of the connection",
        arguments: [
            "X: " + String(repeating: "a", count: 17_000) + "\r\n",
            (0..<150).map { "X\($0): a\r\n" }.joined(),
        ])
    func headers(headers: String) async throws {
        try await serving { port in
            let told = await RawClient.talk(to: port, "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n")
            #expect(status(told.text) == "HTTP/1.1 431 Request Header Fields Too Large")
            #expect(told.isClosed)
        }
    }

    @Test(
        "A body above its limit gets 413, and the rest of it goes nowhere",
        arguments: [
            "Content-Length: 10000000\r\n\r\n" + String(repeating: " ", count: 500_000),
            "Transfer-Encoding: chunked\r\n\r\n"
                + String(repeating: "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n", count: 8),
        ])
    func body(body: String) async throws {
        try await serving { port in
            let told = await RawClient.talk(to: port, Self.post + body)
            #expect(status(told.text) == "HTTP/1.1 413 Payload Too Large")
            #expect(told.isClosed)
        }
    }

    @Test("A body of exactly 256 KiB is taken, one of a byte more is not", arguments: [(0, "200 OK"), (1, "413 ")])
    func longestBody(more: Int, status: String) async throws {
        try await serving { port in
            let start = #"{"query":"{ a }"}"#
            let body = start + String(repeating: " ", count: 256 * 1024 + more - start.utf8.count)
            let told = await RawClient.talk(
                to: port, Self.post + "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body)
            #expect(told.text.hasPrefix("HTTP/1.1 " + status))
        }
    }

    @Test("A body that says to be too long is refused before it comes")
    func announcedBody() async throws {
        try await serving { port in
            let told = await RawClient.talk(to: port, Self.post + "Content-Length: 99999999\r\n\r\n")
            #expect(status(told.text) == "HTTP/1.1 413 Payload Too Large")
            #expect(told.isClosed)
        }
    }

    @Test("A body that ends before it said it would is never looked at")
    func cutBody() async throws {
        let site = Site()
        try await serving(HTTPLimits(), site.surface) { port in
            let body = #"{"query":"{ a }"}"#
            let told = await RawClient.talk(to: port, Self.post + "Content-Length: 100\r\n\r\n" + body, isLast: true)
            #expect(status(told.text) == "HTTP/1.1 400 Bad Request")
            #expect(told.isClosed)
            #expect(site.last == nil)
        }
    }

    static let query = #"{"query":"{ a }"}"#
    static let wholePost = post + "Content-Length: \(query.utf8.count)\r\n\r\n" + query

    @Test("Who has nothing more to say still gets the answers")
    func halfClosed() async throws {
        try await serving { port in
            let told = await RawClient.talk(to: port, Self.wholePost + Self.wholePost, isLast: true)
            #expect(told.text.ranges(of: "HTTP/1.1 200 OK").count == 2)
            #expect(told.isClosed)
        }
    }

    @Test("An answer that is the connection's last is sent whole, however slowly it is read")
    func slowReader() async throws {
        let answer = Answer(body: [UInt8](repeating: UInt8(ascii: " "), count: 8_000_000), outcome: .data)
        try await serving(HTTPLimits(), Site(answer: answer).surface) { port in
            let last = Self.wholePost.replacing("Host:", with: "Connection: close\r\nHost:")
            let told = await RawClient.talk(to: port, last, pause: 3)
            #expect(told.text.utf8.count > 8_000_000)
            #expect(told.isClosed)
        }
    }

    @Test("Who reads no answers gets no more work done")
    func unreadAnswers() async throws {
        let asked = Mutex(0)
        let surface = HTTPSurface(
            answer: { _, _, _ in
                asked.withLock { $0 += 1 }
                return Answer(body: [UInt8](repeating: UInt8(ascii: " "), count: 1_000_000), outcome: .data)
            },
            unreadiness: { nil }, gauges: { [] })
        try await serving(HTTPLimits(), surface) { port in
            let requests = String(repeating: Self.wholePost, count: 40)
            async let told = RawClient.talk(to: port, requests, pause: 2, patience: 1)
            try await Task.sleep(for: .seconds(1))
            #expect(asked.withLock { $0 } < 20)
            #expect(await told.text.ranges(of: "HTTP/1.1 200 OK").count == 40)
        }
    }

    @Test(
        "Nothing behind an answer that ends the connection is looked at",
        arguments: [
            "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: TE, Close\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        ])
    func behindTheEnd(request: String) async throws {
        let site = Site()
        try await serving(HTTPLimits(), site.surface) { port in
            let told = await RawClient.talk(to: port, request + Self.wholePost)
            #expect(told.text.ranges(of: "HTTP/1.1 ").count == 1)
            #expect(told.isClosed)
            #expect(site.last == nil)
        }
    }

    @Test("Who hangs up ends the work on the answer")
    func hangUp() async throws {
        let (ends, isEnded) = AsyncStream.makeStream(of: Bool.self)
        let surface = HTTPSurface(
            answer: { _, _, _ in
                do { try await Task.sleep(for: .seconds(60)) } catch { isEnded.yield(true) }
                return Answer(body: Array("{}".utf8), outcome: .data)
            },
            unreadiness: { nil }, gauges: { [] })
        try await serving(HTTPLimits(), surface) { port in
            _ = await RawClient.talk(to: port, Self.wholePost, patience: 1)
            var iterator = ends.makeAsyncIterator()
            #expect(await iterator.next() == true)
        }
    }

    @Test("A body that doesn't come gets 408")
    func slowBody() async throws {
        var limits = HTTPLimits()
        limits.bodySeconds = 1
        try await serving(limits) { port in
            let told = await RawClient.talk(to: port, Self.post + "Content-Length: 100\r\n\r\n{")
            #expect(status(told.text) == "HTTP/1.1 408 Request Timeout")
            #expect(told.isClosed)
        }
    }

    @Test("A connection on which nothing comes is closed", arguments: ["", "GET / HT", "GET / HTTP/1.1\r\nHost: "])
    func idle(text: String) async throws {
        var limits = HTTPLimits()
        limits.idleSeconds = 1
        try await serving(limits) { port in
            let told = await RawClient.talk(to: port, text)
            #expect(told.isClosed)
        }
    }

    @Test(
        "What is no HTTP, or could be read in two ways, is refused and closed",
        arguments: [
            "GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
            post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            post + "Content-Length: -1\r\n\r\n",
        ])
    func malformed(text: String) async throws {
        try await serving { port in
            let told = await RawClient.talk(to: port, text)
            #expect(told.text.hasPrefix("HTTP/1.1 400") || told.text.isEmpty)
            #expect(told.isClosed)
        }
    }

    @Test("Told to stop, the server ends with idle connections open")
    func gracefulStop() async throws {
        try await serving { port in
            let told = await RawClient.talk(to: port, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", patience: 1)
            #expect(status(told.text) == "HTTP/1.1 200 OK")
            #expect(!told.isClosed)
        }
    }
}
