import HummingbirdCore
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle

/// The outside surface as a service: listens until it is told to stop, then lets running requests end.
public struct HTTPService: Service {
    private let server: any Service

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
        let setup = ConnectionSetup(
            responder: Responder(
                surface: surface, configuration: configuration, files: files, metrics: metrics, log: log),
            limits: limits, metrics: metrics)
        server = setup.server(
            configuration: ServerConfiguration(
                address: .hostname(host, port: port), backlog: 1024,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
    }

    /// Serves until graceful shutdown.
    public func run() async throws {
        try await server.run()
    }
}
