import Access
import Execution
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers every request of the server: one responder, so that nothing stands between the socket and the engine.
struct Responder: HTTPResponder {
    typealias Context = Connection

    private let graphQL: GraphQLEndpoint
    private let statics: StaticResponder
    private let watch: WatchEndpoint
    private let addresses: ClientAddress
    private let limits: HTTPLimits
    private let metrics: Metrics
    private let log: RequestLog?

    init(
        surface: HTTPSurface, configuration: HTTPConfiguration, files: StaticFiles, metrics: Metrics, log: RequestLog?
    ) {
        let security = SecurityHeaders(isSecure: configuration.isSecure)
        graphQL = GraphQLEndpoint(surface: surface, configuration: configuration)
        statics = StaticResponder(files: files, security: security)
        watch = WatchEndpoint(
            surface: surface, metrics: metrics, token: configuration.metricsToken, headers: security.forData)
        addresses = ClientAddress(trustedProxies: configuration.trustedProxies)
        limits = configuration.limits
        self.metrics = metrics
        self.log = log
    }

    @Sendable func respond(to request: Request, context: Connection) async throws -> Response {
        let start = ContinuousClock.now
        let exchange = Exchange(head: request.head, peer: context.peer, addresses: addresses)
        var reply: Reply
        if metrics.begin(limit: limits.requestsInFlight) {
            defer { metrics.end() }
            reply = try await self.reply(to: exchange, request)
        } else {
            reply = .text("The server has too much to do.", status: 503, headers: HTTPFields())
            reply.headers[.retryAfter] = "1"
        }
        reply.headers[HeaderName.requestID] = exchange.requestID
        note(reply, exchange, took: ContinuousClock.now - start)
        return reply.response(isHead: exchange.method == .head)
    }

    private func reply(to exchange: Exchange, _ request: Request) async throws -> Reply {
        if (request.head.path?.utf8.count ?? 0) > limits.addressBytes {
            return statics.plain("The address is too long.", status: 414)
        }
        if exchange.path == "/graphql" {
            return try await graphQL.reply(to: exchange) { try await body(of: request) }
        }
        guard exchange.method == .get || exchange.method == .head else {
            var reply = statics.plain("There is nothing to send to here.", status: 405)
            reply.headers[.allow] = "GET, HEAD"
            reply.headers[.connection] = "close"
            return reply
        }
        if let reply = await watch.reply(to: exchange) { return reply }
        let isReserved = ["/graphql/", "/api/", "/files/"].contains { exchange.path.hasPrefix($0) }
        if !isReserved, let reply = statics.reply(path: exchange.path, headers: exchange.headers) { return reply }
        return statics.plain("There is nothing here.", status: 404)
    }

    /// The whole body, which is refused as soon as it is known to be too long.
    private func body(of request: Request) async throws -> ByteBuffer {
        let tooLarge = Refusal(413, .tooLarge, "The body is longer than \(limits.bodyBytes) bytes.").closingConnection()
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limits.bodyBytes { throw tooLarge }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: limits.bodyBytes) } catch is NIOTooManyBytesError {
            throw tooLarge
        }
        // A connection that ends within the body looks as if the body ended.
        if let announced, announced != body.readableBytes {
            throw Refusal(400, .badRequest, "The body ended too early.").closingConnection()
        }
        return body
    }

    private func note(_ reply: Reply, _ exchange: Exchange, took duration: Duration) {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        metrics.count(status: reply.status, seconds: seconds)
        guard let log else { return }
        log.add(
            RequestLine(
                time: Date(), requestID: exchange.requestID, method: exchange.method.rawValue, path: exchange.path,
                address: exchange.clientAddress, status: reply.status, seconds: seconds,
                bytes: reply.body.readableBytes, code: reply.code, operationName: reply.operationName,
                statementCount: reply.statementCount, diagnosis: reply.diagnosis))
    }
}

/// What a request knows of the connection that it came by.
struct Connection: InitializableFromSource {
    /// The address at the other end.
    let peer: String

    init(source: ApplicationRequestContextSource) {
        self.init(peer: source.channel.remoteAddress?.ipAddress ?? "127.0.0.1")
    }

    init(peer: String) {
        self.peer = peer
    }
}
