import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Takes the requests of a connection, one after the other, and writes their answers.
///
/// A request runs on the event loop of its connection from its first byte to the last of its answer: nothing is handed
/// from thread to thread on the way but the work of the database.
final class RequestHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let responder: Responder
    private let limits: HTTPLimits
    private let executor: EventLoopExecutor
    private let peer: String
    /// The request whose body is being read.
    private var head: HTTPRequest?
    private var body = ByteBuffer()
    /// The request that is being answered.
    private var task: Task<Void, Never>?
    /// What came behind it; reading goes on, because only so it's noticed that the client hangs up.
    private var waiting = CircularBuffer<HTTPRequestPart>()
    private var waitingBytes = 0
    private var isReadWanted = false
    /// Whether no request is taken any more: the answer under way is the last.
    private var isEnding = false {
        didSet {
            waiting.removeAll()
            waitingBytes = 0
        }
    }
    /// Whether the client has said that it sends no more.
    private var isInputClosed = false
    /// Whether the connection's limits have answered in our place.
    private var isRefused = false

    init(responder: Responder, limits: HTTPLimits, channel: any Channel) {
        self.responder = responder
        self.limits = limits
        executor = EventLoopExecutor(channel.eventLoop)
        peer = channel.remoteAddress?.ipAddress ?? "127.0.0.1"
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isEnding { return }
        // Nobody gets more answered than it reads.
        if task == nil, waiting.isEmpty, context.channel.isWritable { return take(part, context) }
        waiting.append(part)
        if case .body(let bytes) = part { waitingBytes += bytes.readableBytes }
    }

    /// Reads on unless enough waits.
    func read(context: ChannelHandlerContext) {
        isReadWanted = isFull
        if !isFull { context.read() }
    }

    /// So many parts of requests may be sent ahead: three make up a request that has a body.
    private static let maximumWaiting = 100

    private var isFull: Bool { waiting.count >= Self.maximumWaiting || waitingBytes >= limits.bodyBytes }

    private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let head):
            self.head = head
            body = ByteBuffer()
            let announced = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
            if announced > limits.bodyBytes { return refuse(context) }
            switch Expectation(of: head) {
            case .none: break
            case .goAhead: context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            case .unknown: refuse(context)
            }
        case .body(var part):
            if body.readableBytes + part.readableBytes > limits.bodyBytes { return refuse(context) }
            if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
        case .end: answer(body, context)
        }
    }

    /// Answers a request whose body is not wanted; what comes of it from now on goes nowhere.
    private func refuse(_ context: ChannelHandlerContext) {
        isEnding = true
        answer(nil, context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: inputClosed(context)
        case is ConnectionGuard.Refusal:
            isRefused = true
            isEnding = true
            task?.cancel()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// A client that hangs up looks like one that only has nothing more to say: that one gets a second for its answer.
    private func inputClosed(_ context: ChannelHandlerContext) {
        isInputClosed = true
        if task == nil, waiting.isEmpty { return end(context) }
        let connection = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .seconds(1)) { connection.value.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError, task == nil, !isEnding {
            isEnding = true
            head = nil
            let fields: HTTPFields = [.connection: "close", .contentLength: "0", .cacheControl: "no-store"]
            write(HTTPResponse(status: .badRequest, headerFields: fields), nil, context)
        } else {
            end(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        task?.cancel()
    }

    /// Closes the connection once it owes no answer.
    private func end(_ context: ChannelHandlerContext) {
        isEnding = true
        head = nil
        if task == nil { context.close(promise: nil) }
    }

    // MARK: Answering

    /// Answers the request that was read; without a body, which is not wanted.
    private func answer(_ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        guard let head else { return }
        self.head = nil
        self.body = ByteBuffer()
        let connection = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let (responder, peer) = (responder, peer)
        task = Task(executorPreference: executor) {
            let reply = await responder.reply(to: head, body: body, from: peer)
            if connection.eventLoop.inEventLoop {
                connection.value.0.finish(head, reply, connection.value.1)
            } else {
                connection.eventLoop.execute { connection.value.0.finish(head, reply, connection.value.1) }
            }
        }
    }

    private func finish(_ request: HTTPRequest, _ reply: Reply, _ context: ChannelHandlerContext) {
        task = nil
        if isRefused || !context.channel.isActive { return }
        var reply = reply
        if request.isLast || reply.headers[.connection] == "close" || isInputClosed && waiting.isEmpty {
            isEnding = true
        }
        if isEnding { reply.headers[.connection] = "close" }
        write(reply.head, reply.body(to: request.method), context)
        goOn(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        goOn(context)
        context.fireChannelWritabilityChanged()
    }

    /// Takes what waits, as far as the client reads its answers, and reads on.
    private func goOn(_ context: ChannelHandlerContext) {
        while task == nil, context.channel.isWritable, let part = waiting.popFirst() {
            if case .body(let bytes) = part { waitingBytes -= bytes.readableBytes }
            take(part, context)
        }
        if isReadWanted, !isFull { read(context: context) }
    }

    private func write(_ head: HTTPResponse, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if let body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

extension HTTPRequest {
    /// Whether its client wants no other on this connection, or the parser can't read another.
    fileprivate var isLast: Bool {
        let options = headerFields[.connection]?.lowercased().split(separator: ",") ?? []
        return options.contains { $0.filter { $0 != " " } == "close" } || headerFields[.upgrade] != nil
    }
}

/// Runs tasks on the event loop of a connection.
private final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
