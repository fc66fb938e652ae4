import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// What every connection of the server is made of, from the bytes up to the requests.
struct ConnectionSetup: ServerChildChannel {
    let responder: Responder
    let limits: HTTPLimits
    let metrics: Metrics

    /// A connection that is open.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            var decoder = NIOHTTPDecoderLimitConfiguration()
            decoder.maxHeaderFieldSize = limits.headerBytes
            decoder.maxHeaderListSize = limits.headerBytes
            decoder.maxHeaderFieldCount = limits.headerCount
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
            let guardian = ConnectionGuard(limits: limits, metrics: metrics)
            try pipeline.addHandler(HeaderWatch(guardian: guardian), position: .first)
            try pipeline.addHandler(OlderVersion())
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(guardian)
            try pipeline.addHandler(
                HTTPConnectionStateHandler(idleTimeout: .seconds(limits.idleSeconds), logger: logger))
            try pipeline.addHandler(RequestHandler(responder: responder, limits: limits, channel: channel))
            return Value(channel: channel)
        }
    }

    /// The handlers do everything: it is only waited for the end.
    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }
}
