import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// The outside surface as a service: listens until it is told to stop, then lets running requests end.
public struct HTTPService: Service {
    private let application: Application<Responder>

    /// Makes the service; nothing listens before it runs.
    ///
    /// Port 0 takes any free one; `onListening` is told the port once requests can come. Without a log, requests are
    /// written down nowhere.
    public init(
        surface: HTTPSurface, configuration: HTTPConfiguration = HTTPConfiguration(), files: StaticFiles = .none,
        host: String = "127.0.0.1", port: Int, log: RequestLog? = nil, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let metrics = Metrics()
        let limits = configuration.limits
        application = Application(
            responder: Responder(
                surface: surface, configuration: configuration, files: files, metrics: metrics, log: log),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionGuard(limits: limits, metrics: metrics)],
                    idleTimeout: .seconds(limits.idleSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                        maxHeaderFieldCount: limits.headerCount))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), backlog: 1024,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Serves until graceful shutdown.
    public func run() async throws {
        try await application.run()
    }
}
