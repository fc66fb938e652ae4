import Access
import Execution
import Foundation
import HTTPTypes
import NIOCore

/// Answers every request of the server: one responder, so that nothing stands between the socket and the engine.
///
/// An object, because each request's task holds it: a copy for each would be dozens of references to count.
final class Responder: Sendable {
    private let graphQL: GraphQLEndpoint
    private let statics: StaticResponder
    private let watch: WatchEndpoint
    private let kit: KitEndpoint
    private let addresses: ClientAddress
    private let limits: HTTPLimits
    private let metrics: Metrics
    private let log: RequestLog?
    private let date = DateHeader()

    init(
        surface: HTTPSurface, configuration: HTTPConfiguration, files: StaticFiles, metrics: Metrics, log: RequestLog?
    ) {
        let security = SecurityHeaders(isSecure: configuration.isSecure)
        graphQL = GraphQLEndpoint(surface: surface, configuration: configuration)
        statics = StaticResponder(files: files, security: security)
        watch = WatchEndpoint(
            surface: surface, metrics: metrics, token: configuration.metricsToken, headers: security.forData)
        kit = KitEndpoint(surface: surface, configuration: configuration)
        addresses = ClientAddress(trustedProxies: configuration.trustedProxies)
        limits = configuration.limits
        self.metrics = metrics
        self.log = log
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - body: all of it; nil for one that was not to be read.
    ///   - peer: the address at the other end of the connection.
    func reply(to head: HTTPRequest, body: ByteBuffer?, from peer: String) async -> Reply {
        let start = ContinuousClock.now
        let exchange = Exchange(head: head, peer: peer, addresses: addresses)
        var reply: Reply
        if metrics.begin(limit: limits.requestsInFlight) {
            reply = await self.reply(to: exchange, body)
            metrics.end()
        } else {
            reply = .text("The server has too much to do.", status: 503, headers: HTTPFields())
            reply.headers[.retryAfter] = "1"
        }
        reply.headers[HeaderName.requestID] = exchange.requestID
        reply.headers[.date] = date.text
        note(reply, exchange, took: ContinuousClock.now - start)
        return reply
    }

    private func reply(to exchange: Exchange, _ body: ByteBuffer?) async -> Reply {
        if exchange.targetLength > limits.addressBytes {
            return statics.plain("The address is too long.", status: 414)
        }
        if body == nil, exchange.hasUnknownExpectation {
            var reply = statics.plain("Only 100-continue can be expected.", status: 417)
            reply.headers[.connection] = "close"
            return reply
        }
        if exchange.path == "/graphql" {
            return await graphQL.reply(to: exchange) { () throws(Refusal) in try whole(body) }
        }
        if exchange.path == "/graphql/explain" {
            return await graphQL.explanation(for: exchange) { () throws(Refusal) in try whole(body) }
        }
        guard exchange.method == .get || exchange.method == .head else {
            var reply = statics.plain("There is nothing to send to here.", status: 405)
            reply.headers[.allow] = "GET, HEAD"
            reply.headers[.connection] = "close"
            return reply
        }
        if let reply = await watch.reply(to: exchange) { return reply }
        if let reply = await kit.reply(to: exchange) { return reply }
        let isReserved = ["/graphql/", "/api/", "/files/"].contains { exchange.path.hasPrefix($0) }
        if !isReserved, let reply = statics.reply(path: exchange.path, headers: exchange.headers) { return reply }
        return statics.plain("There is nothing here.", status: 404)
    }

    private func whole(_ body: ByteBuffer?) throws(Refusal) -> ByteBuffer {
        if let body { return body }
        throw Refusal(413, .tooLarge, "The body is longer than \(limits.bodyBytes) bytes.").closingConnection()
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
