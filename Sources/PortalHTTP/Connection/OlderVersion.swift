import NIOCore
import NIOHTTP1

/// Makes of a request in HTTP/1.0 what it would be in HTTP/1.1 (RFC 9112, 9.3): its connection ends with the answer
/// unless it asks to keep it, and it waits for no `100 Continue`.
final class OlderVersion: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Whether the client must be told that its connection stays.
    private var isKept = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        isKept = false
        guard (head.version.major, head.version.minor) < (1, 1) else { return context.fireChannelRead(data) }
        head.headers.remove(name: "Expect")
        let options = head.headers[canonicalForm: "Connection"].map { $0.lowercased() }
        // How long a body in chunks is, is nothing that HTTP/1.0 knows: what follows it can't be trusted (6.1).
        isKept = options.contains("keep-alive") && !head.headers.contains(name: "Transfer-Encoding")
        if !isKept { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard isKept, case .head(var head) = unwrapOutboundIn(data), !head.headers.contains(name: "Connection") else {
            return context.write(data, promise: promise)
        }
        head.headers.add(name: "Connection", value: "keep-alive")
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
