import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Holds a connection to its limits: slow headers, slow bodies, slow answers, slow readers, headers too large, and the end of a
/// connection whose body stays unread.
///
/// Deadlines are checked once a second while something is under way, so that a request costs no timer of its own.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Tells the handlers behind that a request was answered in their place and the connection ends.
    struct Refusal {}

    private let limits: HTTPLimits
    private let metrics: Metrics
    /// When the first bytes of a header came that isn't complete.
    private var headerSince: NIODeadline?
    /// When the head of the request came whose body isn't complete.
    private var bodySince: NIODeadline?
    /// How much of that body has come.
    private var bodyBytes = 0
    /// When the head of the request came whose answer isn't complete.
    private var requestSince: NIODeadline?
    /// Since when the client has left something unread.
    private var unreadSince: NIODeadline?
    private var hasAnswerBegun = false
    private var closesAfterAnswer = false
    private var isClosing = false
    private var isWatching = false
    private var context: ChannelHandlerContext?

    /// How long the rest of an unread body is thrown away before the connection is cut, so that the client can read
    /// why.
    private static let lingering = TimeAmount.seconds(2)

    init(limits: HTTPLimits, metrics: Metrics) {
        self.limits = limits
        self.metrics = metrics
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isClosing { return }
        switch unwrapInboundIn(data) {
        case .head:
            headerSince = nil
            bodySince = .now()
            bodyBytes = 0
            requestSince = bodySince
            watch(context)
        case .body(let part): bodyBytes += part.readableBytes
        case .end: bodySince = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind == .informational: context.write(data, promise: promise)
        case .head(let head):
            hasAnswerBegun = true
            closesAfterAnswer = head.headerFields[.connection] == "close"
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            hasAnswerBegun = false
            requestSince = nil
            if closesAfterAnswer {
                context.writeAndFlush(data, promise: promise)
                close(context)
            } else {
                context.write(data, promise: promise)
            }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unreadSince = context.channel.isWritable ? nil : .now()
        watch(context)
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, error == .headerOverflow, !hasAnswerBegun else {
            return context.fireErrorCaught(error)
        }
        refuse(context, status: .requestHeaderFieldsTooLarge)
    }

    /// Takes note of bytes, before they are read as anything.
    ///
    /// A header that comes while an answer is owed has time: it may be that nobody reads it.
    fileprivate func noteBytes() {
        guard headerSince == nil, bodySince == nil, requestSince == nil, let context else { return }
        headerSince = .now()
        watch(context)
    }

    private func watch(_ context: ChannelHandlerContext) {
        if isWatching || isClosing { return }
        isWatching = true
        let guarded = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .seconds(1)) {
            let (handler, context) = guarded.value
            handler.isWatching = false
            handler.check(context)
        }
    }

    private func check(_ context: ChannelHandlerContext) {
        if isClosing { return }
        let isSlow = bodySince.map { limits.isTooSlow(bodyBytes, after: milliseconds(since: $0)) } ?? false
        if isSlow || isOver(bodySince, after: limits.bodySeconds) || isOver(headerSince, after: limits.headerSeconds) {
            metrics.countDropped()
            refuse(context, status: .requestTimeout)
        } else if isOver(requestSince, after: limits.requestSeconds) {
            metrics.countDropped()
            refuse(context, status: .gatewayTimeout)
        } else if isOver(unreadSince, after: limits.writeSeconds) {
            metrics.countDropped()
            isClosing = true
            context.close(promise: nil)
        } else if [headerSince, bodySince, requestSince, unreadSince].contains(where: { $0 != nil }) {
            watch(context)
        }
    }

    private func isOver(_ start: NIODeadline?, after seconds: Int64) -> Bool {
        start.map { milliseconds(since: $0) >= seconds * 1_000 } ?? false
    }

    private func milliseconds(since start: NIODeadline) -> Int64 {
        (NIODeadline.now() - start).nanoseconds / 1_000_000
    }

    /// Answers in the place of the responder, unless its answer is on its way already, and ends the connection.
    private func refuse(_ context: ChannelHandlerContext, status: HTTPResponse.Status) {
        if !hasAnswerBegun {
            let fields: HTTPFields = [.connection: "close", .contentLength: "0", .cacheControl: "no-store"]
            let head = HTTPResponse(status: status, headerFields: fields)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
        context.fireUserInboundEventTriggered(Refusal())
        close(context)
    }

    /// Closes our half once everything is sent and the other a little later: cut off within its body, a client would
    /// not read why.
    private func close(_ context: ChannelHandlerContext) {
        if isClosing { return }
        isClosing = true
        let guarded = NIOLoopBound(context, eventLoop: context.eventLoop)
        let isSent = context.eventLoop.makePromise(of: Void.self)
        isSent.futureResult.whenComplete { _ in
            guarded.eventLoop.scheduleTask(in: Self.lingering) { guarded.value.close(promise: nil) }
        }
        context.close(mode: .output, promise: isSent)
        context.eventLoop.scheduleTask(in: .seconds(limits.writeSeconds)) { guarded.value.close(promise: nil) }
    }
}

/// Tells the guard of bytes before they are a request.
final class HeaderWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let guardian: ConnectionGuard

    init(guardian: ConnectionGuard) {
        self.guardian = guardian
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guardian.noteBytes()
        context.fireChannelRead(data)
    }
}
